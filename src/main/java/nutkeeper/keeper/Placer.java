package nutkeeper.keeper;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nutkeeper.keeper.Placement.Rule;
import nutkeeper.nutcracker.NutcrackerConfig;
import nutkeeper.nutcracker.Pool;
import nutkeeper.nutcracker.Server;
import nutkeeper.nutcracker.Shard;
import nutkeeper.topology.Address;
import nutkeeper.topology.Ballot;
import nutkeeper.topology.MasterName;
import nutkeeper.topology.RoleReport;

/**
 * Finds the master of each server (ADR 3): by the operator's map, else by name. A name alone is not believed, since public
 * files name six different servers {@code server1} and a foreign Sentinel may know a master of the same name: the server's
 * address must be known to that master, or be the only one under this name and no live master.
 */
final class Placer {
    private static final String MAP_IT = "map it in shards if it belongs to a master";
    private static final Duration ROLE_FRESH = Duration.ofSeconds(5);
    private static final Duration ROLE_RETRY = Duration.ofSeconds(1);

    private final KeeperState state;
    private final Observation seen;
    private final Asking asking;
    private final Map<String, Set<Address>> addressesByName = new HashMap<>();

    Placer(KeeperState state, Observation seen, Asking asking) {
        this.state = state;
        this.seen = seen;
        this.asking = asking;
        seen.proxies()
                .forEach(proxy -> servers(proxy)
                        .forEach(server -> server.address()
                                .ifPresent(address -> addressesByName
                                        .computeIfAbsent(server.shard().server(), name -> new HashSet<>())
                                        .add(seen.canonical(address)))));
    }

    /** The placement of every server of every Redis pool of the proxy, in the file's order. */
    List<Placement> place(ProxyView proxy) {
        List<Placement> placements = new ArrayList<>();
        servers(proxy).forEach(server -> placements.add(place(server, proxy.shards())));
        return placements;
    }

    private Placement place(Server server, Map<Shard, MasterName> shards) {
        MasterName mapped = shards.get(server.shard());
        if (mapped != null) {
            return new Placement(server, Optional.of(mapped), Rule.MAPPED, "shards maps it to " + mapped);
        }
        List<MasterName> namesakes = seen.ballots().keySet().stream()
                .filter(master -> master.name().equals(server.shard().server()))
                .filter(master -> server.named())
                .sorted()
                .toList();
        if (namesakes.isEmpty()) {
            return unmanaged(
                    server,
                    server.named()
                            ? "no master is called " + server.shard().server()
                                    + "; map it in shards if it belongs to one"
                            : "it has no name; " + MAP_IT);
        }
        Optional<Address> spelled = server.address();
        if (spelled.isEmpty()) {
            return unmanaged(server, "its address cannot be that of a master");
        }
        Address address = seen.canonical(spelled.get());
        List<MasterName> knowing = namesakes.stream()
                .filter(master -> state.master(master).members().contains(address))
                .toList();
        return switch (knowing.size()) {
            case 1 -> named(server, knowing.getFirst(), "its name is the master's, which knows its address");
            case 0 ->
                namesakes.size() == 1
                        ? stranger(server, namesakes.getFirst(), address)
                        : unmanaged(server, "several groups have a master of this name; map it in shards");
            default -> unmanaged(server, "masters of several groups know this name and address; map it in shards");
        };
    }

    /** The name fits, but the master does not know the address: believed only if the address is the only one and no live master. */
    private Placement stranger(Server server, MasterName master, Address address) {
        String doubt = "it has the name of master " + master + ", but its address " + address
                + " is none of that master's addresses";
        Ballot ballot = seen.ballots().getOrDefault(master, Ballot.EMPTY);
        if (ballot.votes().isEmpty()) {
            return ballot.notMonitored().isEmpty()
                    ? new Placement(
                            server, Optional.empty(), Rule.UNDECIDED, "no Sentinel has told of master " + master)
                    : unmanaged(server, "no Sentinel monitors a master called " + master + "; " + MAP_IT);
        }
        if (addressesByName.getOrDefault(server.shard().server(), Set.of()).size() > 1) {
            return unmanaged(server, doubt + ", and other servers have this name too; map it in shards");
        }
        asking.want(address, ROLE_RETRY);
        Optional<RoleReport> report = asking.report(address, Instant.MIN, ROLE_FRESH);
        if (report.isEmpty()) {
            return new Placement(server, Optional.empty(), Rule.UNDECIDED, doubt + "; asking it for its ROLE");
        }
        return switch (report.get().role()) {
            case MASTER, UNPROVEN ->
                unmanaged(
                        server,
                        doubt + ", and it lives: the Sentinels may be of another installation; map it in shards");
            case REPLICA, UNREACHABLE ->
                named(server, master, "its name is the master's, and its address is no live master");
        };
    }

    private static Placement named(Server server, MasterName master, String why) {
        return new Placement(server, Optional.of(master), Rule.NAMED, why);
    }

    private static Placement unmanaged(Server server, String why) {
        return new Placement(server, Optional.empty(), Rule.UNMANAGED, why);
    }

    private static List<Server> servers(ProxyView proxy) {
        return proxy.parsing() instanceof NutcrackerConfig config
                ? config.pools().stream()
                        .filter(Pool::redis)
                        .flatMap(pool -> pool.servers().stream())
                        .toList()
                : List.of();
    }
}
