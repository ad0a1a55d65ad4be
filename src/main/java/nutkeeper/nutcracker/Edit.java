package nutkeeper.nutcracker;

import java.util.List;

/** What becomes of a file when servers move: its new text, or every reason why it stays as it is. */
public sealed interface Edit {
    /** The new text, read again and proven to say what was asked and nothing else; the old text where nothing was to change. */
    record Edited(String text) implements Edit {
        /** The length only: the text may hold passwords. */
        @Override
        public String toString() {
            return "Edited[" + text.length() + " characters]";
        }
    }

    /** No move was made, because these could not be. */
    record Refused(List<Refusal> refusals) implements Edit {
        public Refused {
            refusals = List.copyOf(refusals);
        }
    }

    /** Why one server cannot move. Line and column are those of its entry, or 1 and 1 where the file has none. */
    record Refusal(Shard shard, int line, int column, String why) {
        /** {@code line 3, column 5: pool/server: why}. */
        @Override
        public String toString() {
            return "line " + line + ", column " + column + ": " + shard + ": " + why;
        }
    }
}
