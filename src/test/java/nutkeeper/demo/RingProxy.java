package nutkeeper.demo;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import nutkeeper.nutcracker.Listen;
import nutkeeper.nutcracker.NutcrackerConfig;
import nutkeeper.topology.Address;

/** One run of a real twemproxy in the foreground. It is written to by its own way of RESP, as a pool may listen at a unix socket. */
record RingProxy(Path log, Process process) implements Closeable {
    private static final String STORED = "+OK\r\n";

    /** Writes {@code run.yml}, starts a twemproxy that reads it, and returns when all its pools accept connections. */
    static RingProxy start(Processes processes, Path run, NutcrackerConfig config, Address stats) {
        Path file = run.resolveSibling(run.getFileName() + ".yml");
        Path log = run.resolveSibling(run.getFileName() + ".log");
        WorldFiles.write(file, config.text());
        Process process = processes.start(
                log,
                List.of(
                        Program.NUTCRACKER.path().toString(),
                        "--conf-file=" + file,
                        "--stats-addr=" + stats.host(),
                        "--stats-port=" + stats.port()));
        Eventually.until(
                "nutcracker accepts connections (see " + log + ")",
                WorldFiles.START,
                () -> config.pools().stream().allMatch(pool -> accepts(pool.listen())));
        return new RingProxy(log, process);
    }

    /** Sets each of the keys through a pool, all in one go, and returns when every single one is acknowledged. */
    void write(Listen pool, List<String> keys) {
        StringBuilder commands = new StringBuilder();
        keys.forEach(
                key -> commands.append("*3\r\n$3\r\nSET\r\n$%d\r\n%s\r\n$1\r\n1\r\n".formatted(key.length(), key)));
        ByteBuffer sent = StandardCharsets.US_ASCII.encode(commands.toString());
        ByteBuffer answers = ByteBuffer.allocate(keys.size() * STORED.length());
        try (SocketChannel channel = SocketChannel.open(address(pool))) {
            while (sent.hasRemaining()) {
                channel.write(sent);
            }
            while (answers.hasRemaining() && channel.read(answers) >= 0) {
                // until all have come
            }
        } catch (IOException broken) {
            throw new WorldTrouble("cannot write through " + pool + " (see " + log + ")", broken);
        }
        String said = StandardCharsets.US_ASCII.decode(answers.flip()).toString();
        if (!said.equals(STORED.repeat(keys.size()))) {
            throw new WorldTrouble("not every key was written through " + pool + ": " + said.replace(STORED, ""));
        }
    }

    /** Awaits the end of all its threads, which only its parent can: one may hold the ports when the first is a zombie already. */
    @Override
    public void close() {
        process.destroyForcibly();
        Eventually.until("process " + process.pid() + " is gone", Killable.OBEY, () -> !process.isAlive());
    }

    private static boolean accepts(Listen pool) {
        try (SocketChannel channel = SocketChannel.open(address(pool))) {
            return channel.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    private static SocketAddress address(Listen pool) {
        return switch (pool) {
            case Listen.Tcp tcp -> new InetSocketAddress(tcp.host(), tcp.port());
            case Listen.Unix unix -> UnixDomainSocketAddress.of(unix.path());
        };
    }
}
