package nutkeeper.settings;

import java.util.List;

/** What came of reading the settings. */
public sealed interface Reading {
    /** Everything is right. */
    record Valid(Settings settings) implements Reading {}

    /** Something is wrong: all of it, in the order of the file; never empty. */
    record Problems(List<Problem> problems) implements Reading {
        public Problems {
            problems = List.copyOf(problems);
        }
    }
}
