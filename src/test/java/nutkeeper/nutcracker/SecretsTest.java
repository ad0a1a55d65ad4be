package nutkeeper.nutcracker;

import static nutkeeper.nutcracker.Configs.config;
import static nutkeeper.nutcracker.Configs.pool;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SecretsTest {
    @Test
    void areThePasswordsOfAllPools() {
        String two = withPassword("hunter2")
                + withPassword("swordfish").replace("alpha", "beta").replace("22121", "22122");

        assertThat(Secrets.of(config(two))).containsExactlyInAnyOrder("hunter2", "swordfish");
    }

    @Test
    void areSpelledAsInTheFileToo() {
        assertThat(Secrets.of(config(withPassword("\n    \"\\x68unter2\""))))
                .containsExactlyInAnyOrder("hunter2", "\"\\x68unter2\"");
    }

    @Test
    void areFoundOnEveryLineOfAFoldedValue() {
        assertThat(Secrets.of(config(withPassword("'correct\n     horse'"))))
                .containsExactlyInAnyOrder("correct horse", "'correct", "horse'");
    }

    @Test
    void areNoneWithoutRedisAuth() {
        assertThat(Secrets.of(config(pool("10.0.0.1:6379:1 a")))).isEmpty();
    }

    private static String withPassword(String spelled) {
        return pool("10.0.0.1:6379:1 a").replace("redis: true", "redis: true\n  redis_auth: " + spelled);
    }
}
