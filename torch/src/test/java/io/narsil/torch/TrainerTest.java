package io.narsil.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.narsil.config.UserException;
import io.narsil.data.DataSet;
import io.narsil.data.ImageSet;
import io.narsil.network.Network;
import io.narsil.random.Seeds;
import io.narsil.recipe.Recipe;
import io.narsil.tensors.Safetensors;
import io.narsil.tensors.TensorEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainerTest {
    private static final Seeds SEEDS = new Seeds(3);
    private static final int EPOCHS = 15;
    private final DataSet data = Samples.data();

    @BeforeAll
    static void oneThread() {
        torch.set_num_threads(1);
    }

    private Trainer trainer(Recipe recipe) {
        return new Trainer(Samples.NETWORK, recipe, data, SEEDS, EPOCHS);
    }

    private static List<String> weights(Trainer trainer) {
        return trainer.inUse().export().stream()
                .map(e -> e.name() + java.util.Arrays.hashCode(e.floats()))
                .toList();
    }

    @Test
    void itLearns() {
        try (Trainer trainer = trainer(Samples.recipe(Map.of("mixup", "0", "ema", "off", "learning_rate", "0.01")))) {
            Trainer.EpochResult first = trainer.epoch(1);
            Trainer.EpochResult last = first;
            for (int epoch = 2; epoch <= EPOCHS; epoch++) {
                last = trainer.epoch(epoch);
            }
            assertThat(last.loss()).isLessThan(first.loss());
            assertThat(last.accuracy())
                    .as("loss from %s to %s", first.loss(), last.loss())
                    .isGreaterThan(0.9);
        }
    }

    @Test
    void aTrainingThatGoesOnFromItsCheckpointHasTheSameBits(@TempDir Path folder) {
        Recipe recipe = Samples.recipe(Map.of());
        Path file = folder.resolve("checkpoint.safetensors");
        List<Trainer.EpochResult> straight = new ArrayList<>();
        List<String> expected;
        try (Trainer trainer = trainer(recipe)) {
            for (int epoch = 1; epoch <= 4; epoch++) {
                straight.add(trainer.epoch(epoch));
                if (epoch == 2) {
                    Checkpoint.save(file, trainer, "trial", straight);
                }
            }
            expected = weights(trainer);
        }
        try (Trainer trainer = trainer(recipe)) {
            List<Trainer.EpochResult> resumed =
                    new ArrayList<>(Checkpoint.restore(file, trainer, "trial").orElseThrow());
            resumed.add(trainer.epoch(3));
            resumed.add(trainer.epoch(4));
            assertThat(resumed).isEqualTo(straight);
            assertThat(weights(trainer)).isEqualTo(expected);
        }
    }

    @Test
    void aCheckpointOfAnotherTrialOrADamagedOneIsNotUsed(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("checkpoint.safetensors");
        try (Trainer trainer = trainer(Samples.recipe(Map.of()))) {
            List<String> before = weights(trainer);
            Checkpoint.save(file, trainer, "trial", List.of(new Trainer.EpochResult(1, 0.5)));
            assertThat(Checkpoint.restore(file, trainer, "another")).isEmpty();
            byte[] bytes = Files.readAllBytes(file);
            Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length - 100));
            assertThat(Checkpoint.restore(file, trainer, "trial")).isEmpty();
            assertThat(file).doesNotExist();
            assertThat(folder.resolve("checkpoint.safetensors.damaged")).exists();
            assertThat(weights(trainer)).isEqualTo(before);
        }
    }

    /** Every setting that a space may search changes what is trained. */
    @ParameterizedTest
    @CsvSource({
        "optimizer, sgd",
        "learning_rate, 0.004",
        "schedule, cosine",
        "final_rate, 0.1",
        "warmup_epochs, 1",
        "batch_size, 64",
        "weight_decay, 0.01",
        "label_smoothing, 0",
        "dropout, 0",
        "stochastic_depth, 0",
        "mixup, 0",
        "ema, off",
        "ema_decay, 0.2",
        "auto_augment, 1",
        "rand_augment, 5",
        "crop, 0",
        "flip, off",
    })
    void everySettingActs(String name, String value) {
        try (Trainer with = trainer(Samples.recipe(Map.of(name, value)));
                Trainer without = trainer(Samples.recipe(Map.of()))) {
            with.epoch(1);
            without.epoch(1);
            assertThat(weights(with)).isNotEqualTo(weights(without));
        }
    }

    @Test
    void weightDecayLeavesBatchNormAndBiasesAlone() {
        Layout layout = Layout.of(Samples.NETWORK);
        for (Layout.Slot slot : layout.slots()) {
            boolean decayed = slot.role() != Layout.Role.STATISTIC && slot.offset() < layout.weights();
            boolean weight = slot.shape().length > 1;
            assertThat(decayed).as(slot.name()).isEqualTo(weight);
        }
    }

    @Test
    void theNetworkHasAsManyTrainableNumbersAsItsCostSays() {
        long count = Layout.of(Samples.NETWORK).slots().stream()
                .filter(s -> s.role() != Layout.Role.STATISTIC)
                .mapToLong(Layout.Slot::size)
                .sum();
        assertThat(count).isEqualTo(Samples.NETWORK.cost().trainable());
    }

    @Test
    void aLossThatIsNoNumberEndsTheTrial() {
        try (Trainer trainer =
                trainer(Samples.recipe(Map.of("learning_rate", "10", "optimizer", "sgd", "sgd_factor", "1000")))) {
            assertThatThrownBy(() -> {
                        for (int epoch = 1; epoch <= 4; epoch++) {
                            trainer.epoch(epoch);
                        }
                    })
                    .isInstanceOf(DivergedException.class)
                    .hasMessageContaining("the loss was");
        }
    }

    @Test
    void weightsInFilesAreReadBackAsThemselves() {
        try (Trainer trainer = trainer(Samples.recipe(Map.of()))) {
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

    private Path trained(Path folder) {
        Path file = folder.resolve("weights.safetensors");
        try (Trainer trainer = trainer(Samples.recipe(Map.of("mixup", "0", "ema", "off", "learning_rate", "0.01")))) {
            for (int epoch = 1; epoch <= EPOCHS; epoch++) {
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
        ImageSet train = data.train();
        ImageSet wrong = new ImageSet(train.pixels(), new int[train.count()], train.channels(), train.size());
        DataSet mislabelled = DataSet.of("stripes", data.classes(), wrong, data.validation(), data.test());
        Recipe recipe = Samples.recipe(Map.of("ema", "off", "learning_rate", "0.01", "label_smoothing", "0"));
        Teacher teacher = new Teacher(Samples.NETWORK, file, 1);
        double taught = 0;
        double alone = 0;
        try (Trainer student = new Trainer(
                        Samples.NETWORK,
                        recipe,
                        mislabelled,
                        SEEDS,
                        EPOCHS,
                        Optional.empty(),
                        Optional.of(teacher),
                        TorchDevice.CPU);
                Trainer other = new Trainer(Samples.NETWORK, recipe, mislabelled, SEEDS, EPOCHS)) {
            for (int epoch = 1; epoch <= EPOCHS; epoch++) {
                taught = student.epoch(epoch).accuracy();
                alone = other.epoch(epoch).accuracy();
            }
        }
        assertThat(alone).isEqualTo(0.5);
        assertThat(taught).isGreaterThan(0.85);
    }

    @Test
    void aTrainingStartsFromGivenWeightsButWithAHeadOfItsOwnClasses(@TempDir Path folder) {
        Path file = trained(folder);
        Recipe recipe = Samples.recipe(Map.of());
        Network three = new Network("tiny", 1, 12, 3, Samples.NETWORK.blocks());
        try (Trainer same = new Trainer(
                        Samples.NETWORK, recipe, data, SEEDS, 2, Optional.of(file), Optional.empty(), TorchDevice.CPU);
                Trainer other = new Trainer(
                        three, recipe, data, SEEDS, 2, Optional.of(file), Optional.empty(), TorchDevice.CPU);
                Trainer fresh = new Trainer(three, recipe, data, SEEDS, 2)) {
            assertThat(same.accuracy(data.validation())).isGreaterThan(0.9);
            List<String> mixed = weights(other);
            assertThat(mixed).filteredOn(w -> !weights(same).contains(w)).hasSize(2);
            assertThat(mixed).filteredOn(w -> weights(fresh).contains(w)).hasSizeGreaterThanOrEqualTo(2);
        }
    }

    /** Convolutions in bf16: other bits, and as good an answer. */
    @Test
    void itLearnsInLowPrecisionToo() {
        Recipe recipe = Samples.recipe(Map.of("mixup", "0", "ema", "off", "learning_rate", "0.01"));
        try (Trainer trainer = new Trainer(
                        Samples.NETWORK,
                        recipe,
                        data,
                        SEEDS,
                        EPOCHS,
                        Optional.empty(),
                        Optional.empty(),
                        TorchDevice.CPU_BF16);
                Trainer exact = trainer(recipe)) {
            Trainer.EpochResult last = null;
            double loss = exact.epoch(1).loss();
            for (int epoch = 1; epoch <= EPOCHS; epoch++) {
                last = trainer.epoch(epoch);
                if (epoch == 1) {
                    assertThat(last.loss()).isNotEqualTo(loss).isCloseTo(loss, within(0.05));
                }
            }
            assertThat(last.accuracy()).isGreaterThan(0.9);
        }
    }

    @Test
    void aMachineWithoutCudaIsToldHowToGetIt() {
        assumeFalse(TorchDevice.built());
        assertThatThrownBy(() -> TorchDevice.cuda(0, true))
                .isInstanceOf(UserException.class)
                .hasMessage("device: cuda: this build of libtorch has no CUDA. Maybe build with: mvn -P gpu"
                        + " -DskipTests package.");
    }

    @Test
    void libtorchWithoutMemoryIsTakenForThat() {
        assertThatThrownBy(() -> torch.empty(1L << 50))
                .isInstanceOfSatisfying(
                        RuntimeException.class,
                        e -> assertThat(Worker.isOutOfMemory(e)).isTrue());
        assertThatThrownBy(() -> torch.empty(2).add(torch.empty(3)))
                .isInstanceOfSatisfying(
                        RuntimeException.class,
                        e -> assertThat(Worker.isOutOfMemory(e)).isFalse());
    }

    @Test
    void weightsThatDoNotFitAreAllNamedAtOnce(@TempDir Path folder) {
        Path file = folder.resolve("weights.safetensors");
        Safetensors.write(
                file,
                List.of(
                        TensorEntry.of("extra", new float[] {1}, 1),
                        TensorEntry.of("blocks.0.conv.weight", new float[] {1}, 1)),
                Map.of());
        assertThatThrownBy(() -> new Trainer(
                        Samples.NETWORK,
                        Samples.recipe(Map.of()),
                        data,
                        SEEDS,
                        2,
                        Optional.of(file),
                        Optional.empty(),
                        TorchDevice.CPU))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("the network needs what the file has not: blocks.0.bn.weight, ")
                .hasMessageContaining("the file has what the network has not: extra.")
                .hasMessageContaining("blocks.0.conv.weight has the shape [1] and not [8, 1, 3, 3]")
                .hasMessageNotContaining("linear");
    }
}
