package nutkeeper.sentinel;

import java.io.Closeable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import nutkeeper.topology.Address;

/**
 * A Sentinel that says what the test wants it to say. Without more it is a healthy one of Redis 7 that knows RESP3 and
 * monitors nothing.
 */
final class FakeSentinel implements Closeable {
    final String runId;
    final FakeNode node;
    private final Map<String, Master> masters = new ConcurrentHashMap<>();
    private final Map<String, Address> others = new ConcurrentHashMap<>();
    private volatile String password = "";
    private volatile Function<String, Optional<String>> script = words -> Optional.empty();

    /** What it says about a master. SENTINEL MASTER may name another address than GET-MASTER-ADDR-BY-NAME. */
    record Master(Address address, long epoch, Address inMaster) {}

    FakeSentinel(String runId) {
        this.runId = runId;
        this.node = new FakeNode(this::answer);
    }

    Address address() {
        return node.address();
    }

    /** From now on monitors a master, or says something else about it. */
    FakeSentinel monitors(String name, String address, long epoch) {
        Address at = Address.parse(address).orElseThrow();
        masters.put(name, new Master(at, epoch, at));
        return this;
    }

    /** As the leader of a failover: the new address, and the old one in SENTINEL MASTER. */
    FakeSentinel promotes(String name, String address, String old, long epoch) {
        masters.put(
                name,
                new Master(
                        Address.parse(address).orElseThrow(),
                        epoch,
                        Address.parse(old).orElseThrow()));
        return this;
    }

    FakeSentinel forgets(String name) {
        masters.remove(name);
        return this;
    }

    FakeSentinel knows(String otherRunId, Address at) {
        others.put(otherRunId, at);
        return this;
    }

    FakeSentinel requires(String secret) {
        password = secret;
        return this;
    }

    /** Answers to some commands differently: RESP as it goes over the wire, empty for silence. */
    FakeSentinel says(Function<String, Optional<String>> differently) {
        script = differently;
        return this;
    }

    /** Answers so to commands that begin with these words. */
    FakeSentinel says(String beginning, String resp) {
        return says(words -> words.startsWith(beginning) ? Optional.of(resp) : Optional.empty());
    }

    /** A Sentinel of Redis 5 knows neither HELLO nor MYID. */
    FakeSentinel isOld() {
        return says(words -> words.startsWith("HELLO") || words.equals("SENTINEL MYID")
                ? Optional.of(Resp.error("ERR unknown command"))
                : Optional.empty());
    }

    /** Accepts, reads, and never says a word more. */
    void hang() {
        says("", "");
    }

    /** Behaves again. */
    void recover() {
        says(words -> Optional.empty());
    }

    /** To all subscribers. */
    void publish(String channel, String payload) {
        node.open().stream()
                .filter(talk -> talk.subscribed)
                .forEach(talk -> talk.say(Resp.push(
                        talk.protocol, Resp.bulk("pmessage"), Resp.bulk("*"), Resp.bulk(channel), Resp.bulk(payload))));
    }

    boolean hasSubscriber() {
        return node.open().stream().anyMatch(talk -> talk.subscribed);
    }

    @Override
    public void close() {
        node.close();
    }

    private String answer(FakeNode.Talk talk, String words) {
        Optional<String> scripted = script.apply(words);
        if (scripted.isPresent()) {
            return scripted.get();
        }
        if (words.startsWith("HELLO 3") || words.startsWith("AUTH")) {
            return greet(talk, words);
        }
        if (!password.isEmpty() && !talk.authenticated) {
            return Resp.error("NOAUTH Authentication required.");
        }
        return switch (words) {
            case "PING" -> talk.subscribed && talk.protocol == 2 ? Resp.bulks("pong", "") : Resp.PONG;
            case "PSUBSCRIBE *" -> {
                talk.subscribed = true;
                yield Resp.push(talk.protocol, Resp.bulk("psubscribe"), Resp.bulk("*"), ":1\r\n");
            }
            case "SENTINEL MYID" -> Resp.bulk(runId);
            default -> aboutMasters(talk.protocol, words);
        };
    }

    private String greet(FakeNode.Talk talk, String words) {
        boolean hello = words.startsWith("HELLO 3");
        boolean right = words.endsWith(" " + password);
        if (!password.isEmpty() && !right) {
            return words.contains("AUTH")
                    ? Resp.error("WRONGPASS invalid username-password pair or user is disabled.")
                    : Resp.error("NOAUTH HELLO must be called with the client already authenticated");
        }
        talk.authenticated = true;
        talk.protocol = hello ? 3 : talk.protocol;
        return hello ? Resp.HELLO : Resp.OK;
    }

    private String aboutMasters(int protocol, String words) {
        if (words.equals("SENTINEL MASTERS")) {
            return Resp.maps(
                    protocol,
                    masters.keySet().stream().map(name -> Map.of("name", name)).toList());
        }
        String name = words.substring(words.indexOf(' ', "SENTINEL ".length()) + 1);
        Master master = masters.get(name);
        if (words.startsWith("SENTINEL GET-MASTER-ADDR-BY-NAME ")) {
            return master == null ? Resp.none(protocol) : pair(master.address());
        }
        if (master == null) {
            return Resp.error("ERR No such master with that name");
        }
        return switch (words.split(" ", -1)[1]) {
            case "MASTER" -> Resp.map(protocol, description(name, master));
            case "CKQUORUM" -> "+OK 3 usable Sentinels\r\n";
            case "REPLICAS" -> Resp.array();
            case "SENTINELS" ->
                Resp.maps(
                        protocol,
                        others.entrySet().stream()
                                .map(other -> entry(other.getKey(), other.getValue()))
                                .toList());
            default -> Resp.error("ERR unknown subcommand");
        };
    }

    static String pair(Address address) {
        return Resp.bulks(address.host(), Integer.toString(address.port()));
    }

    private static Map<String, String> entry(String runId, Address at) {
        return Map.of("name", runId, "ip", at.host(), "port", Integer.toString(at.port()), "runid", runId);
    }

    private Map<String, String> description(String name, Master master) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("name", name);
        fields.put("ip", master.inMaster().host());
        fields.put("port", Integer.toString(master.inMaster().port()));
        fields.put("flags", "master");
        fields.put("config-epoch", Long.toString(master.epoch()));
        fields.put("num-other-sentinels", Integer.toString(others.size()));
        return fields;
    }

    /** What is asked about a master in one interview, in its order. */
    static List<String> interview(String master) {
        return List.of(
                "SENTINEL GET-MASTER-ADDR-BY-NAME " + master,
                "SENTINEL MASTER " + master,
                "SENTINEL CKQUORUM " + master,
                "SENTINEL REPLICAS " + master,
                "SENTINEL GET-MASTER-ADDR-BY-NAME " + master);
    }
}
