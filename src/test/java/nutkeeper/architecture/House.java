package nutkeeper.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.elements.ClassesShould;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The rules of the house (ADR 1) for the rooms under one root package: the production code, or the offenders that were planted
 * to prove that a rule can fail.
 */
public record House(String root) {
    private static final List<String> CORE = List.of("topology", "nutcracker", "keeper", "status", "settings");

    /** Whom a room may import. The shell may import the whole core; the core knows only what stands below it. */
    private static final Map<String, List<String>> ARROWS = Map.of(
            "topology", List.of(),
            "nutcracker", List.of("topology"),
            "settings", List.of("nutcracker", "topology"),
            "keeper", List.of("nutcracker", "topology"),
            "status", List.of("keeper", "nutcracker", "topology"),
            "sentinel", CORE,
            "proxy", CORE,
            "demo", CORE,
            "daemon", and(CORE, "sentinel", "proxy"),
            "cli", and(CORE, "daemon", "demo"));

    private static final Set<String> PLAIN_ADDRESSES =
            Set.of("java.net.InetAddress", "java.net.Inet4Address", "java.net.Inet6Address");

    /** Every arrow between two rooms is one of the drawn ones. */
    public ArchRule arrowsAreTheDrawnOnes() {
        LayeredArchitecture house =
                layeredArchitecture().consideringOnlyDependenciesInLayers().withOptionalLayers(true);
        for (String room : ARROWS.keySet()) {
            house = house.layer(room).definedBy(root + "." + room + "..");
        }
        for (Map.Entry<String, List<String>> arrow : ARROWS.entrySet()) {
            house = arrow.getValue().isEmpty()
                    ? house.whereLayer(arrow.getKey()).mayNotAccessAnyLayer()
                    : house.whereLayer(arrow.getKey())
                            .mayOnlyAccessLayers(arrow.getValue().toArray(String[]::new));
        }
        return house;
    }

    /** Every class lives in a room that is drawn, so that no new room escapes the rules. */
    public ArchRule everyClassLivesInARoom() {
        return noClasses()
                .should()
                .resideOutsideOfPackages(ARROWS.keySet().stream()
                        .map(room -> root + "." + room + "..")
                        .toArray(String[]::new));
    }

    /** No way along the arrows leads back to where it began. */
    public ArchRule noCycles() {
        return slices().matching(root + ".(*)..").should().beFreeOfCycles();
    }

    /** A name like these says nothing, and attracts what belongs elsewhere; what extends another's LogManager is called so. */
    public ArchRule noEmptyNames() {
        DescribedPredicate<JavaClass> namedByUs = describe(
                "named by us",
                type -> type.getRawSuperclass()
                        .filter(parent -> !parent.getPackageName().startsWith(root))
                        .filter(parent -> type.getSimpleName().endsWith(parent.getSimpleName()))
                        .isEmpty());
        return noClasses()
                .that(are(namedByUs))
                .should()
                .haveNameMatching(".*[.$](Abstract\\w*|\\w*(Util|Utils|Helper|Manager|Impl))")
                .as("no class is called Abstract..., ...Util, ...Helper, ...Manager or ...Impl");
    }

    /** A path in the settings is a value; whatever follows it to the disk belongs to the shell. */
    public ArchRule coreTouchesNoFile() {
        DescribedPredicate<JavaClass> files = describe(
                "files",
                type -> type.getName().matches("java\\.io\\.(File|RandomAccess).*")
                        || type.getName().matches("java\\.nio\\.file\\.(Files|FileSystem.*|FileStore|.*Watch.*)")
                        || type.getPackageName().startsWith("java.nio.channels"));
        return noCoreClassShould()
                .dependOnClassesThat(are(files))
                .orShould()
                .accessTargetWhere(uses("java.nio.file.Path", "toRealPath"));
    }

    /** An address is a value; a connection, and asking a name server, are not. */
    public ArchRule coreTouchesNoSocket() {
        DescribedPredicate<JavaClass> sockets = describe(
                "sockets",
                type -> type.getPackageName()
                                .matches("(java\\.net|javax\\.net|redis\\.clients|com\\.sun\\.net)(\\..*)?")
                        && !PLAIN_ADDRESSES.contains(type.getName()));
        return noCoreClassShould()
                .dependOnClassesThat(are(sockets))
                .orShould()
                .accessTargetWhere(uses(
                        "java.net.InetAddress",
                        "getByName",
                        "getAllByName",
                        "getLocalHost",
                        "getHostName",
                        "getCanonicalHostName",
                        "isReachable"));
    }

    /** Who starts threads, waits or locks has an order of events in mind, and the core has none. */
    public ArchRule coreTouchesNoThread() {
        DescribedPredicate<JavaClass> threads = describe(
                "threads",
                type -> type.getName().matches("java\\.lang\\.(Thread|Process|Runtime$).*|java\\.util\\.Timer.*")
                        || type.getPackageName().startsWith("java.util.concurrent"));
        return noCoreClassShould().dependOnClassesThat(are(threads));
    }

    /** The time is an argument. */
    public ArchRule coreReadsNoClock() {
        DescribedPredicate<JavaAccess<?>> calendar = describe(
                "java.time's own clocks",
                access -> access.getTargetOwner().getPackageName().equals("java.time")
                        && access.getName().matches("now|system.*|tick.*"));
        return noCoreClassShould()
                .accessTargetWhere(calendar)
                .orShould()
                .accessTargetWhere(uses("java.lang.System", "currentTimeMillis", "nanoTime"))
                .orShould()
                .dependOnClassesThat(are(type("java.util.Date")));
    }

    /** The same observation gives the same decision, always. */
    public ArchRule coreRollsNoDice() {
        DescribedPredicate<JavaClass> dice = describe(
                "random sources",
                type -> type.getName().matches("java\\.(util|security)\\.\\w*Random\\w*")
                        || type.getPackageName().equals("java.util.random"));
        return noCoreClassShould()
                .dependOnClassesThat(are(dice))
                .orShould()
                .accessTargetWhere(uses("java.lang.Math", "random"))
                .orShould()
                .accessTargetWhere(uses("java.util.UUID", "randomUUID"));
    }

    /** What is worth telling is a value that the shell tells. */
    public ArchRule coreWritesNoLog() {
        DescribedPredicate<JavaClass> loggers = describe(
                "loggers",
                type -> type.getPackageName().startsWith("org.slf4j")
                        || type.getPackageName().startsWith("java.util.logging")
                        || type.getName().startsWith("java.lang.System$Logger"));
        return noCoreClassShould()
                .dependOnClassesThat(are(loggers))
                .orShould()
                .accessTargetWhere(uses("java.lang.System", "out", "err"));
    }

    private ClassesShould noCoreClassShould() {
        String[] rooms = CORE.stream().map(room -> root + "." + room + "..").toArray(String[]::new);
        return noClasses().that(are(resideInAnyPackage(rooms))).should();
    }

    private static DescribedPredicate<JavaClass> type(String name) {
        return describe(name, type -> type.getName().equals(name));
    }

    /** A call, a method reference or a look at a field. */
    private static DescribedPredicate<JavaAccess<?>> uses(String owner, String... members) {
        Set<String> names = Set.of(members);
        return describe(
                owner + "." + names,
                access -> access.getTargetOwner().getName().equals(owner) && names.contains(access.getName()));
    }

    private static List<String> and(List<String> rooms, String... more) {
        return Stream.concat(rooms.stream(), Stream.of(more)).toList();
    }
}
