package nutkeeper.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import nutkeeper.proxy.ConfigFile.Reading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFileTest {
    @TempDir
    Path folder;

    @Test
    void keepsEveryByteOfWhatItReads() throws Exception {
        String text = "\uFEFF# caf\u00e9 \ud83d\ude00\r\nalpha:\r  listen: x";
        Path file = Files.writeString(folder.resolve("nutcracker.yml"), text);

        assertThat(new ConfigFile(file).read()).isEqualTo(new Reading.Text(text));
        assertThat(text.getBytes(StandardCharsets.UTF_8)).isEqualTo(Files.readAllBytes(file));
    }

    @Test
    void refusesBytesThatAreNotUtf8() throws Exception {
        Path file = Files.write(folder.resolve("nutcracker.yml"), new byte[] {'a', (byte) 0xff, 'b'});

        assertThat(new ConfigFile(file).read())
                .isEqualTo(new Reading.Unreadable("cannot read " + file + ": it is not UTF-8"));
    }

    @Test
    void saysWhyAFileCannotBeRead() {
        Path file = folder.resolve("absent.yml");

        assertThat(new ConfigFile(file).read())
                .isEqualTo(new Reading.Unreadable("cannot read " + file + ": " + file + ": no such file or directory"));
    }

    @Test
    void neverShowsTheText() throws Exception {
        Path file = Files.writeString(folder.resolve("nutcracker.yml"), "redis_auth: secret");

        assertThat(new ConfigFile(file).read()).asString().doesNotContain("secret");
    }
}
