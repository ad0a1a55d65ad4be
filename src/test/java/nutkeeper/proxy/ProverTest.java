package nutkeeper.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProverTest {
    private static final long OUR_PID = ProcessHandle.current().pid();

    private final ListeningSockets sockets = new ListeningSockets(new Proc(Path.of("/proc")));
    private final Prover prover = new Prover(sockets, TwemproxyWorld.QUICK);

    @TempDir
    Path folder;

    @Test
    void provesByTheIdentityOfTheListeningProcess() throws Exception {
        try (ServerSocket socket = listening("127.0.0.1")) {
            assertThat(prover.look(List.of(tcp("127.0.0.1", socket)), Set.of()))
                    .isEqualTo(new Proof.ByIdentity(new TreeSet<>(Set.of(OUR_PID))));
        }
    }

    @Test
    void findsTheOwnerOfAnIpv6AndOfAWildcardSocket() throws Exception {
        try (ServerSocket six = listening("::1")) {
            assertThat(prover.look(List.of(tcp("::1", six)), Set.of())).isInstanceOf(Proof.ByIdentity.class);
            assertThat(prover.look(List.of(tcp("*", six)), Set.of())).isInstanceOf(Proof.ByIdentity.class);
        }
    }

    @Test
    void findsTheOwnerOfAUnixSocket() throws Exception {
        Path path = folder.resolve("pool.sock");
        try (ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.bind(UnixDomainSocketAddress.of(path));
            assertThat(prover.look(List.of(new ListenAddress.Unix(path.toString())), Set.of()))
                    .isInstanceOf(Proof.ByIdentity.class);
        }
    }

    @Test
    void doesNotAcceptAProcessThatRanTheOldFile() throws Exception {
        try (ServerSocket socket = listening("127.0.0.1")) {
            List<ListenAddress> listens = List.of(tcp("127.0.0.1", socket));

            assertThat(prover.look(listens, sockets.processes(listens)))
                    .isEqualTo(new Proof.NotYet(
                            listens.getFirst() + " still belongs to pid " + OUR_PID + ", which ran the old file"));
        }
    }

    @Test
    void provesNothingWhileOneAddressIsSilent() throws Exception {
        ListenAddress silent = new ListenAddress.Tcp("127.0.0.1", TwemproxyWorld.freePort());
        try (ServerSocket socket = listening("127.0.0.1")) {
            assertThat(prover.look(List.of(tcp("127.0.0.1", socket), silent), Set.of()))
                    .isEqualTo(new Proof.NotYet(silent + " accepts no connection"));
        }
    }

    @Test
    void saysWhichProofIsLeftWhereTheOwnerCannotBeSeen() throws Exception {
        Prover blind = new Prover(new ListeningSockets(new Proc(folder)), TwemproxyWorld.QUICK);
        try (ServerSocket socket = listening("127.0.0.1")) {
            Proof proof = blind.look(List.of(tcp("127.0.0.1", socket)), Set.of());

            assertThat(proof)
                    .isInstanceOfSatisfying(
                            Proof.ByAnswer.class,
                            answer -> assertThat(answer.text())
                                    .isEqualTo("listening on sockets that were not there before; owner of "
                                            + tcp("127.0.0.1", socket) + " not visible"));
        }
    }

    @Test
    void seesASocketWithoutAVisibleHolderAsHidden() throws Exception {
        Path table = Files.createDirectories(folder.resolve("net")).resolve("tcp");
        Files.writeString(table, """
                  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
                   0: 0100007F:5669 00000000:0000 0A 00000000:00000000 00:00000000 00000000   107        0 4711 1
                   1: 0100007F:566A 0100007F:1234 01 00000000:00000000 00:00000000 00000000   107        0 4712 1
                """);
        ListenAddress listening = new ListenAddress.Tcp("127.0.0.1", 0x5669);
        ListenAddress connectedOnly = new ListenAddress.Tcp("127.0.0.1", 0x566A);

        ListeningSockets sockets = new ListeningSockets(new Proc(folder));
        assertThat(sockets.processes(List.of(listening))).containsExactly(ProcessIdentity.ofSocket("", 4711));
        assertThat(sockets.owners(List.of(listening, connectedOnly)))
                .containsEntry(listening, new Owner.Hidden(Set.of(ProcessIdentity.ofSocket("", 4711))))
                .containsEntry(connectedOnly, new Owner.Nobody());
    }

    @Test
    void waitsNoLongerThanItMay() throws Exception {
        ListenAddress silent = new ListenAddress.Tcp("127.0.0.1", TwemproxyWorld.freePort());

        assertThat(prover.await(List.of(silent), Set.of(), Duration.ofMillis(50)))
                .isInstanceOf(Proof.NotYet.class);
    }

    private static ServerSocket listening(String host) throws Exception {
        return new ServerSocket(TwemproxyWorld.freePort(), 5, InetAddress.ofLiteral(host));
    }

    private static ListenAddress tcp(String host, ServerSocket socket) {
        return new ListenAddress.Tcp(host, socket.getLocalPort());
    }
}
