package nutkeeper.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nutkeeper.settings.Parsed.Bad;
import nutkeeper.settings.Parsed.Good;

/** What the text of a single value may say: one function for each kind of value, each with the sentences for what it is not. */
final class Grammar {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h)");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,9})(KB|MB|GB)");
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final int SHOWN_CHARACTERS = 64;

    private Grammar() {}

    /** Any text, also an empty one; only NUL cannot be passed to a program or a server. */
    static Parsed<String> text(String text) {
        return text.indexOf('\0') < 0 ? new Good<>(text) : new Bad<>("holds a NUL character", "remove it");
    }

    /** Any text that is more than blanks. */
    static Parsed<String> words(String text) {
        return text.isBlank() ? new Bad<>("is empty", "write a command") : text(text);
    }

    /** {@code true} or {@code false}. */
    static Parsed<Boolean> truth(String text) {
        return switch (text) {
            case "true" -> new Good<>(true);
            case "false" -> new Good<>(false);
            default -> new Bad<>(shown(text) + " is neither true nor false", "write true or false");
        };
    }

    /** A whole number in a range. */
    static Function<String, Parsed<Integer>> count(int least, int most) {
        String right = "write a whole number from " + least + " to " + most;
        return text -> {
            if (!NUMBER.matcher(text).matches()) {
                return new Bad<>(shown(text) + " is not a whole number", right);
            }
            int number = Integer.parseInt(text);
            return number < least || number > most
                    ? new Bad<>(shown(text) + " is out of range", right)
                    : new Good<>(number);
        };
    }

    /** A number with a unit, ms, s, m or h, in a range. */
    static Function<String, Parsed<Duration>> duration(Duration least, Duration most) {
        return text -> {
            Matcher form = DURATION.matcher(text);
            if (!form.matches()) {
                return unitless(text, "a duration", "write a duration such as 10s, 500ms or 2m");
            }
            long number = Long.parseLong(form.group(1));
            Duration duration = switch (form.group(2)) {
                case "ms" -> Duration.ofMillis(number);
                case "s" -> Duration.ofSeconds(number);
                case "m" -> Duration.ofMinutes(number);
                default -> Duration.ofHours(number);
            };
            return duration.compareTo(least) < 0 || duration.compareTo(most) > 0
                    ? new Bad<>(
                            shown(text) + " is out of range",
                            "write a duration from %dms to %dm".formatted(least.toMillis(), most.toMinutes()))
                    : new Good<>(duration);
        };
    }

    /** A number of bytes with a unit: a KB is 1024 bytes, a MB 1024 KB, a GB 1024 MB. */
    static Parsed<Long> size(String text) {
        String right = "write a size from 1KB to 1024GB, such as 10MB";
        Matcher form = SIZE.matcher(text);
        if (!form.matches()) {
            return unitless(text, "a size", right);
        }
        long bytes = Long.parseLong(form.group(1))
                << switch (form.group(2)) {
                    case "KB" -> 10;
                    case "MB" -> 20;
                    default -> 30;
                };
        return bytes < 1L << 10 || bytes > 1L << 40
                ? new Bad<>(shown(text) + " is out of range", right)
                : new Good<>(bytes);
    }

    /** An absolute path; the example is shown to whoever wrote another one. */
    static Function<String, Parsed<Path>> absolutePath(String example) {
        return text -> {
            String right = "write the whole path from the root, such as " + example;
            if (text.indexOf('\0') >= 0 || !text.startsWith("/")) {
                return new Bad<>(shown(text) + " is not an absolute path", right);
            }
            return new Good<>(Path.of(text));
        };
    }

    /** A program by a name that PATH finds, or by an absolute path. */
    static Parsed<String> program(String text) {
        boolean relative = text.indexOf('/') > 0;
        return text.isBlank() || relative || text.indexOf('\0') >= 0
                ? new Bad<>(
                        shown(text) + " is neither a program's name nor an absolute path",
                        "write nutcracker, or a path such as /usr/sbin/nutcracker")
                : new Good<>(text);
    }

    /** The name of an environment variable. */
    static Parsed<String> variable(String text) {
        return VARIABLE.matcher(text).matches()
                ? new Good<>(text)
                : new Bad<>(
                        "this is not the name of an environment variable",
                        "write the variable's name, such as SENTINEL_PASSWORD, never the password itself");
    }

    /**
     * One of a few words, spelled as the values are in lower case.
     *
     * @param later words that a later version will know, each with what to do meanwhile
     */
    static <T> Function<String, Parsed<T>> choice(T[] values, Map<String, String> later) {
        Map<String, T> words = new LinkedHashMap<>();
        for (T value : values) {
            words.put(value.toString().toLowerCase(Locale.ROOT), value);
        }
        return text -> {
            T value = words.get(text);
            if (value != null) {
                return new Good<>(value);
            }
            String instead = later.get(text);
            if (instead != null) {
                return new Bad<>(shown(text) + " is not available in this version", instead);
            }
            return new Bad<>(
                    shown(text) + " is not known",
                    Suggestion.nearest(text, words.keySet())
                            .map(near -> "did you mean " + near)
                            .orElse("write " + either(words.keySet())));
        };
    }

    /** {@code a, b or c}. */
    static String either(Collection<String> words) {
        List<String> all = List.copyOf(words);
        int last = all.size() - 1;
        return last < 1 ? String.join("", all) : String.join(", ", all.subList(0, last)) + " or " + all.get(last);
    }

    private static <T> Parsed<T> unitless(String text, String kind, String right) {
        return new Bad<>(shown(text) + (NUMBER.matcher(text).matches() ? " has no unit" : " is not " + kind), right);
    }

    /** The text in quotes, shortened, and without what stands before an "@": a URL may carry a password there. */
    static String shown(String text) {
        int at = text.lastIndexOf('@');
        String safe = at < 0 ? text : "..." + text.substring(at);
        return "'" + (safe.length() <= SHOWN_CHARACTERS ? safe : safe.substring(0, SHOWN_CHARACTERS) + "...") + "'";
    }
}
