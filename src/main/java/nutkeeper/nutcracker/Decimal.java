package nutkeeper.nutcracker;

/** Numbers as nc_atoi of twemproxy's nc_util.c reads them: decimal digits only, and a silent wrap at 32 bits. */
final class Decimal {
    static final int NONE = -1;

    private static final int MAX_PORT = 65_535;

    private Decimal() {}

    /** The value, or {@link #NONE} where twemproxy sees no number: no digits, another character, or a wrap below zero. */
    static int parse(String digits) {
        int value = 0;
        for (int i = 0; i < digits.length(); i++) {
            char digit = digits.charAt(i);
            if (digit < '0' || digit > '9') {
                return NONE;
            }
            value = value * 10 + (digit - '0');
        }
        return digits.isEmpty() || value < 0 ? NONE : value;
    }

    static boolean isPort(int value) {
        return value >= 1 && value <= MAX_PORT;
    }
}
