package nutkeeper.sentinel;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nutkeeper.topology.Address;
import nutkeeper.topology.FailoverState;
import nutkeeper.topology.Names;
import nutkeeper.topology.SentinelId;
import nutkeeper.topology.Vote;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;

/**
 * The questions that make one vote, sent in one write: the address twice with everything else between, so that a vote is only
 * taken where the address did not change meanwhile. The address is GET-MASTER-ADDR-BY-NAME's, the epoch SENTINEL MASTER's;
 * the leader of a failover pairs its old address with the new epoch there (sentinel.c, sentinelGetCurrentMasterAddress).
 */
final class Interview {
    /** How many replies one interview has. */
    static final int QUESTIONS = 5;

    private Interview() {}

    /** What came of an interview. */
    sealed interface Result {
        record Voted(Vote vote) implements Result {}

        /** The Sentinel knows no master of this name. */
        record NotMonitored() implements Result {}

        /** The answers do not fit together; ask again. */
        record Unsettled(String why) implements Result {}
    }

    static List<CommandArguments> questions(String master) {
        CommandArguments address = address(master);
        return List.of(
                address,
                sentinel("MASTER", master),
                sentinel("CKQUORUM", master),
                sentinel("REPLICAS", master),
                address);
    }

    /** GET-MASTER-ADDR-BY-NAME. */
    static CommandArguments address(String master) {
        return sentinel("GET-MASTER-ADDR-BY-NAME", master);
    }

    static CommandArguments sentinel(String... words) {
        CommandArguments command = new CommandArguments(Command.SENTINEL);
        for (String word : words) {
            command.add(word);
        }
        return command;
    }

    /** @param replies as many as {@link #QUESTIONS}, in their order */
    static Result read(SentinelId sentinel, List<Object> replies, Names names, Instant at) {
        if (replies.getFirst().equals(Replies.NULL)) {
            return new Result.NotMonitored();
        }
        Optional<Address> announced = Replies.address(replies.get(0));
        Map<String, String> master = Replies.fields(replies.get(1));
        if (announced.isEmpty() || !announced.equals(Replies.address(replies.get(4)))) {
            return new Result.Unsettled("its address is " + said(replies.get(0)) + ", then " + said(replies.get(4)));
        }
        long epoch = Replies.number(master, "config-epoch", -1);
        if (epoch < 0) {
            return new Result.Unsettled("SENTINEL MASTER answers " + said(replies.get(1)));
        }
        return new Result.Voted(new Vote(
                sentinel,
                names.resolve(names.translate(announced.get())),
                names.translate(announced.get()),
                epoch,
                Set.of(master.getOrDefault("flags", "").split(",")),
                FailoverState.parse(master.getOrDefault("failover-state", "none")),
                (int) Replies.number(master, "num-other-sentinels", 0) + 1,
                Replies.text(replies.get(2)).startsWith("OK"),
                replicas(replies.get(3), names),
                at,
                at));
    }

    private static Set<Address> replicas(Object reply, Names names) {
        Set<Address> replicas = new LinkedHashSet<>();
        Replies.entries(reply)
                .forEach(entry -> Replies.address(entry)
                        .map(names::translate)
                        .map(names::resolve)
                        .ifPresent(replicas::add));
        return replicas;
    }

    private static String said(Object reply) {
        return reply instanceof Exception refusal
                ? String.valueOf(refusal.getMessage())
                : Replies.address(reply).map(Address::toString).orElse("nothing of use");
    }
}
