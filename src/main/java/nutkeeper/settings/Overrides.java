package nutkeeper.settings;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What is stronger than the file: environment variables, and flags of the command line above them. Only single values of
 * the top level and of {@code log} can be overridden; lists and maps are the file's. The variable of {@code log.max_size} is
 * {@code NUTKEEPER_LOG_MAX_SIZE}, and so on.
 */
final class Overrides {
    static final List<String> KEYS = List.of(
            "commit_on",
            "log.file",
            "log.format",
            "log.keep",
            "log.level",
            "log.max_size",
            "mode",
            "nutcracker",
            "require_role",
            "state_dir");

    private static final String PREFIX = "NUTKEEPER_";

    /** What a restart command finds in its environment; it may well call nutkeeper. */
    private static final Set<String> FACTS = Set.of("NUTKEEPER_CONFIG_FILE", "NUTKEEPER_CHANGES", "NUTKEEPER_BECAUSE");

    /** Read by the launcher, before there are settings. */
    private static final String JAVA_OPTIONS = PREFIX + "JAVA_OPTS";

    /** What Kubernetes and container links set for a service that is called nutkeeper-something: nobody misspelled that. */
    private static final Pattern SERVICE_LINK = Pattern.compile(
            PREFIX + "(.+_)?(SERVICE_HOST|SERVICE_PORT(_.+)?|PORT(_\\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)?)");

    private static final String COMMAND_LINE = "command line";

    private final Map<String, String> environment;
    private final Map<String, String> flags;
    private final Set<String> read = new HashSet<>();

    Overrides(Map<String, String> environment, Map<String, String> flags) {
        this.environment = new TreeMap<>(environment);
        this.flags = new TreeMap<>(flags);
    }

    /** What overrides this key, the weakest first. */
    List<Value> of(String key, Pass pass) {
        List<Value> values = new ArrayList<>();
        if (KEYS.contains(key)) {
            String variable = variable(key);
            if (environment.containsKey(variable)) {
                values.add(Value.overriding(key, source(variable), environment.get(variable), pass));
            }
            if (flags.containsKey(key)) {
                values.add(Value.overriding(key, COMMAND_LINE, flags.get(key), pass));
            }
        }
        return values;
    }

    /** Whether a variable that the file names is set; from now on it is a known one. */
    boolean hasVariable(String name) {
        read.add(name);
        return !environment.getOrDefault(name, "").isEmpty();
    }

    /** Reports variables and flags that no setting reads, without their values. */
    void reportUnknown(Pass pass) {
        List<String> variables = KEYS.stream().map(Overrides::variable).toList();
        for (String name : environment.keySet()) {
            if (name.startsWith(PREFIX) && !variables.contains(name) && !isForeign(name)) {
                pass.report(Place.of(source(name)), "", "no setting reads it", meant(name, variables));
            }
        }
        for (String key : flags.keySet()) {
            if (!KEYS.contains(key)) {
                pass.report(Place.of(COMMAND_LINE), key, "cannot be set here", meant(key, KEYS));
            }
        }
    }

    private boolean isForeign(String name) {
        return name.equals(JAVA_OPTIONS)
                || FACTS.contains(name)
                || read.contains(name)
                || SERVICE_LINK.matcher(name).matches();
    }

    private static String meant(String word, List<String> candidates) {
        return Suggestion.nearest(word, candidates)
                .map(near -> "did you mean " + near)
                .orElseGet(() -> "use one of " + String.join(", ", candidates));
    }

    static String variable(String key) {
        return PREFIX + key.toUpperCase(Locale.ROOT).replace('.', '_');
    }

    private static String source(String variable) {
        return "environment variable " + variable;
    }
}
