package nutkeeper.keeper;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import nutkeeper.keeper.Placement.Rule;
import nutkeeper.nutcracker.Server;
import nutkeeper.nutcracker.Shard;
import nutkeeper.topology.Address;
import nutkeeper.topology.Ballot;
import nutkeeper.topology.MasterName;
import nutkeeper.topology.RoleReport;
import nutkeeper.topology.Vote;

/**
 * Finds the master of each server (ADR 3): by the operator's map, else by name, else by address. A name alone is not believed,
 * since public files name six different servers {@code server1} and a foreign Sentinel may know a master of the same name: the
 * server's address must be known to that master, or be the only one under this name and no live master. An address belongs
 * to a master that has or had it, or whose replica it is or was. What can be read in two ways is left alone.
 */
final class Placer {
    private static final String MAP_IT = "map it in shards if it belongs to a master";
    /** A Sentinel is asked about a master at least this often, if at all; an older word is no word about now. */
    private static final Duration TOLD_LATELY = Duration.ofMinutes(2);

    /** A stall looks like death; only a node that was silent at every question for so long is taken for dead. */
    private static final Duration DEAD_AFTER = Duration.ofSeconds(30);

    private static final Duration ROLE_FRESH = Duration.ofSeconds(5);
    private static final Duration ROLE_RETRY = Duration.ofSeconds(1);

    private static final Comparator<Address> BY_TEXT = Comparator.comparing(Address::toString);

    private final KeeperState state;
    private final Observation seen;
    private final Asking asking;
    private final Map<String, Set<Address>> addressesByName = new HashMap<>();
    private final Map<MasterName, Set<Address>> strangers = new HashMap<>();

    Placer(KeeperState state, Observation seen, Asking asking) {
        this.state = state;
        this.seen = seen;
        this.asking = asking;
        seen.proxies()
                .forEach(proxy -> proxy.redisServers()
                        .forEach(server -> server.address()
                                .ifPresent(address -> addressesByName
                                        .computeIfAbsent(server.shard().server(), name -> new HashSet<>())
                                        .add(seen.canonical(address)))));
    }

    /** The placement of every server of every Redis pool of the proxy, in the file's order. */
    List<Placement> place(ProxyView proxy) {
        List<Placement> placements = new ArrayList<>();
        proxy.redisServers().forEach(server -> placements.add(place(server, proxy.shards())));
        return placements;
    }

    private Placement place(Server server, Map<Shard, MasterName> shards) {
        MasterName mapped = shards.get(server.shard());
        if (mapped != null) {
            return new Placement(server, Optional.of(mapped), Rule.MAPPED, "shards maps it to " + mapped);
        }
        Optional<Address> spelled = server.address();
        if (spelled.isEmpty()) {
            return unmanaged(server, "its address cannot be that of a master");
        }
        Address address = seen.canonical(spelled.get());
        Set<MasterName> owners = owners(address);
        List<MasterName> namesakes = namesakes(server);
        List<MasterName> both = namesakes.stream().filter(owners::contains).toList();
        if (both.size() == 1) {
            return named(server, both.getFirst(), "its name is the master's, which knows its address");
        }
        if (both.size() > 1 || owners.size() > 1) {
            return ambiguous(server, "several masters know its address " + address + ": " + owners);
        }
        if (owners.size() == 1) {
            MasterName owner = owners.iterator().next();
            return namesakes.isEmpty()
                    ? new Placement(server, Optional.of(owner), Rule.ADDRESSED, why(owner, address))
                    : ambiguous(
                            server,
                            "its name is that of master " + namesakes.getFirst() + ", but its address " + address
                                    + " belongs to master " + owner);
        }
        return unknownAddress(server, namesakes, address);
    }

    /** The masters that know the address now; where none does, those that knew it once. */
    private Set<MasterName> owners(Address address) {
        Set<MasterName> now = new TreeSet<>();
        seen.ballots().forEach((master, ballot) -> {
            if (lately(ballot).anyMatch(vote -> vote.knows(address))) {
                now.add(master);
            }
        });
        if (!now.isEmpty()) {
            return now;
        }
        Set<MasterName> once = new TreeSet<>();
        state.masters().forEach((master, remembered) -> {
            if (remembered.members().contains(address)) {
                once.add(master);
            }
        });
        return once;
    }

