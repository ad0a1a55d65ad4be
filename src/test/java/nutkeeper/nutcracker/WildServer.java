package nutkeeper.nutcracker;

import nutkeeper.topology.Address;

/** A server entry of a {@link WildConfig}, which can write itself as it stands and as it is to stand after a move. */
record WildServer(
        Shard shard, boolean redis, String place, String weight, boolean named, Spelling spelling, String eol) {
    /** A column beyond those at which a generated file begins anything else. */
    private static final String DEEP = " ".repeat(24);

    /** How an entry is spelled; those for named servers only are refused for others by the generator. */
    enum Spelling {
        PLAIN(true, false),
        SINGLE_QUOTED(true, false),
        DOUBLE_QUOTED(true, false),
        ESCAPED_NAME(true, true),
        ESCAPED_HOST(false, false),
        FOLDED(false, true),
        FOLDED_QUOTED(false, true),
        LITERAL_BLOCK(false, false),
        FOLDED_BLOCK(false, true);

        final boolean editable;
        final boolean needsName;

        Spelling(boolean editable, boolean needsName) {
            this.editable = editable;
            this.needsName = needsName;
        }

        boolean isBlock() {
            return this == LITERAL_BLOCK || this == FOLDED_BLOCK;
        }
    }

    boolean isEditable() {
        return redis && spelling.editable;
    }

    String asItIs() {
        return entry(place, named);
    }

    String movedTo(Address to) {
        boolean needsQuotes =
                !named && spelling == Spelling.PLAIN && shard.server().endsWith(":");
        String entry = entry(to.toString(), true);
        return needsQuotes ? "'" + entry + "'" : entry;
    }

    private String entry(String at, boolean withName) {
        String head = at + ":" + weight;
        String name = shard.server();
        String value = withName ? head + " " + name : head;
        return switch (spelling) {
            case PLAIN -> value;
            case SINGLE_QUOTED -> "'" + value + "'";
            case DOUBLE_QUOTED -> "\"" + value + "\"";
            case ESCAPED_NAME ->
                "\"" + value.substring(0, value.length() - 1) + escaped(value.charAt(value.length() - 1)) + "\"";
            case ESCAPED_HOST -> "\"" + escaped(value.charAt(0)) + value.substring(1) + "\"";
            case FOLDED -> head + eol + DEEP + name;
            case FOLDED_QUOTED -> "\"" + head + eol + DEEP + name + "\"";
            case LITERAL_BLOCK -> "|-" + eol + DEEP + value;
            case FOLDED_BLOCK -> ">-" + eol + DEEP + head + eol + DEEP + name;
        };
    }

    private static String escaped(char character) {
        return String.format("\\x%02x", (int) character);
    }
}
