package nutkeeper.proxy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Finds out whether a process that did not run the old file serves every listen address; clocks and exit statuses prove nothing. */
record Prover(ListeningSockets sockets, Limits limits) {
    /** One look; a socket that appears in the middle of a glance has no visible owner in it, so that answer needs a second. */
    Proof look(List<ListenAddress> listens, Set<ProcessIdentity> ranOld) {
        Proof proof = glance(listens, ranOld);
        return proof instanceof Proof.ByAnswer ? glance(listens, ranOld) : proof;
    }

    /** Looks again and again until something is proven or {@code patience} is over. */
    Proof await(List<ListenAddress> listens, Set<ProcessIdentity> ranOld, Duration patience)
            throws InterruptedException {
        long deadlineNanos = System.nanoTime() + patience.toNanos();
        Proof proof = look(listens, ranOld);
        while (proof instanceof Proof.NotYet && System.nanoTime() < deadlineNanos) {
            Thread.sleep(limits.probeEvery());
            proof = look(listens, ranOld);
        }
        return proof;
    }

    private Proof glance(List<ListenAddress> listens, Set<ProcessIdentity> ranOld) {
        SortedSet<Long> pids = new TreeSet<>();
        Optional<ListenAddress> hidden = Optional.empty();
        for (Map.Entry<ListenAddress, Owner> entry : sockets.owners(listens).entrySet()) {
            ListenAddress listen = entry.getKey();
            switch (entry.getValue()) {
                case Owner.Visible(Set<ProcessIdentity> owners) -> {
                    for (ProcessIdentity owner : owners) {
                        if (ranOld.contains(owner)) {
                            return new Proof.NotYet(
                                    listen + " still belongs to pid " + owner.pid() + ", which ran the old file");
                        }
                        pids.add(owner.pid());
                    }
                }
                case Owner.Hidden(Set<ProcessIdentity> listening) -> {
                    if (listening.stream().anyMatch(ranOld::contains)) {
                        return new Proof.NotYet(listen + " still has the socket of the process that ran the old file");
                    }
                    hidden = Optional.of(listen);
                }
                // no socket in our tables and yet an answer: it listens in another network namespace
                case Owner.Nobody nobody -> hidden = Optional.of(listen);
            }
            if (!accepts(listen)) {
                return new Proof.NotYet(listen + " accepts no connection");
            }
        }
        return hidden.<Proof>map(Proof.ByAnswer::new).orElseGet(() -> new Proof.ByIdentity(pids));
    }

    private boolean accepts(ListenAddress listen) {
        try {
            return switch (listen) {
                case ListenAddress.Tcp tcp -> tcp.reachableAt().stream().anyMatch(host -> accepts(host, tcp.port()));
                case ListenAddress.Unix(String path) -> accepts(path);
            };
        } catch (IOException unreachable) {
            return false;
        }
    }

    private boolean accepts(InetAddress host, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(host, port),
                    Math.toIntExact(limits.connectWithin().toMillis()));
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    /** Not blocking, because a unix socket with a full backlog would hold us for ever. */
    private static boolean accepts(String path) throws IOException {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.configureBlocking(false);
            return channel.connect(UnixDomainSocketAddress.of(path));
        }
    }
}