    private Stream<Vote> lately(Ballot ballot) {
        return ballot.votes().values().stream()
                .filter(vote -> Duration.between(vote.seenAt(), seen.now()).compareTo(TOLD_LATELY) <= 0);
    }

    private String why(MasterName owner, Address address) {
        boolean now = lately(seen.ballots().getOrDefault(owner, Ballot.EMPTY))
                .anyMatch(vote -> vote.address().equals(address));
        return "its address is " + (now ? "" : "or was ") + "that of the master" + (now ? "" : " or a replica");
    }

    /** The masters that have the server's own name and that some Sentinel monitors, or may monitor. */
    private List<MasterName> namesakes(Server server) {
        return seen.ballots().entrySet().stream()
                .filter(entry -> server.named())
                .filter(entry -> entry.getKey().name().equals(server.shard().server()))
                .filter(entry -> !entry.getValue().votes().isEmpty()
                        || entry.getValue().notMonitored().isEmpty())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    private Placement unknownAddress(Server server, List<MasterName> namesakes, Address address) {
        if (namesakes.size() > 1) {
            return ambiguous(server, "several groups have a master of this name, and none knows its address");
        }
        if (namesakes.size() == 1) {
            return stranger(server, namesakes.getFirst(), address);
        }
        if (!seen.allTold()) {
            return new Placement(server, Optional.empty(), Rule.UNDECIDED, "not all masters have been heard of yet");
        }
        return unmanaged(
                server,
                "no master knows its address " + address + (server.named() ? ", or is called like it" : "") + "; "
                        + MAP_IT);
    }

    /** The name fits, but the master does not know the address: believed only if the address is the only one and no live master. */
    private Placement stranger(Server server, MasterName master, Address address) {
        String doubt = "it has the name of master " + master + ", but its address " + address
                + " is none of that master's addresses";
        if (seen.ballots().getOrDefault(master, Ballot.EMPTY).votes().isEmpty()) {
            return new Placement(server, Optional.empty(), Rule.UNDECIDED, "no Sentinel has told of master " + master);
        }
        if (addressesByName.getOrDefault(server.shard().server(), Set.of()).size() > 1) {
            return ambiguous(server, doubt + ", and other servers have this name too");
        }
        asking.want(address, ROLE_RETRY);
        Optional<RoleReport> report = asking.report(address, Instant.MIN, ROLE_FRESH);
        if (report.isEmpty()) {
            return new Placement(server, Optional.empty(), Rule.UNDECIDED, doubt + "; asking it for its ROLE");
        }
        return switch (report.get().role()) {
            case MASTER, UNPROVEN -> {
                strangers.computeIfAbsent(master, any -> new TreeSet<>(BY_TEXT)).add(address);
                yield ambiguous(server, doubt + ", and it lives: the Sentinels may be of another installation");
            }
            case REPLICA -> named(server, master, "its name is the master's, and its address is a replica");
            case UNREACHABLE -> silent(server, master, address, report.get(), doubt);
        };
    }

    private Placement silent(Server server, MasterName master, Address address, RoleReport report, String doubt) {
        if (state.master(master).strangers().contains(address)) {
            return ambiguous(server, doubt + ", and it once was a live master of another installation");
        }
        return Duration.between(report.since(), seen.now()).compareTo(DEAD_AFTER) >= 0
                ? named(server, master, "its name is the master's, and its address has been dead for a while")
                : new Placement(
                        server,
                        Optional.empty(),
                        Rule.UNDECIDED,
                        doubt + ", and it does not answer; waiting " + DEAD_AFTER.toSeconds()
                                + "s whether it is only slow");
    }

    /** Addresses that were found to be live masters of somebody else's while placing, by the master whose name they have. */
    Map<MasterName, Set<Address>> strangers() {
        return strangers;
    }

    private static Placement named(Server server, MasterName master, String why) {
        return new Placement(server, Optional.of(master), Rule.NAMED, why);
    }

    private static Placement ambiguous(Server server, String why) {
        return new Placement(server, Optional.empty(), Rule.AMBIGUOUS, why + "; map it in shards");
    }

    private static Placement unmanaged(Server server, String why) {
        return new Placement(server, Optional.empty(), Rule.UNMANAGED, why);
    }
}
