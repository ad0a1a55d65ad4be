package nutkeeper.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real disks that are full, read-only or awkwardly mounted, each in a mount namespace that ends with its test. */
class DiskFaultIT {
    private static final String UNTOUCHED = "file is as it was";
    private static final int PAGE = 4096;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @BeforeEach
    void writeConfig() throws Exception {
        assumeTrue(inNamespace("true").isEmpty(), "mount namespaces are not permitted here");
        Files.createDirectories(folder.resolve("state"));
        Files.writeString(Files.createDirectories(folder.resolve("conf")).resolve("nutcracker.yml"), """
                alpha:
                  listen: 127.0.0.1:24999
                  redis: true
                  servers:
                   - 127.0.0.1:6391:1 s1
                """);
    }

    @Test
    void writesTheFileWhereNothingIsWrong() throws Exception {
        assertThat(rollout("true"))
                .contains(
                        "Applied file written", "pending SwitchDue", "file is changed", "beside are [nutcracker.yml]");
    }

    @Test
    void refusesInAReadOnlyFolderAndLocksInTheStateFolder() throws Exception {
        assertThat(rollout("mount --bind conf conf && mount -o remount,bind,ro conf"))
                .contains("Refused STAGE", "Read-only file system", "pending Nothing", UNTOUCHED, "lock held");
    }

    @Test
    void refusesOnAFullDiskAndNeitherTruncatesNorLitters() throws Exception {
        assertThat(rollout("cp conf/nutcracker.yml saved && " + fullDiskOver("conf", "cp saved conf/nutcracker.yml")))
                .contains(
                        "Refused STAGE",
                        "No space left on device",
                        "pending Nothing",
                        UNTOUCHED,
                        "beside are [fill, nutcracker.yml]");
    }

    @Test
    void refusesWhenTheMarkFindsNoSpace() throws Exception {
        assertThat(rollout(fullDiskOver("state", "true")))
                .contains("Refused MARK", "No space left on device", "pending Nothing", UNTOUCHED);
    }

    @Test
    void rollsBackOverAFileThatIsMountedByItself() throws Exception {
        assertThat(rollout("mount --bind conf/nutcracker.yml conf/nutcracker.yml"))
                .contains(
                        "RolledBack COMMIT",
                        "busy",
                        "mount its folder instead",
                        "pending Nothing",
                        UNTOUCHED,
                        "beside are [nutcracker.yml]");
    }

    @Test
    void writesOverAFileThatIsMountedByItselfWhereThatIsAllowed() throws Exception {
        assertThat(rolloutInPlace("127.0.0.1:6392", "mount --bind conf/nutcracker.yml conf/nutcracker.yml"))
                .contains(
                        "wrote in place",
                        "Applied file written",
                        "the file was written in place",
                        "pending SwitchDue",
                        "file is changed",
                        "beside are [nutcracker.yml]");
        assertThat(folder.resolve("conf/nutcracker.yml")).content().contains("127.0.0.1:6392:1 s1");
        assertThat(backup()).content().contains("127.0.0.1:6391:1 s1");
    }

    @Test
    void stagesInTheStateFolderWhereOnlyTheFileMayBeWritten() throws Exception {
        assertThat(rolloutInPlace("127.0.0.1:6392", readOnlyBut("conf/nutcracker.yml")))
                .contains("the file was written in place", "pending SwitchDue", "file is changed");
        try (var state = Files.list(folder.resolve("state"))) {
            assertThat(state).noneMatch(file -> file.getFileName().toString().startsWith(".nutcracker"));
        }
    }

    @Test
    void saysWhatWouldHelpWhereTheFolderMayNotBeWritten() throws Exception {
        assertThat(rollout(readOnlyBut("conf/nutcracker.yml")))
                .contains("Refused STAGE", "let nutkeeper write in the folder, or set in_place: allow", UNTOUCHED);
    }

    @Test
    void putsTheFileBackWhenTheDiskIsTooFullToWriteOverIt() throws Exception {
        // one character more needs a second page, which the full file system does not have
        Path config = folder.resolve("conf/nutcracker.yml");
        String text = Files.readString(config);
        Files.writeString(config, text + "#".repeat(PAGE - text.length() - 1) + "\n");

        assertThat(rolloutInPlace(
                        "127.0.0.100:6392",
                        "mkdir full && cp conf/nutcracker.yml saved && "
                                + fullDiskOver("full", "cp saved full/nutcracker.yml") + " && "
                                + readOnlyBut("full/nutcracker.yml")))
                .contains(
                        "RolledBack COMMIT",
                        "No space left on device",
                        "says again what it said before",
                        "pending Nothing",
                        UNTOUCHED);
    }

    private Path backup() throws IOException {
        try (var backups = Files.list(folder.resolve("state/backups"))) {
            return backups.findFirst().orElseThrow();
        }
    }

    private static String readOnlyBut(String file) {
        return "touch " + file + " && mount --bind conf conf && mount --bind " + file + " conf/nutcracker.yml"
                + " && mount -o remount,bind,ro conf";
    }

    private static String fullDiskOver(String mountPoint, String prepare) {
        return "mount -t tmpfs -o size=16k none %s && %s && { dd if=/dev/zero of=%s/fill bs=4k 2>/dev/null || true; }"
                .formatted(mountPoint, prepare, mountPoint);
    }

    private String rollout(String mounts) throws Exception {
        return rollout("127.0.0.1:6392", "refuse", mounts);
    }

    private String rolloutInPlace(String to, String mounts) throws Exception {
        return rollout(to, "allow", mounts);
    }

    private String rollout(String to, String inPlace, String mounts) throws Exception {
        return inNamespace(mounts
                + " && exec '%s' -cp '%s' %s '%s' %s %s"
                        .formatted(
                                Path.of(System.getProperty("java.home"), "bin", "java"),
                                System.getProperty("java.class.path"),
                                RolloutOnce.class.getName(),
                                folder,
                                to,
                                inPlace));
    }

    /** What the script prints, in a namespace where its mounts are its own. */
    private String inNamespace(String script) throws InterruptedException, IOException {
        Command.Ended ended = new Command(
                        List.of(
                                "unshare",
                                "--mount",
                                "--map-root-user",
                                "/bin/sh",
                                "-c",
                                "cd '" + folder + "' && " + script),
                        Map.of(),
                        PATIENCE,
                        Duration.ofSeconds(5))
                .run();
        if (ended instanceof Command.Ended.Exited(int _, OutputTail output)) {
            output.awaitEnd(PATIENCE);
            return output.text();
        }
        throw new IOException("the namespace's script did not end: " + ended);
    }
}
