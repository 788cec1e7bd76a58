package io.narsil.lab.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.config.UserException;
import io.narsil.lab.SeedRange;
import io.narsil.search.SpearmanStopping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CurveFileTest {
    @TempDir
    private Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("curves.csv"), text);
    }

    @Test
    void curvesStandInTheColumnsOfEpochs() throws IOException {
        String rows =
                IntStream.range(0, 9).mapToObj(i -> "m,0." + i + ",x,0.5\n").collect(Collectors.joining());
        List<List<Double>> curves = CurveFile.read(file("model,epoch_1,lr,epoch_2\n" + rows));
        assertThat(curves).hasSize(9).contains(List.of(0.3, 0.5));
    }

    @Test
    void everyFaultIsToldWithItsLine() throws IOException {
        Path file = file("epoch_1,epoch_2\n0.1,0.2\n0.1,nan\n0.1\n");
        assertThatThrownBy(() -> CurveFile.read(file))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("curves.csv:3: the accuracy after epoch 2 must be a number, not \"nan\"")
                .hasMessageContaining("curves.csv:4: the accuracy after epoch 2 must be a number, not \"\"");
        assertThatThrownBy(() -> CurveFile.read(file("a,b\n1,2\n"))).hasMessageContaining("there are no columns");
        assertThatThrownBy(() -> CurveFile.read(file("epoch_1,epoch_2\n1,2\n")))
                .hasMessageContaining("at least 8 curves, not 1");
        assertThatThrownBy(() -> CurveFile.read(folder.resolve("none.csv"))).hasMessageContaining("no such file");
    }

    /** Curves whose ranks are settled from the third epoch on. */
    @Test
    void aRuleIsMeasuredOnTheCurvesThatItDidNotSee() {
        List<List<Double>> curves = IntStream.range(0, 60)
                .mapToObj(i -> List.of((i * 7 % 60) / 100.0, (i * 11 % 60) / 100.0, i / 100.0, i / 90.0, i / 80.0))
                .toList();
        StopQuality quality = StopQuality.of(curves, 20, SpearmanStopping.usual(0.92), new SeedRange(3, 5));
        assertThat(quality.epochs()).containsOnly(3);
        assertThat(quality.kept()).allMatch(k -> k > 0.999);
        assertThat(quality.regret()).containsOnly(0.0);
        assertThat(quality.held()).isEqualTo(1);
        assertThat(StopQuality.csv(List.of(quality), new SeedRange(3, 5)).lines())
                .hasSize(6)
                .contains("0.9,1,3,3,1.0,0.0", "0.9,1,7,3,1.0,0.0");
    }
}
