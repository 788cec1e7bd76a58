package io.narsil.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.narsil.config.UserException;
import io.narsil.data.DataSet;
import io.narsil.data.Part;
import io.narsil.data.Predictions;
import io.narsil.data.PreparedData;
import io.narsil.network.Conventions;
import io.narsil.network.Network;
import io.narsil.network.Normalisation;
import io.narsil.recipe.Recipe;
import io.narsil.runner.AnswerRequest;
import io.narsil.runner.TrainRequest;
import io.narsil.runner.WorkerMessage;
import io.narsil.tensors.Safetensors;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both requests as the built-in worker serves them; the names of files are paths already. */
class RequestHandlerTest {
    @TempDir
    private Path folder;

    private final List<WorkerMessage> said = new ArrayList<>();
    private final RequestHandler handler = new RequestHandler(TorchDevice.CPU, said::add);

    @BeforeAll
    static void oneThread() {
        torch.set_num_threads(1);
    }

    @BeforeEach
    void writeImages() {
        PreparedData.write(Path.of(path("images")), Samples.data());
    }

    private String path(String name) {
        return folder.resolve(name + ".safetensors").toString();
    }

    private TrainRequest.Builder request() {
        return TrainRequest.of(3, Samples.NETWORK)
                .seed(5)
                .recipe(Recipe.complete(Map.of("batch_size", "32", "learning_rate", "0.003")))
                .images(path("images"));
    }

    private WorkerMessage.Epoch epoch(int index) {
        return (WorkerMessage.Epoch) said.get(index);
    }

    private byte[] bytes(String name) throws Exception {
        return Files.readAllBytes(Path.of(path(name)));
    }

