package nutkeeper.keeper;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import nutkeeper.topology.MasterName;

/** What the keeper remembers from one round to the next. Immutable. */
public record KeeperState(Map<MasterName, MasterState> masters, Map<String, ProxyState> proxies) {
    public static final KeeperState EMPTY = new KeeperState(Map.of(), Map.of());

    public KeeperState {
        masters = Map.copyOf(masters);
        proxies = Map.copyOf(proxies);
    }

    /** The state of a master, new if it was never met. */
    public MasterState master(MasterName name) {
        return masters.getOrDefault(name, MasterState.NEW);
    }

    /** The state of a proxy, new if it was never met. */
    public ProxyState proxy(String configFile) {
        return proxies.getOrDefault(configFile, ProxyState.NEW);
    }

    KeeperState with(MasterName name, MasterState state) {
        Map<MasterName, MasterState> next = new HashMap<>(masters);
        next.put(name, state);
        return new KeeperState(next, proxies);
    }

    KeeperState with(String configFile, ProxyState state) {
        Map<String, ProxyState> next = new HashMap<>(proxies);
        next.put(configFile, state);
        return new KeeperState(masters, next);
    }

    KeeperState retaining(Predicate<MasterName> wanted) {
        Map<MasterName, MasterState> next = new HashMap<>(masters);
        next.keySet().removeIf(wanted.negate());
        return new KeeperState(next, proxies);
    }
}
