package nutkeeper.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPubSub;

/**
 * Does the least that the demonstration expects of nutkeeper, so that the demonstration can be tested without it: believes
 * every +switch-master, edits the file, and runs the restart command.
 */
final class StandInKeeper {
    private final Path config;
    private final String restartCommand;

    private StandInKeeper(Path config, String restartCommand) {
        this.config = config;
        this.restartCommand = restartCommand;
    }

    public static void main(String[] arguments) throws IOException {
        String settings = Files.readString(Path.of(arguments[arguments.length - 1]));
        StandInKeeper keeper =
                new StandInKeeper(Path.of(value(settings, "config_file")), value(settings, "restart_command"));
        Matcher ports = Pattern.compile("127\\.0\\.0\\.1:(\\d+)").matcher(value(settings, "addresses"));
        while (ports.find()) {
            int port = Integer.parseInt(ports.group(1));
            Thread.ofPlatform().start(() -> listen(keeper, port));
        }
    }

    /** A shell script that may stand where bin/nutkeeper is expected. */
    static Path launcher(Path folder) throws IOException {
        Path script = folder.resolve("nutkeeper");
        Files.writeString(
                script,
                "#!/bin/sh\nexec '%s' -cp '%s' %s \"$@\"\n"
                        .formatted(
                                Path.of(System.getProperty("java.home"), "bin", "java"),
                                System.getProperty("java.class.path"),
                                StandInKeeper.class.getName()));
        if (!script.toFile().setExecutable(true)) {
            throw new IOException("cannot make " + script + " executable");
        }
        return script;
    }

    private synchronized void believe(String message) {
        List<String> words = List.of(message.split(" ", -1));
        String shard = words.getFirst();
        String line = "- 127.0.0.1:" + words.getLast() + ":1 " + shard;
        try {
            String before = Files.readString(config);
            String after = before.replaceAll("- \\S+:1 " + shard + "\\b", line);
            if (!after.equals(before)) {
                Path next = Files.writeString(config.resolveSibling("next.yml"), after);
                Files.move(next, config, StandardCopyOption.ATOMIC_MOVE);
                new ProcessBuilder("/bin/sh", "-c", restartCommand)
                        .inheritIO()
                        .start()
                        .waitFor();
            }
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static void listen(StandInKeeper keeper, int port) {
        try (Jedis sentinel = new Jedis("127.0.0.1", port)) {
            JedisPubSub ear = new JedisPubSub() {
                @Override
                public void onMessage(String channel, String message) {
                    keeper.believe(message);
                }
            };
            sentinel.subscribe(ear, "+switch-master");
        }
    }

    private static String value(String settings, String key) {
        Matcher line = Pattern.compile(key + ": (.*)").matcher(settings);
        if (!line.find()) {
            throw new IllegalArgumentException("no " + key + " in the settings");
        }
        return line.group(1);
    }
}
