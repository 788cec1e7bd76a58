package io.narsil.study.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.config.UserException;
import io.narsil.network.NetworkFile;
import io.narsil.runner.Engine;
import io.narsil.runner.TrainRequest;
import io.narsil.search.TrialResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BegunTrainingTest {
    @TempDir
    private Path path;

    private RunFolder folder;
    private Path marks;

    @BeforeEach
    void begin() throws IOException {
        folder = new RunFolder(path);
        folder.makeScratch();
        marks = Files.writeString(path.resolve("marks"), "a box");
        begun(request -> request).begin(folder);
    }

    private BegunTraining begun(UnaryOperator<TrainRequest.Builder> change) {
        TrainRequest.Builder usual = TrainRequest.of(0, NetworkFile.parse("n", """
                        narsil: architecture/1
                        name: tiny
                        input: {channels: 1, resolution: 6}
                        classes: 3
                        blocks:
                          - {block: conv, kernel: 3, channels: 4, stride: 2}
                          - {block: classifier}
                        """))
                .seedOf(1, 0)
                .recipe(Map.of("learning_rate", "0.05"))
                .epochs(9);
        return BegunTraining.of(change.apply(usual).build(), Engine.EXACT, Optional.empty(), Optional.of(marks));
    }

    private void assertRefused(BegunTraining now, String... what) {
        assertThatThrownBy(() -> now.begin(folder))
                .isInstanceOf(UserException.class)
                .hasMessageContainingAll(what)
                .hasMessageContaining("a training was begun here with")
                .hasMessageContaining("another folder with --out");
    }

    @Test
    void theSameTrainingGoesOn() {
        begun(request -> request).begin(folder);
        begun(request -> request.weights("anywhere")).begin(folder);
    }

    @Test
    void anotherOneIsRefusedWithAllThatIsDifferent() throws IOException {
        assertRefused(
                begun(request -> request.recipe(Map.of("learning_rate", "0.02")).epochs(12)),
                "learning_rate 0.05, which is 0.02 now",
                "epochs 9, which is 12 now");
        assertRefused(begun(request -> request.seedOf(2, 0)), "another seed than now");
        assertRefused(
                begun(request -> request.detection(new TrainRequest.Detection(64, 1, "relu", ""))),
                "a detector of nothing, which is neck 64, head 1, relu now");
        Files.writeString(marks, "another box");
        assertRefused(begun(request -> request), "other boxes marked in the images than now");
    }

    /** Whoever follows the hint and lowers the rate must not be told to take another folder. */
    @Test
    void whatHasDivergedDoesNotKeepAnotherFromBeginning() {
        TrialResult diverged =
                new TrialResult(0, TrialResult.Status.DIVERGED, List.of(), OptionalDouble.empty(), "the loss was NaN");
        assertThatThrownBy(() -> BegunTraining.scores(diverged, folder))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("the training diverged: the loss was NaN. Maybe a smaller learning rate");
        folder.makeScratch();
        begun(request -> request.recipe(Map.of("learning_rate", "0.02"))).begin(folder);
    }

    @Test
    void whatHasFailedGoesOn() {
        TrialResult failed =
                new TrialResult(0, TrialResult.Status.FAILED, List.of(0.5), OptionalDouble.empty(), "signal 9");
        assertThatThrownBy(() -> BegunTraining.scores(failed, folder)).hasMessageContaining("failed: signal 9");
        assertRefused(begun(request -> request.epochs(2)), "epochs 9");
        assertThat(folder.scratch()).exists();
    }
}
