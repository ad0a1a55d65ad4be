package nutkeeper.nutcracker;

import java.util.List;
import java.util.Random;

/** Texts with a few characters put in, taken out or moved at random, the same for the same seed: some are valid still. */
final class Mangled {
    private static final List<String> SCRAPS = List.of(
            " ",
            "  ",
            "\t",
            "\n",
            "\r",
            "\r\n",
            "\n\n",
            "\n  ",
            "\"",
            "'",
            "''",
            "#",
            " #",
            " # c",
            "\n#c\n",
            ":",
            ": ",
            "-",
            "- ",
            "\n   - ",
            "\n   - h:1:1 x",
            "? ",
            "|",
            ">",
            "|-",
            "\\",
            "\\x20",
            "\\N",
            "\\\n",
            "&a ",
            "*a",
            "!",
            "%",
            "@",
            "`",
            ",",
            "[",
            "]",
            "{",
            "}",
            "<<",
            "~",
            "...",
            "---",
            "=",
            "/",
            "1",
            "true",
            "\u00e9",
            "\uD83E\uDD5C",
            "\u00a0",
            "\u007f",
            "\u0085",
            "\u2028",
            "\u2029",
            "\uFEFF",
            "\"x:1:1 y\"",
            "'x:1:1 y'",
            "x:1:1 z");

    private Mangled() {}

    static String mangled(String text, long seed) {
        Random random = new Random(seed);
        String result = text;
        for (int times = random.nextInt(1, 4); times > 0; times--) {
            result = mangledOnce(result, random);
        }
        return result;
    }

    private static String mangledOnce(String text, Random random) {
        int at = random.nextInt(text.length());
        int end = Math.min(text.length(), at + random.nextInt(1, 4));
        String scrap = SCRAPS.get(random.nextInt(SCRAPS.size()));
        return switch (random.nextInt(4)) {
            case 0 -> text.substring(0, at) + text.substring(end);
            case 1 -> text.substring(0, at) + scrap + text.substring(end);
            default -> text.substring(0, at) + scrap + text.substring(at);
        };
    }
}
