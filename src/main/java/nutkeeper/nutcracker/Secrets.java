package nutkeeper.nutcracker;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** What must not be shown of a file: its passwords, as they are and as the file spells them. */
public final class Secrets {
    private Secrets() {}

    /** The value of every {@code redis_auth}, and the lines that spell it, which differ where it is quoted, escaped or folded. */
    public static Set<String> of(NutcrackerConfig config) {
        try {
            return Outline.of(config.text()).stream()
                    .flatMap(section -> section.entries().stream())
                    .filter(entry -> entry.key().value().equals("redis_auth"))
                    .map(Section.Entry::value)
                    .flatMap(value -> Stream.concat(Stream.of(value.value()), spelling(value)))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (Unfit | YamlEngineException impossible) {
            throw new IllegalStateException("a text that was read cannot be read again", impossible);
        }
    }

    private static Stream<String> spelling(Scalar value) {
        return value.raw()
                .lines()
                .map(String::strip)
                .filter(line -> line.codePoints().anyMatch(Character::isLetterOrDigit));
    }
}
