package nutkeeper.daemon;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import nutkeeper.nutcracker.ConfigParser;
import nutkeeper.nutcracker.Malformed;
import nutkeeper.nutcracker.Parsing;

/**
 * A proxy's nutcracker.yml, read anew at each look and parsed anew when its bytes have changed. While somebody writes it, it
 * may be half of what it shall be, and to replace it then would lose the other half: until a new text has stayed the same for
 * {@link #SETTLE}, at most for {@link #PATIENCE}, the one before counts. Not thread-safe.
 */
final class ConfigSource {
    /** Longer than a program needs from one write(2) to the next. */
    static final Duration SETTLE = Duration.ofMillis(200);

    /** A writer that never rests must not keep a failover out of the file. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    /** A larger file is no nutcracker.yml; the largest in the wild has some hundred kilobytes. */
    private static final long MAX_BYTES = 8L << 20;

    private final Path file;
    private final InstantSource clock;
    private Parsing parsing = unreadable("it was not read yet");
    private byte[] parsed = {};
    private boolean isParsed;
    private boolean isFirst = true;
    private byte[] latest = {};
    private Instant latestSince = Instant.EPOCH;
    private Instant restlessSince = Instant.MAX;

    ConfigSource(Path file, InstantSource clock) {
        this.file = file;
        this.clock = clock;
    }

    /** Reads what others may be writing; the first text ever seen counts as whole. */
    Parsing read() {
        return read(isFirst);
    }

    /** Reads what we have just written ourselves. */
    Parsing readOwn() {
        return read(true);
    }

    private Parsing read(boolean whole) {
        isFirst = false;
        try {
            if (Files.size(file) > MAX_BYTES) {
                return unknown("it is larger than " + (MAX_BYTES >> 20) + " MB");
            }
            byte[] now = Files.readAllBytes(file);
            if (isSettled(now, clock.instant()) || whole) {
                take(now);
            }
            return parsing;
        } catch (NoSuchFileException missing) {
            return unknown("there is no such file");
        } catch (IOException unreadable) {
            return unknown("it cannot be read: " + unreadable);
        }
    }

    private Parsing unknown(String why) {
        isParsed = false;
        restlessSince = Instant.MAX;
        parsing = unreadable(why);
        return parsing;
    }

    private boolean isSettled(byte[] now, Instant at) {
        if (!Arrays.equals(now, latest)) {
            latest = now;
            latestSince = at;
        }
        if (restlessSince.equals(Instant.MAX)) {
            restlessSince = at;
        }
        return Arrays.equals(now, parsed)
                || !at.isBefore(latestSince.plus(SETTLE))
                || !at.isBefore(restlessSince.plus(PATIENCE));
    }

    private void take(byte[] now) {
        restlessSince = Instant.MAX;
        if (!isParsed || !Arrays.equals(now, parsed)) {
            parsing = parse(now);
            parsed = now;
            isParsed = true;
        }
    }

    private static Parsing parse(byte[] now) {
        try {
            return ConfigParser.parse(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(now))
                    .toString());
        } catch (CharacterCodingException notUtf8) {
            return unreadable("it is not UTF-8, which twemproxy would refuse");
        }
    }

    private static Malformed unreadable(String why) {
        return new Malformed(1, 1, why);
    }
}