    @Test
    void theScoreIsTheOneThatIsAskedForAndPredictionsGiveIt() {
        WorkerMessage.Done done = handler.train(request()
                .epochs(2)
                .tested(true)
                .score("balanced_accuracy")
                .predictions(path("predictions"))
                .build());
        DataSet data = Samples.data();
        Path file = Path.of(path("predictions"));
        assertThat(Predictions.read(file, data, Part.TEST).balancedAccuracy()).isEqualTo(done.testScore());
        assertThat(Predictions.read(file, data, Part.VALIDATION).balancedAccuracy())
                .isEqualTo(epoch(1).score());
        assertThatThrownBy(() -> handler.train(request().score("acuracy").build()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no score \"acuracy\"");
    }

    @Test
    void aTrainingTellsItsEpochsAndTestsWhereItIsAskedTo() {
        WorkerMessage.Done done = handler.train(request().epochs(2).tested(true).build());
        assertThat(said).hasSize(2);
        assertThat(epoch(0).trial()).isEqualTo(3);
        assertThat(epoch(0).epoch()).isEqualTo(1);
        assertThat(epoch(1).epoch()).isEqualTo(2);
        assertThat(done.trial()).isEqualTo(3);
        assertThat(done.testScore()).isBetween(0.0, 1.0);
        assertThat(handler.train(request().build()).testScore()).isNull();
    }

    /** As a student does that has climbed: the last epoch alone is taught. */
    @Test
    void aTeacherThatComesLaterChangesNothingBefore() throws Exception {
        handler.train(request().epochs(2).weights(path("teacher")).build());
        said.clear();
        TrainRequest.Teacher late = new TrainRequest.Teacher(Samples.NETWORK, path("teacher"), 0.9, 2);
        handler.train(request()
                .seed(8)
                .epochs(3)
                .teacher(late)
                .weights(path("straight"))
                .build());
        handler.train(request().seed(8).epochs(2, 3).checkpoint(path("state")).build());
        TrainRequest taught = request()
                .seed(8)
                .epochs(3)
                .teacher(late)
                .checkpoint(path("state"))
                .weights(path("climbed"))
                .build();
        handler.train(taught);
        assertThat(said.subList(5, 7)).allMatch(m -> ((WorkerMessage.Epoch) m).seconds() == 0);
        assertThat(epoch(7).seconds()).isPositive();
        assertThat(bytes("climbed")).isEqualTo(bytes("straight"));
        // What was taught is not taken for what was not, nor for what was taught from the first epoch on.
        int before = said.size();
        handler.train(request()
                .seed(8)
                .epochs(3)
                .checkpoint(path("state"))
                .weights(path("alone"))
                .build());
        assertThat(epoch(before).seconds()).isPositive();
        handler.train(request()
                .seed(8)
                .epochs(3)
                .teacher(Samples.NETWORK, path("teacher"), 0.9)
                .weights(path("taught"))
                .build());
        assertThat(bytes("alone")).isNotEqualTo(bytes("straight"));
        assertThat(bytes("taught")).isNotEqualTo(bytes("straight")).isNotEqualTo(bytes("alone"));
    }

    @Test
    void aTrainingThatWasCutShortTellsItsEpochsOnceMoreAndEndsInTheSameBits() throws Exception {
        handler.train(request().epochs(3).weights(path("straight")).build());
        double last = epoch(2).loss();
        said.clear();
        handler.train(request().epochs(2, 3).checkpoint(path("state")).build());
        handler.train(request()
                .epochs(3)
                .checkpoint(path("state"))
                .weights(path("resumed"))
                .build());
        assertThat(said).extracting(m -> ((WorkerMessage.Epoch) m).epoch()).containsExactly(1, 2, 1, 2, 3);
        assertThat(epoch(2).seconds()).isZero();
        assertThat(epoch(2).loss()).isEqualTo(epoch(0).loss());
        assertThat(epoch(4).loss()).isEqualTo(last);
        assertThat(bytes("resumed")).isEqualTo(bytes("straight"));
    }

    @Test
    void whatInheritsGoesOnFromItsCheckpointAndNotFromItsParent() throws Exception {
        handler.train(request().weights(path("one")).build());
        handler.train(request().seed(6).weights(path("two")).build());
        TrainRequest.Parent one = new TrainRequest.Parent(Samples.NETWORK, path("one"));
        TrainRequest.Parent two = new TrainRequest.Parent(Samples.NETWORK, path("two"));
        handler.train(request().parent(one).epochs(2).weights(path("straight")).build());
        handler.train(
                request().parent(one).epochs(1, 2).checkpoint(path("state")).build());
        said.clear();
        TrainRequest.Builder rest = request().epochs(2).checkpoint(path("state"));
        handler.train(rest.parent(one).weights(path("resumed")).build());
        assertThat(epoch(0).seconds()).isZero();
        assertThat(bytes("resumed")).isEqualTo(bytes("straight"));
        // The state of a training from other weights is another's.
        said.clear();
        handler.train(rest.parent(two).weights(path("other")).build());
        assertThat(epoch(0).seconds()).isPositive();
        assertThat(bytes("other")).isNotEqualTo(bytes("straight"));
    }

    /** Earlier versions sent neither a rule of assignment nor a size in training: a training that one of them began goes on. */
    @Test
    void aCheckpointOfBeforeASettingGoesOnWhereThatStandsAtItsDefault() {
        Map<String, String> old = new LinkedHashMap<>(request().build().recipe());
        assertThat(old.remove("assignment")).isEqualTo("centre");
        assertThat(old.remove("training_size")).isEqualTo("1");
        handler.train(request().recipe(old).epochs(2).checkpoint(path("state")).build());
        handler.train(request().epochs(2).checkpoint(path("state")).build());
        assertThat(epoch(0).seconds()).isPositive();
        assertThat(epoch(2).seconds()).isZero();
        old.put("assignment", "atss");
        handler.train(request().recipe(old).epochs(2).checkpoint(path("state")).build());
        assertThat(epoch(4).seconds()).isPositive();
    }

    @Test
    void aTrainingThatWentOnIsAskedForItsBeginningOnceMore() {
        handler.train(request().epochs(3).checkpoint(path("state")).build());
        said.clear();
        handler.train(request().epochs(1, 3).checkpoint(path("state")).build());
        assertThat(said).extracting(m -> ((WorkerMessage.Epoch) m).epoch()).containsExactly(1);
        handler.train(request().epochs(3).checkpoint(path("state")).build());
        assertThat(epoch(3).seconds()).isZero();
    }

    @Test
    void theBestWeightsAreThoseOfTheFirstBestEpoch() throws Exception {
        handler.train(request().epochs(4).bestWeights(path("best")).build());
        int best = 0;
        for (int i = 1; i < said.size(); i++) {
            best = epoch(i).score() > epoch(best).score() ? i : best;
        }
        handler.train(request().epochs(best + 1, 4).weights(path("last")).build());
        assertThat(bytes("best")).isEqualTo(bytes("last"));
    }

    @Test
    void answersAreTheLogitsOfTheFirstTestImages() {
        handler.train(request().weights(path("weights")).build());
        handler.answer(new AnswerRequest(Samples.NETWORK, path("weights"), path("images"), 5, path("answers")));
        Path answers = Path.of(path("answers"));
        Safetensors.Content content = Safetensors.read(answers);
        assertThat(content.need("images", answers).shape()).containsExactly(5L, 1L, 12L, 12L);
        assertThat(content.need("logits", answers).shape()).containsExactly(5L, 2L);
        handler.answer(new AnswerRequest(Samples.NETWORK, path("weights"), path("images"), 999, path("answers")));
        Safetensors.Content all = Safetensors.read(answers);
        assertThat(all.need("logits", answers).shape()).containsExactly(64L, 2L);
        float[] first = content.need("logits", answers).floats();
        // A batch of another size may be summed in another order; two images differ a hundred times as much.
        assertThat(Arrays.copyOf(all.need("logits", answers).floats(), first.length))
                .containsExactly(first, within(1e-5f));
    }

    /** Weights that were made elsewhere depend on it; the images' own mean and deviation are another scale. */
    @Test
    void aNetworkThatSaysItsScaleGetsItsImagesOnIt() {
        Normalisation scale = new Normalisation(List.of(127 / 255.0), List.of(128 / 255.0));
        Network network = Samples.NETWORK.with(Conventions.USUAL.with(Optional.of(scale)));
        handler.train(request().weights(path("weights")).build());
        handler.train(TrainRequest.of(4, network)
                .seed(5)
                .recipe(Recipe.complete(Map.of("batch_size", "32", "learning_rate", "0.003")))
                .images(path("images"))
                .build());
        assertThat(epoch(1).loss()).isNotEqualTo(epoch(0).loss());
        handler.answer(new AnswerRequest(network, path("weights"), path("images"), 1, path("answers")));
        Path answers = Path.of(path("answers"));
        float[] seen = Safetensors.read(answers).need("images", answers).floats();
        byte[] pixels = new byte[seen.length];
        Samples.data().test().read(0, pixels);
        for (int i = 0; i < seen.length; i++) {
            assertThat(seen[i]).isCloseTo(((pixels[i] & 0xFF) - 127) / 128f, within(1e-6f));
        }
    }

    @Test
    void aRequestForOtherImagesGetsThem() {
        handler.train(request().build());
        double before = epoch(0).loss();
        PreparedData.write(
                Path.of(path("half")),
                new DataSet(
                        "half",
                        Samples.data().classes(),
                        Samples.data().validation(),
                        Samples.data().validation(),
                        Samples.data().test(),
                        Samples.data().mean(),
                        Samples.data().deviation()));
        handler.train(request().images(path("half")).build());
        assertThat(epoch(1).loss()).isNotEqualTo(before);
    }

    /** Whoever asked has made the folder, and would not find what is written into another one. */
    @Test
    void aFolderThatWasTakenAwayIsNotMadeAgain() {
        Path gone = folder.resolve("gone");
        String file = gone.resolve("file").toString();
        handler.train(request().weights(path("weights")).build());
        assertRefused(() -> handler.train(request().predictions(file).build()), gone);
        assertRefused(() -> handler.train(request().weights(file).build()), gone);
        assertRefused(
                () -> handler.answer(new AnswerRequest(Samples.NETWORK, path("weights"), path("images"), 5, file)),
                gone);
    }

    private static void assertRefused(ThrowingCallable request, Path gone) {
        assertThatThrownBy(request)
                .isInstanceOf(UserException.class)
                .hasMessageContaining("this folder was removed or moved while a file was written into it");
        assertThat(gone).doesNotExist();
    }
}
