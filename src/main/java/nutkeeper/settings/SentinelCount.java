package nutkeeper.settings;

/** How many Sentinels a group has, which is what its majority is a majority of. */
public sealed interface SentinelCount {
    /** As the Sentinels themselves count (num-other-sentinels and one), but never below the number of addresses given. */
    record Auto() implements SentinelCount {
        @Override
        public String toString() {
            return "auto";
        }
    }

    /** Exactly this many, at least one, whatever the Sentinels say: sentinel.c never forgets a dead one by itself. */
    record Exactly(int count) implements SentinelCount {
        public Exactly {
            if (count < 1) {
                throw new IllegalArgumentException("a group of " + count + " Sentinels has no majority");
            }
        }

        @Override
        public String toString() {
            return Integer.toString(count);
        }
    }
}
