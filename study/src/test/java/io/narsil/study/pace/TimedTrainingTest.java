package io.narsil.study.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.narsil.data.DataSet;
import io.narsil.data.ImageSet;
import io.narsil.data.PreparedData;
import io.narsil.runner.FolderArtifacts;
import io.narsil.runner.threads.ThreadRunner;
import io.narsil.study.Tiny;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pretended trainer takes a hundredth of a second for an epoch, whatever it trains. */
class TimedTrainingTest {
    @TempDir
    private Path folder;

    private static DataSet images(int train, int validation) {
        return DataSet.of("n", List.of("a", "b"), set(train), set(validation), set(4));
    }

    private static ImageSet set(int count) {
        return new ImageSet(ByteBuffer.allocate(count * 24 * 24), new int[count], 1, 24);
    }

    private Pace pace(DataSet data, int workers) {
        FolderArtifacts files = new FolderArtifacts(folder);
        try (ThreadRunner runner = new ThreadRunner(workers, files)) {
            runner.start();
            return new TimedTraining(Tiny.PROBLEM, data, files.path("some"), "some", runner)
                    .pace(Tiny.PLAN, workers, 5);
        }
    }

    @Test
    void aTypicalNetworkTakesAsLongAsItWasSeenTo() {
        Pace pace = pace(images(100, 20), 1);
        assertThat(pace.typical()).containsOnlyKeys("small", "large");
        assertThat(pace.typical().get("small")).isLessThan(pace.typical().get("large"));
        assertThat(pace.rate() * pace.typical().get("small")).isCloseTo(0.01, within(1e-9));
        Pace two = pace(images(100, 20), 2);
        assertThat(two.rate() * (two.typical().get("small") + two.typical().get("large")))
                .isCloseTo(0.02, within(1e-9));
        assertThat(two.typical()).isEqualTo(pace.typical());
    }

    @Test
    void ofManyImagesSomeAreTrainedOn() {
        Pace pace = pace(images(2048, 768), 1);
        assertThat(PreparedData.read(folder.resolve("some.safetensors")).train().count())
                .isEqualTo(1024);
        // 2048 to train on and 768 to look at, which takes a third, for 1024 and 256.
        assertThat(pace.rate() * pace.typical().get("small"))
                .isCloseTo(0.01 * (2048 + 256) / (1024 + 256 / 3.0), within(1e-9));
    }
}
