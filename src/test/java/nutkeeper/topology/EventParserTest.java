package nutkeeper.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class EventParserTest {
    private static final List<String> ODD_NAMES =
            List.of("m1", "m", "my master", "my", "@", "x@y", "ünï", "127.0.0.1", "new reported role is");

    @ParameterizedTest
    @CsvFileSource(resources = "/events/table.txt", delimiter = '|')
    void readsEveryEventOfTheTable(String channel, String payload, EventKind kind, String read) {
        SentinelEvent event = EventParser.parse(channel, payload, Set.of("m1"));
        assertThat(event.kind()).isEqualTo(kind);
        assertThat(told(event.about())).isEqualTo(read);
        assertThat(event.channel()).isEqualTo(channel);
        assertThat(event.payload()).isEqualTo(payload);
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/events/names.txt", delimiter = '|')
    void readsOddNamesAndAddresses(String channel, String payload, String read) {
        assertThat(told(EventParser.parse(channel, payload, ODD_NAMES).about())).isEqualTo(read);
    }

    @Test
    void tellsTheMasterOfEveryEventThatNamesOne() {
        assertThat(EventParser.parse("+sdown", "master m1 10.0.0.1 6379", Set.of())
                        .about()
                        .master())
                .contains("m1");
        assertThat(EventParser.parse("+new-epoch", "7", Set.of("m1")).about().master())
                .isEmpty();
        assertThat(EventParser.parse("+tilt", "#tilt mode entered", Set.of("m1"))
                        .about()
                        .master())
                .isEmpty();
    }

    @Test
    void armsOnWhatComesBeforeAPromotionAndOnNothingElse() {
        assertThat(Arrays.stream(EventKind.values()).filter(EventKind::arms))
                .containsExactlyInAnyOrderElementsOf(EnumSet.of(
                        EventKind.ODOWN,
                        EventKind.TRY_FAILOVER,
                        EventKind.ELECTED_LEADER,
                        EventKind.SELECT_SLAVE,
                        EventKind.SELECTED_SLAVE,
                        EventKind.SEND_SLAVEOF_NOONE,
                        EventKind.WAIT_PROMOTION));
    }

    @Test
    void readsAnythingWithoutFailing() {
        Random random = new Random(20_260_101);
        List<String> channels = List.of("+switch-master", "+new-epoch", "+vote-for-leader", "-role-change", "+sdown");
        List<String> words = List.of(
                "master",
                "slave",
                "sentinel",
                "@",
                "m1",
                "my master",
                "10.0.0.1",
                "::1",
                "6379",
                "99999",
                "",
                "new",
                "reported role is",
                "#quorum",
                "\u0000",
                "\uD83E",
                "[",
                "\\",
                "$1",
                "\n");
        for (int i = 0; i < 20_000; i++) {
            String payload = random.ints(random.nextInt(14), 0, words.size())
                    .mapToObj(words::get)
                    .collect(Collectors.joining(random.nextInt(8) == 0 ? "" : " "));
            String channel = channels.get(random.nextInt(channels.size()));
            SentinelEvent event = EventParser.parse(channel, payload, ODD_NAMES);
            assertThat(event.payload()).isEqualTo(payload);
            assertThat(event.about().master().orElse("some")).isNotEmpty();
        }
    }

    @Test
    void takesAPayloadThatWasCutShortForNoOtherMasterThatIsKnown() {
        String payload = "slave 10.0.0.2:6379 10.0.0.2 6379 @ my master 10.0.0.1 6379 new reported role is master";
        for (int length = 0; length <= payload.length(); length++) {
            SentinelEvent event = EventParser.parse(
                    "-role-change", payload.substring(0, length), List.of("m", "my master", "master", "slave"));
            assertThat(event.about().master().orElse("nothing"))
                    .as("cut after %d characters", length)
                    .isIn("nothing", "my", "my master");
        }
    }

    private static String told(SentinelEvent.About about) {
        return switch (about) {
            case SentinelEvent.Master master ->
                "master " + master.name() + " at " + told(master.address()) + rest(master.rest());
            case SentinelEvent.Member member ->
                member.type() + " " + member.id() + " at " + told(member.address()) + " of " + member.ofMaster()
                        + " at " + told(member.masterAddress()) + rest(member.rest());
            case SentinelEvent.Switch change ->
                "switch " + change.name() + " from " + told(change.from()) + " to " + told(change.to());
            case SentinelEvent.Epoch epoch ->
                "epoch " + epoch.epoch() + epoch.runId().map(id -> " by " + id).orElse("");
            case SentinelEvent.Text _ -> "text";
        };
    }

    private static String told(Optional<Address> address) {
        return address.map(Address::toString).orElse("nowhere");
    }

    private static String rest(String rest) {
        return rest.isEmpty() ? "" : ", " + rest;
    }
}
