package nutkeeper.demo;

import java.util.List;
import java.util.Optional;
import nutkeeper.topology.Address;

/** A master and its replicas, whichever of the nodes is the master just now. */
public record Group(String name, List<RedisServer> nodes) {
    public Group {
        nodes = List.copyOf(nodes);
    }

    /** Starts all nodes, the first as the master, and returns when the others are in sync with it. */
    void start() {
        RedisServer master = nodes.getFirst();
        master.startAsMaster();
        List<RedisServer> replicas = nodes.subList(1, nodes.size());
        replicas.forEach(replica -> replica.startAsReplicaOf(master.address()));
        Eventually.until(
                "the replicas of " + name + " are in sync",
                WorldFiles.START,
                () -> master.replicasOnline() == replicas.size());
    }

    /** The node that listens at the address. */
    public Optional<RedisServer> at(Address address) {
        return nodes.stream().filter(node -> node.address().equals(address)).findFirst();
    }
}
