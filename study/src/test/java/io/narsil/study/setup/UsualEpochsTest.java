package io.narsil.study.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.files.WholeFile;
import io.narsil.network.Network;
import io.narsil.network.Zoo;
import io.narsil.study.Study;
import io.narsil.study.StudyFile;
import io.narsil.study.Tiny;
import io.narsil.study.UsualLength;
import io.narsil.study.event.StudyEvent;
import io.narsil.study.folder.RunFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsualEpochsTest {
    private static final String PLAIN = "data: fashion\nspace: fbnetv3-small\nbudgets: {a: {macs: 1M}}\n";

    @TempDir
    private Path folder;

    private final List<StudyEvent> events = new ArrayList<>();

    private Study read(String more) throws Exception {
        return StudyFile.read(Files.writeString(folder.resolve("mine.yaml"), PLAIN + more));
    }

    private Study chosen(String more, int images) throws Exception {
        return UsualEpochs.chosen(read(more), Tiny.PROBLEM, images, events::add);
    }

    @Test
    void aCandidateTakesEnoughStepsHoweverFewTheImages() throws Exception {
        for (int images : new int[] {450, 1_388, 2_000, 5_000, 9_000}) {
            int steps = (images + 63) / 64;
            int epochs = chosen("", images).plan().epochs();
            assertThat(epochs * steps).isGreaterThanOrEqualTo(UsualLength.FROM_RANDOM.steps());
            assertThat(epochs)
                    .as("no more than needed")
                    .isLessThanOrEqualTo(Math.max(5, UsualLength.FROM_RANDOM.steps() / steps + 1));
        }
    }

    @Test
    void manyImagesHaveFiveEpochsAndHardlyAnyAHundred() throws Exception {
        assertThat(chosen("", 10_000).plan().epochs()).isEqualTo(5);
        assertThat(chosen("", 50_000).plan().epochs()).isEqualTo(5);
        assertThat(chosen("", 20).plan().epochs()).isEqualTo(100);
    }

    @Test
    void finalsAreThreeTimesAsLongAndTheChoiceIsSaid() throws Exception {
        assertThat(chosen("", 1_388).plan().finalEpochs()).isEqualTo(84);
        assertThat(events).containsExactly(new StudyEvent.EpochsChosen(28, 84, 1_388, 64, 28 * 22));
    }

    /** A few steps show what trained weights are worth; the finalists are trained six times as long. */
    @Test
    void candidatesFromTrainedWeightsTakeAFifthOfTheSteps() throws Exception {
        Network published = Zoo.get("mobilenetv3-small");
        Tiny.weights(folder.resolve("mine.safetensors"), published.with("m", 3, 224, 7));
        String init = "init: {network: mobilenetv3-small, weights: mine.safetensors}\n";

        assertThat(chosen(init, 2_640).plan().epochs()).isEqualTo(3);
        assertThat(chosen(init, 2_640).plan().finalEpochs()).isEqualTo(18);
        assertThat(chosen(init, 200).plan().epochs()).isEqualTo(30);
        assertThat(chosen(init, 50_000).plan().epochs()).isEqualTo(3);

        events.clear();
        assertThat(chosen(init + "epochs: 4\n", 200).plan().epochs()).isEqualTo(4);
        assertThat(chosen(init + "epochs: 4\n", 200).plan().finalEpochs()).isEqualTo(24);
        assertThat(chosen(init + "epochs: 4\nfinal_epochs: 5\n", 200).plan().finalEpochs())
                .isEqualTo(5);
        assertThat(chosen(init + "rungs: [3, 9]\n", 200).plan().finalEpochs()).isEqualTo(27);
        assertThat(events).isEmpty();
    }

    @Test
    void whatAStudySaysStands() throws Exception {
        assertThat(chosen("epochs: 2\n", 500).plan().epochs()).isEqualTo(2);
        assertThat(chosen("epochs: 2\n", 500).plan().finalEpochs()).isEqualTo(6);
        assertThat(events).isEmpty();
        assertThat(chosen("final_epochs: 7\n", 1_388).plan().finalEpochs()).isEqualTo(7);
        assertThat(chosen("final_epochs: 7\n", 1_388).plan().epochs()).isEqualTo(28);
    }

    /** The frozen study says all, and the user's own, which says none, goes on with it. */
    @Test
    void aRunThatHasBegunKeepsWhatItChose() throws Exception {
        RunFolder run = new RunFolder(folder.resolve("run"));
        assertThat(UsualEpochs.kept(read(""), run).unsaid()).containsExactlyInAnyOrder("epochs", "final_epochs");
        Files.createDirectories(run.path());
        String frozen = StudyFile.write(chosen("", 1_388));
        assertThat(frozen).contains("\nepochs: 28\n", "\nfinal_epochs: 84\n");
        WholeFile.write(run.study(), frozen);
        Files.createFile(run.database());
        Study kept = UsualEpochs.kept(read(""), run);
        assertThat(kept.plan().epochs()).isEqualTo(28);
        assertThat(kept.plan().finalEpochs()).isEqualTo(84);
        assertThat(kept.unsaid()).isEmpty();
        Tiny.weights(
                folder.resolve("mine.safetensors"), Zoo.get("mobilenetv3-small").with("m", 3, 224, 7));
        String init = "init: {network: mobilenetv3-small, weights: mine.safetensors}\n";
        assertThat(UsualEpochs.kept(read(init + "epochs: 28\n"), run).plan().finalEpochs())
                .as("what was three times as many before")
                .isEqualTo(84);
        assertThat(UsualEpochs.kept(read("final_epochs: 9\n"), run).plan().finalEpochs())
                .isEqualTo(9);
    }
}
