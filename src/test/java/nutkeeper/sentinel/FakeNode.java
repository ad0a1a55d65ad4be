package nutkeeper.sentinel;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import nutkeeper.topology.Address;

/**
 * Something on a real loopback socket that reads Redis commands and answers as it is told, byte for byte. Remembers what it
 * was asked, and on which connection.
 */
final class FakeNode implements Closeable {
    /** Below the ports that {@code nutkeeper.demo} gives to its worlds. */
    private static final int LOWEST = 10_000;

    private static final int PORTS = 2_000;

    private final Script script;
    private final Address address;
    private final AtomicInteger accepted = new AtomicInteger();
    private final Map<Integer, Talk> open = new ConcurrentHashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private volatile ServerSocket server;

    /** A command as it was read. */
    record Asked(int connection, String words) {}

    /** What to answer: RESP as it goes over the wire; empty for no answer at all. */
    interface Script {
        String answer(Talk talk, String words);
    }

    /** One connection. */
    static final class Talk {
        final int number;
        private final Socket socket;
        /** What HELLO has agreed on. */
        volatile int protocol = 2;

        volatile boolean authenticated;
        volatile boolean subscribed;

        private Talk(int number, Socket socket) {
            this.number = number;
            this.socket = socket;
        }

        /** Sends bytes as they are, not waiting to be asked. */
        synchronized void say(String resp) {
            try {
                socket.getOutputStream().write(resp.getBytes(StandardCharsets.UTF_8));
            } catch (IOException gone) {
                hangUp();
            }
        }

        void hangUp() {
            try {
                socket.close();
            } catch (IOException closedAnyway) {
                throw new UncheckedIOException(closedAnyway);
            }
        }
    }

    FakeNode(Script script) {
        this.script = script;
        this.server = bind();
        this.address = new Address("127.0.0.1", server.getLocalPort());
        listen();
    }

    Address address() {
        return address;
    }

    /** Every command so far, in order. */
    List<Asked> asked() {
        return List.copyOf(asked);
    }

    /** How often these words were asked so far. */
    long timesAsked(String words) {
        return asked.stream().filter(each -> each.words().equals(words)).count();
    }

    /** How many connections were ever accepted. */
    int accepted() {
        return accepted.get();
    }

    /** The connections that the other side has not closed. */
    List<Talk> open() {
        return List.copyOf(open.values());
    }

    /** Closes everything, as a process that dies. */
    void die() {
        close();
    }

    /** Listens again, at the same address. */
    void revive() throws IOException {
        server = new ServerSocket();
        server.setReuseAddress(true);
        server.bind(new InetSocketAddress(address.host(), address.port()));
        listen();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException closedAnyway) {
            throw new UncheckedIOException(closedAnyway);
        }
        open().forEach(Talk::hangUp);
    }

    private static ServerSocket bind() {
        for (int tries = 0; tries < PORTS; tries++) {
            try {
                int port = LOWEST + RandomGenerator.getDefault().nextInt(PORTS);
                return new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
            } catch (IOException taken) {
                // the next one
            }
        }
        throw new IllegalStateException("no free port from " + LOWEST + " on");
    }

    private void listen() {
        ServerSocket listening = server;
        Thread.ofPlatform().daemon().name("fake-" + address).start(() -> {
            while (!listening.isClosed()) {
                try {
                    Socket socket = listening.accept();
                    Talk talk = new Talk(accepted.incrementAndGet(), socket);
                    open.put(talk.number, talk);
                    Thread.ofPlatform().daemon().start(() -> serve(talk));
                } catch (IOException closed) {
                    return;
                }
            }
        });
    }

    private void serve(Talk talk) {
        try (Socket socket = talk.socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (String words = command(in); !words.isEmpty(); words = command(in)) {
                asked.add(new Asked(talk.number, words));
                talk.say(script.answer(talk, words));
            }
        } catch (IOException gone) {
            // the other side went, or we did
        } finally {
            open.remove(talk.number);
        }
    }

    /** The words of one command with blanks between them; empty at the end of the stream. */
    private static String command(InputStream in) throws IOException {
        String count = line(in);
        List<String> words = new ArrayList<>();
        for (int i = 0; !count.isEmpty() && i < Integer.parseInt(count.substring(1)); i++) {
            int length = Integer.parseInt(line(in).substring(1));
            words.add(new String(in.readNBytes(length), StandardCharsets.UTF_8));
            in.readNBytes(2);
        }
        return String.join(" ", words);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n' && c >= 0; c = in.read()) {
            line.append((char) c);
        }
        return line.toString().strip();
    }
}
