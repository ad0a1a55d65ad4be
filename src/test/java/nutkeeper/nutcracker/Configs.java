package nutkeeper.nutcracker;

import static org.assertj.core.api.Assertions.assertThat;

import nutkeeper.topology.Address;

/** Short ways for tests to say what a text is. */
final class Configs {
    private Configs() {}

    static NutcrackerConfig config(String text) {
        Parsing parsing = ConfigParser.parse(text);
        assertThat(parsing).isInstanceOf(NutcrackerConfig.class);
        return (NutcrackerConfig) parsing;
    }

    static Malformed malformed(String text) {
        Parsing parsing = ConfigParser.parse(text);
        assertThat(parsing).isInstanceOf(Malformed.class);
        return (Malformed) parsing;
    }

    /** A file of one Redis pool, {@code alpha}, with these entries as they are to stand after the dash. */
    static String pool(String... entries) {
        return "alpha:\n  listen: 127.0.0.1:22121\n  redis: true\n  servers:\n   - " + String.join("\n   - ", entries)
                + "\n";
    }

    static Address address(String text) {
        return Address.parse(text).orElseThrow();
    }
}
