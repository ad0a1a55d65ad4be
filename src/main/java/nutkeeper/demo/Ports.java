package nutkeeper.demo;

import java.io.Closeable;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.util.Random;
import nutkeeper.topology.Address;

/**
 * Free loopback ports below 32768, where Linux starts to give ports to outgoing connections. A world claims a block of ports
 * by holding the UDP port of the block's first number, so worlds that run at the same time, also in other processes, never
 * share a block, and a world that is killed leaves no claim behind.
 */
final class Ports implements Closeable {
    static final String LOOPBACK = "127.0.0.1";
    private static final int LOWEST = 12_000;
    private static final int BLOCK = 80;
    private static final int BLOCKS = (32_768 - LOWEST) / BLOCK;

    private final int first;
    private final DatagramSocket claim;
    private int next;

    private Ports(int first, DatagramSocket claim) {
        this.first = first;
        this.claim = claim;
        this.next = first;
    }

    /** Claims a block that no other world holds, beginning the search at a random one. */
    static Ports claim(Random random) {
        int start = random.nextInt(BLOCKS);
        for (int i = 0; i < BLOCKS; i++) {
            int first = LOWEST + (start + i) % BLOCKS * BLOCK;
            try {
                return new Ports(first, new DatagramSocket(new InetSocketAddress(loopback(), first)));
            } catch (SocketException heldByAnother) {
                // the next block
            }
        }
        throw new WorldTrouble("no free block of " + BLOCK + " ports between " + LOWEST + " and 32767 on " + LOOPBACK);
    }

    /** An address of this block on which nothing listens, never given twice. */
    Address next() {
        while (next < first + BLOCK) {
            int port = next++;
            if (isFree(port)) {
                return new Address(LOOPBACK, port);
            }
        }
        throw new WorldTrouble("a world has at most " + BLOCK + " ports, and all from " + first + " on are used");
    }

    @Override
    public void close() {
        claim.close();
    }

    private static boolean isFree(int port) {
        try (ServerSocket probe = new ServerSocket(port, 1, loopback())) {
            return probe.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    private static InetAddress loopback() {
        return InetAddress.ofLiteral(LOOPBACK);
    }
}
