package nutkeeper.nutcracker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GoldenTest {
    @ParameterizedTest
    @MethodSource("nutkeeper.nutcracker.GoldenCase#all")
    void editsOrRefusesAsTheGoldenFilesSay(GoldenCase golden) throws IOException {
        switch (ConfigParser.parse(golden.before())) {
            case Malformed malformed ->
                assertThat(List.of(malformed.toString())).isEqualTo(golden.reasons());
            case NutcrackerConfig config -> {
                switch (Editor.move(config, golden.moves())) {
                    case Edit.Edited edited -> assertThat(edited.text()).isEqualTo(golden.after());
                    case Edit.Refused refused ->
                        assertThat(refused.refusals())
                                .map(Edit.Refusal::toString)
                                .isEqualTo(golden.reasons());
                }
            }
        }
    }
}
