package io.narsil.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.config.UserException;
import io.narsil.data.DataSet;
import io.narsil.data.ImageSet;
import io.narsil.network.Network;
import io.narsil.network.NetworkFile;
import io.narsil.recipe.Recipe;
import io.narsil.tensors.InheritedWeights;
import io.narsil.tensors.Safetensors;
import io.narsil.tensors.TensorEntry;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trainings that begin with weights of others, or learn from them. */
class StartTest {
    @BeforeAll
    static void oneThread() {
        torch.set_num_threads(1);
    }

    @Test
    void weightsInFilesAreReadBackAsThemselves() {
        try (Trainer trainer = Samples.trainer(Samples.recipe(Map.of()))) {
            List<TensorEntry> exported = trainer.inUse().export();
            Weights copy = new Weights(Layout.of(Samples.NETWORK), TorchDevice.CPU);
            for (int i = 0; i < exported.size(); i++) {
                copy.load(copy.layout().slots().get(i), exported.get(i).floats());
            }
            List<TensorEntry> again = copy.export();
            for (int i = 0; i < exported.size(); i++) {
                assertThat(again.get(i).floats()).isEqualTo(exported.get(i).floats());
            }
        }
    }

    private static Path trained(Path folder) {
        Path file = folder.resolve("weights.safetensors");
        try (Trainer trainer =
                Samples.trainer(Samples.recipe(Map.of("mixup", "0", "ema", "off", "learning_rate", "0.01")))) {
            for (int epoch = 1; epoch <= Samples.EPOCHS; epoch++) {
                trainer.epoch(epoch);
            }
            Safetensors.write(file, trainer.inUse().export(), Map.of());
        }
        return file;
    }

    /** All training images are said to be of one class: only the teacher knows better. */
    @Test
    void aStudentLearnsWhatItsTeacherKnows(@TempDir Path folder) {
        Path file = trained(folder);
        ImageSet train = Samples.data().train();
        ImageSet wrong = new ImageSet(train.pixels(), new int[train.count()], train.channels(), train.size());
        DataSet mislabelled = DataSet.of(
                "stripes",
                Samples.data().classes(),
                wrong,
                Samples.data().validation(),
                Samples.data().test());
        Recipe recipe = Samples.recipe(Map.of("ema", "off", "learning_rate", "0.01", "label_smoothing", "0"));
        Teacher teacher = new Teacher(Samples.NETWORK, file, 1, 0);
        double taught = 0;
        double alone = 0;
        try (Trainer student = new Trainer(
                        Samples.NETWORK,
                        recipe,
                        mislabelled,
                        Samples.SEEDS,
                        Samples.EPOCHS,
                        Setup.on(TorchDevice.CPU).taughtBy(teacher));
                Trainer other = new Trainer(
                        Samples.NETWORK,
                        recipe,
                        mislabelled,
                        Samples.SEEDS,
                        Samples.EPOCHS,
                        Setup.on(TorchDevice.CPU))) {
            for (int epoch = 1; epoch <= Samples.EPOCHS; epoch++) {
                taught = student.epoch(epoch).score();
                alone = other.epoch(epoch).score();
            }
        }
        assertThat(alone).isEqualTo(0.5);
        assertThat(taught).isGreaterThan(0.85);
    }

    @Test
    void aTrainingStartsFromGivenWeightsButWithAHeadOfItsOwnClasses(@TempDir Path folder) {
        Path file = trained(folder);
        Recipe recipe = Samples.recipe(Map.of());
        Network three = Samples.NETWORK.with("tiny", 1, 12, 3);
        try (Trainer same = new Trainer(
                        Samples.NETWORK,
                        recipe,
                        Samples.data(),
                        Samples.SEEDS,
                        2,
                        Setup.on(TorchDevice.CPU).from(file));
                Trainer other = new Trainer(
                        three,
                        recipe,
                        Samples.data(),
                        Samples.SEEDS,
                        2,
                        Setup.on(TorchDevice.CPU).from(file));
                Trainer fresh =
                        new Trainer(three, recipe, Samples.data(), Samples.SEEDS, 2, Setup.on(TorchDevice.CPU))) {
            assertThat(same.score(Samples.data().validation())).isGreaterThan(0.9);
            List<String> mixed = Samples.weights(other);
            assertThat(mixed)
                    .filteredOn(w -> !Samples.weights(same).contains(w))
                    .hasSize(2);
            assertThat(mixed)
                    .filteredOn(w -> Samples.weights(fresh).contains(w))
                    .hasSizeGreaterThanOrEqualTo(2);
        }
    }

    /** Twice the hidden channels, a larger kernel, a block more: as good as its parent before its first step. */
    @Test
    void aLargerNetworkBeginsWithWhatItsParentLearned(@TempDir Path folder) {
        Path file = trained(folder);
        Network larger = NetworkFile.parse(
                "larger",
                NetworkFile.write(Samples.NETWORK)
                        .replace("kernel: 3, expansion: 3", "kernel: 5, expansion: 6")
                        .replace("repeat: 2", "repeat: 3"));
        assertThat(larger.cost().params()).isGreaterThan(Samples.NETWORK.cost().params());
        Setup alone = Setup.on(TorchDevice.CPU);
        try (Trainer parent = started(Samples.NETWORK, alone.from(file));
                Trainer same = started(Samples.NETWORK, inheriting(file, Samples.NETWORK));
                Trainer child = started(larger, inheriting(file, larger));
                Trainer fresh = started(larger, alone)) {
            double learned = parent.score(Samples.data().validation());
            assertThat(Samples.weights(same)).isEqualTo(Samples.weights(parent));
            assertThat(child.score(Samples.data().validation()))
                    .isEqualTo(learned)
                    .isGreaterThan(0.9);
            assertThat(fresh.score(Samples.data().validation())).isLessThan(0.9);
        }
    }

    private static Setup inheriting(Path file, Network child) {
        Setup alone = Setup.on(TorchDevice.CPU);
        return new Setup(
                Optional.empty(),
                Optional.of(InheritedWeights.read(Samples.NETWORK, file, child)::into),
                Optional.empty(),
                alone.device(),
                alone.score(),
                Optional.empty());
    }

    private static Trainer started(Network network, Setup setup) {
        return new Trainer(network, Samples.recipe(Map.of()), Samples.data(), Samples.SEEDS, 2, setup);
    }

    @Test
    void weightsThatDoNotFitAreAllNamedAtOnce(@TempDir Path folder) {
        Path file = folder.resolve("weights.safetensors");
        Safetensors.write(
                file,
                List.of(
                        TensorEntry.of("extra", new float[] {1}, 1),
                        TensorEntry.of("stage1.1.conv.weight", new float[] {1}, 1)),
                Map.of());
        assertThatThrownBy(() -> new Trainer(
                        Samples.NETWORK,
                        Samples.recipe(Map.of()),
                        Samples.data(),
                        Samples.SEEDS,
                        2,
                        Setup.on(TorchDevice.CPU).from(file)))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("the network needs what the file has not: stage1.1.bn.weight, ")
                .hasMessageContaining("the file has what the network has not: extra.")
                .hasMessageContaining("stage1.1.conv.weight has the shape [1] and not [8, 1, 3, 3]")
                .hasMessageNotContaining("linear");
    }
}
