package io.narsil.study.predictor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.config.UserException;
import io.narsil.files.Folders;
import io.narsil.files.TextFile;
import io.narsil.files.WholeFile;
import io.narsil.predictor.GaussianPredictor;
import io.narsil.predictor.Observation;
import io.narsil.space.Candidate;
import io.narsil.study.Tiny;
import io.narsil.study.folder.RunFolder;
import io.narsil.tensors.Safetensors;
import io.narsil.tensors.TensorEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PredictorFileTest {
    private static final String SPACE = Tiny.study().space().text();
    private static final List<Candidate> POOL =
            IntStream.range(0, 30).mapToObj(Tiny::candidate).toList();

    @TempDir
    private Path path;

    private final GaussianPredictor predictor = new GaussianPredictor(Tiny.PROBLEM);
    private RunFolder run;

    @BeforeEach
    void write() {
        run = new RunFolder(path);
        predictor.pretrain(POOL);
        List<Observation> observations = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            observations.add(new Observation(POOL.get(i), 0.5 + i / 40.0, 0.01 * i));
        }
        predictor.fit(observations);
        WholeFile.write(run.space(), SPACE);
        PredictorFile.write(run.predictor(), predictor.state(), Tiny.PROBLEM, SPACE);
    }

    private void refused(String... because) {
        assertThatThrownBy(() -> KeptPredictor.open(run))
                .isInstanceOf(UserException.class)
                .hasMessageContainingAll(because);
    }

    /** Writes the same arrays with another header. */
    private void headed(String key, String value) {
        Safetensors.Content content = Safetensors.read(run.predictor());
        Map<String, String> about = new LinkedHashMap<>(content.metadata());
        about.put(key, value);
        Safetensors.write(run.predictor(), content.tensors().values(), about);
    }

    @Test
    void whatIsReadPredictsTheSameBits() {
        KeptPredictor kept = KeptPredictor.open(run);
        assertThat(kept.predictor().predict(POOL)).isEqualTo(predictor.predict(POOL));
        assertThat(kept.problem().input()).isEqualTo(Tiny.PROBLEM.input());
        assertThat(kept.knowsLatency()).isFalse();
    }

    @Test
    void whatIsReadIsWrittenAsItWas() throws Exception {
        byte[] before = Files.readAllBytes(run.predictor());
        PredictorFile.write(run.predictor(), KeptPredictor.open(run).predictor().state(), Tiny.PROBLEM, SPACE);
        assertThat(run.predictor()).hasBinaryContent(before);
    }

    /** As earlier versions wrote them. */
    @Test
    void aFileWithoutDeviationsKnowsNothingOfChance() {
        Safetensors.Content content = Safetensors.read(run.predictor());
        Map<String, TensorEntry> tensors = new LinkedHashMap<>(content.tensors());
        tensors.remove("deviations");
        Safetensors.write(run.predictor(), tensors.values(), content.metadata());
        assertThat(KeptPredictor.open(run).predictor().state().observations())
                .allMatch(o -> o.deviation() == 0)
                .hasSize(8);
    }

    @Test
    void aPredictorOfAnotherSpaceIsRefused() {
        WholeFile.write(run.space(), TextFile.read(run.space()) + "\n");
        refused(
                "this predictor was made for another space (\"fbnetv3-small\") than the one in " + run.space(),
                "one of the two files was changed or copied from another run");
    }

    @Test
    void aPredictorOfAnotherVersionIsRefused() {
        headed("narsil", "predictor/9");
        refused("this is not a predictor that this version of narsil knows (predictor/1)");
    }

    @Test
    void aHeaderThatNamesNoImagesIsDamage() {
        headed("channels", "grey");
        refused(run.predictor() + ": the predictor is damaged", "run the study again, which trains nothing");
    }

    @Test
    void aFolderWithoutPredictorOrSpaceHoldsNoFinishedRun() throws Exception {
        Files.delete(run.predictor());
        refused(path + ": this folder holds no finished run: predictor.safetensors is missing");
        write();
        Files.delete(run.space());
        refused("space.yaml is missing", "let \"narsil search\" of its study run past its first round");
        Folders.delete(path);
        refused("there is no such run folder");
    }

    /** It would find a network all the same, and say that it is NaN % good. */
    @ParameterizedTest
    @CsvSource({
        "accuracies, NaN",
        "accuracies, 1e300",
        "accuracies, -1",
        "weights, NaN",
        "weights, -1",
        "weights, 0",
        "weights, Infinity",
        "process.0, NaN",
        "process.0, 1e300",
        "process.1, Infinity"
    })
    void numbersThatNoPredictorHasAreDamage(String array, double number) {
        Safetensors.Content content = Safetensors.read(run.predictor());
        List<TensorEntry> arrays = new ArrayList<>();
        for (TensorEntry entry : content.tensors().values()) {
            if (entry.name().equals(array)) {
                double[] values = entry.doubles();
                Arrays.fill(values, number);
                arrays.add(TensorEntry.of(array, values, values.length));
            } else {
                arrays.add(entry);
            }
        }
        Safetensors.write(run.predictor(), arrays, content.metadata());
        refused(run.predictor() + ": the predictor is damaged");
    }
}
