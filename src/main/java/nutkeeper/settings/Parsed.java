package nutkeeper.settings;

/** What a text means by the grammar of one kind of value, or why it means nothing. */
sealed interface Parsed<T> {
    /** It means this. */
    record Good<T>(T value) implements Parsed<T> {}

    /** It means nothing; both halves end up in a {@link Problem}. */
    record Bad<T>(String wrong, String right) implements Parsed<T> {}
}
