package nutkeeper.settings;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nutkeeper.settings.LogSettings.Output;
import nutkeeper.topology.Address;

/**
 * Reads nutkeeper.yml: every value is checked, every key must be known, and all problems are told at once, each with its
 * place and with what would be right. A wrong value is never replaced by a default.
 */
public final class SettingsReader {
    private static final int MOST_LOG_FILES = 1_000;
    private static final Map<String, String> NO_ROLE =
            Map.of("role", "write leader, which follows the leading Sentinel's own word");

    private SettingsReader() {}

    /**
     * Reads a text of settings. A flag beats the environment, the environment beats the text, the text beats the default;
     * each of them is checked even where a stronger one counts.
     *
     * @param file how problems call the text, usually the file's path as the user wrote it
     * @param text the settings, YAML 1.2
     * @param environment the variables of this process; {@code NUTKEEPER_LOG_LEVEL} sets {@code log.level} and so on, and
     *     variables with that prefix that no setting reads are problems
     * @param flags from the command line, by dotted key, such as {@code log.level}
     */
    public static Reading read(String file, String text, Map<String, String> environment, Map<String, String> flags) {
        return read(text, new Pass(file, new Overrides(environment, flags)));
    }

    /** The same, leaving in the pass which keys were asked for. */
    static Reading read(String text, Pass pass) {
        return pass.compose(text)
                .flatMap(Value::section)
                .map(SettingsReader::read)
                .orElseGet(() -> new Reading.Problems(pass.problems()));
    }

    private static Reading read(Section root) {
        SentinelsReader.Sentinels sentinels = SentinelsReader.read(root);
        Credentials redis = CredentialsReader.readAll(root.section("redis"));
        String nutcracker = root.orDefault("nutcracker", Defaults.NUTCRACKER, Grammar::program);
        List<ProxySettings> proxies = new ProxiesReader(nutcracker, sentinels.names()).read(root);
        LogSettings log = log(root.section("log"));
        CommitOn commitOn = root.orDefault("commit_on", Defaults.COMMIT_ON, Grammar.choice(CommitOn.values(), NO_ROLE));
        boolean requireRole = root.orDefault("require_role", Defaults.REQUIRE_ROLE, Grammar::truth);
        Mode mode = root.orDefault("mode", Defaults.MODE, Grammar.choice(Mode.values(), Map.of()));
        Map<Address, Address> translate = translate(root);
        List<Cidr> allowed = allowedNetworks(root);
        Path stateDir = root.orDefault("state_dir", Defaults.STATE_DIR, Grammar.absolutePath("/var/lib/nutkeeper"));
        root.unavailable("fence", "remove it: the old master is not paused while a failover runs");
        root.unavailable("fail_closed", "remove it: while nutkeeper holds, twemproxy serves on with the file it has");
        root.unavailable("http", "remove it, and use the log and the commands check and masters");
        root.unavailable("hooks", "remove it, and call what must be told from restart_command");
        root.finish();
        List<Problem> problems = root.pass().finish();
        return problems.isEmpty()
                ? new Reading.Valid(new Settings(
                        sentinels.groups(),
                        redis,
                        proxies,
                        log,
                        commitOn,
                        requireRole,
                        mode,
                        translate,
                        allowed,
                        stateDir))
                : new Reading.Problems(problems);
    }

    private static LogSettings log(Section log) {
        Optional<Path> file = log.optional("file", Grammar.absolutePath("/var/log/nutkeeper/nutkeeper.log"));
        LogLevel level = log.orDefault("level", Defaults.LOG_LEVEL, Grammar.choice(LogLevel.values(), Map.of()));
        LogFormat format = log.orDefault("format", Defaults.LOG_FORMAT, Grammar.choice(LogFormat.values(), Map.of()));
        long maxBytes = log.orDefault("max_size", Defaults.LOG_MAX_SIZE, Grammar::size);
        int keep = log.orDefault("keep", Defaults.LOG_KEEP, Grammar.count(0, MOST_LOG_FILES));
        log.finish();
        Output output = file.<Output>map(path -> new Output.LogFile(path, maxBytes, keep))
                .orElse(Defaults.LOG_OUTPUT);
        return new LogSettings(output, level, format);
    }

    private static Map<Address, Address> translate(Section root) {
        Map<Address, Address> translate = new LinkedHashMap<>();
        root.entries("translate").forEach(entry -> {
            Value value = entry.getValue();
            Optional<Address> announced = value.ofKey(entry.getKey()).parse(AddressGrammar::address);
            Optional<Address> used = value.parse(AddressGrammar::address);
            announced.ifPresent(from -> used.ifPresent(to -> {
                if (translate.putIfAbsent(from, to) != null) {
                    value.report("is another spelling of an address above", "remove one of the two");
                }
            }));
        });
        return translate;
    }

    private static List<Cidr> allowedNetworks(Section root) {
        return root.items("allowed_networks").stream()
                .flatMap(item -> item.parse(AddressGrammar::network).stream())
                .toList();
    }
}
