package nutkeeper.nutcracker;

import static nutkeeper.nutcracker.Configs.address;
import static nutkeeper.nutcracker.Configs.config;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nutkeeper.topology.Address;
import org.junit.jupiter.api.Test;

/** Real files are plain: each server stands on one line, so a test can say with strings alone what an edit must give. */
class CorpusTest {
    private static final Address ELSEWHERE = address("[2001:db8::99]:65000");

    @Test
    void movesEachServerOfEachAcceptedFileAndNoOtherByte() throws IOException {
        for (Corpus.Entry entry : Corpus.assumed().entries()) {
            if (entry.accepted()) {
                NutcrackerConfig config = config(entry.text());
                redisServers(config)
                        .forEach(server -> assertThat(edited(config, server, ELSEWHERE))
                                .as("%s: %s", entry.name(), server)
                                .isEqualTo(expected(config, server)));
            }
        }
    }

    @Test
    void givesTheOriginalBackWhenANamedServerReturns() throws IOException {
        for (Corpus.Entry entry : Corpus.assumed().entries()) {
            if (entry.accepted()) {
                NutcrackerConfig config = config(entry.text());
                redisServers(config).stream().filter(Server::named).forEach(server -> {
                    Server moved = config(edited(config, server, ELSEWHERE))
                            .server(server.shard())
                            .orElseThrow();
                    NutcrackerConfig after = config(edited(config, server, ELSEWHERE));
                    assertThat(edited(after, moved, server.address().orElseThrow()))
                            .as("%s: %s", entry.name(), server)
                            .isEqualTo(entry.text());
                });
            }
        }
    }

    @Test
    void refusesOrEditsButNeverManglesARejectedFile() throws IOException {
        for (Corpus.Entry entry : Corpus.assumed().entries()) {
            if (!entry.accepted() && ConfigParser.parse(entry.text()) instanceof NutcrackerConfig config) {
                redisServers(config).stream()
                        .filter(server -> server.uneditable().isEmpty())
                        .forEach(server -> assertThat(edited(config, server, ELSEWHERE))
                                .as("%s: %s", entry.name(), server)
                                .isEqualTo(expected(config, server)));
            }
        }
    }

    private static List<Server> redisServers(NutcrackerConfig config) {
        return config.pools().stream()
                .filter(Pool::redis)
                .flatMap(pool -> pool.servers().stream())
                .toList();
    }

    private static String edited(NutcrackerConfig config, Server server, Address to) {
        Edit edit = Editor.move(config, Map.of(server.shard(), to));
        assertThat(edit).as("%s", server).isInstanceOf(Edit.Edited.class);
        return ((Edit.Edited) edit).text();
    }

    private static String expected(NutcrackerConfig config, Server server) {
        List<String> lines = new ArrayList<>(List.of(config.text().split("\n", -1)));
        String line = lines.get(server.line() - 1);
        String before = server.spelled().place() + ":" + server.weight();
        String after = ELSEWHERE + ":" + server.weight();
        int at = line.indexOf(before, server.column() - 1);
        assertThat(at).isBetween(server.column() - 1, server.column());
        lines.set(
                server.line() - 1,
                line.substring(0, at)
                        + (server.named() ? after : after + " " + server.shard().server())
                        + line.substring(at + before.length()));
        return String.join("\n", lines);
    }
}
