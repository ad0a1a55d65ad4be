package nutkeeper.daemon;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import nutkeeper.nutcracker.ConfigParser;
import nutkeeper.nutcracker.Malformed;
import nutkeeper.nutcracker.Parsing;

/** A proxy's nutcracker.yml, read anew at each look and parsed anew when its bytes have changed. Not thread-safe. */
final class ConfigSource {
    /** A larger file is no nutcracker.yml; the largest in the wild has some hundred kilobytes. */
    private static final long MAX_BYTES = 16L << 20;

    private final Path file;
    private byte[] bytes = {};
    private Parsing parsing = unreadable("it was not read yet");

    ConfigSource(Path file) {
        this.file = file;
    }

    Parsing read() {
        try {
            if (Files.size(file) > MAX_BYTES) {
                return unreadable("it is larger than " + (MAX_BYTES >> 20) + " MB");
            }
            byte[] now = Files.readAllBytes(file);
            if (bytes.length == 0 || !Arrays.equals(now, bytes)) {
                parsing = parse(now);
                bytes = now;
            }
            return parsing;
        } catch (NoSuchFileException missing) {
            return unreadable("there is no such file");
        } catch (IOException unreadable) {
            return unreadable("it cannot be read: " + unreadable);
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
