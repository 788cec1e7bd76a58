package io.narsil.study.finished;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.config.UserException;
import io.narsil.detector.Detector;
import io.narsil.files.Folders;
import io.narsil.files.WholeFile;
import io.narsil.json.Json;
import io.narsil.network.Cost;
import io.narsil.predictor.GaussianPredictor;
import io.narsil.predictor.Observation;
import io.narsil.random.Seeds;
import io.narsil.search.Budget;
import io.narsil.search.Measure;
import io.narsil.space.Candidate;
import io.narsil.space.DetectorSpace;
import io.narsil.space.InputSpec;
import io.narsil.space.Problem;
import io.narsil.space.SpaceFile;
import io.narsil.study.folder.FrontsFile;
import io.narsil.study.folder.RunFolder;
import io.narsil.study.predictor.PredictorFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictedFrontsTest {
    @TempDir
    private static Path sample;

    @TempDir
    private Path path;

    private RunFolder run;

    @BeforeAll
    static void make() {
        SampleRun.write(new RunFolder(sample));
        PredictedFronts.write(new RunFolder(sample));
    }

    @BeforeEach
    void copy() throws IOException {
        run = new RunFolder(path.resolve("run"));
        Files.createDirectories(run.path());
        RunFolder from = new RunFolder(sample);
        for (Path file : List.of(from.space(), from.predictor(), from.device(), from.result(), from.fronts())) {
            Files.copy(file, run.path().resolve(file.getFileName()));
        }
    }

    private void refused(String... because) {
        assertThatThrownBy(() -> PredictedFronts.read(run))
                .isInstanceOf(UserException.class)
                .hasMessageContainingAll(because);
    }

    @Test
    void anyNumberOfThreadsWritesTheSameBytes() throws Exception {
        byte[] bytes = Files.readAllBytes(run.fronts());
        for (int threads : new int[] {1, 5}) {
            Files.delete(run.fronts());
            ForkJoinPool pool = new ForkJoinPool(threads);
            try {
                pool.submit(() -> PredictedFronts.write(run)).get();
            } finally {
                pool.shutdown();
            }
            assertThat(Files.readAllBytes(run.fronts())).isEqualTo(bytes);
        }
    }

    @Test
    void whatIsThereIsNotWrittenAgainUntilThePredictorIsAnother() throws Exception {
        FileTime old = FileTime.fromMillis(1_000_000);
        Files.setLastModifiedTime(run.fronts(), old);
        PredictedFronts.write(run);
        assertThat(Files.getLastModifiedTime(run.fronts())).isEqualTo(old);

        PredictedFronts before = PredictedFronts.read(run);
        learn(run, "fbnetv3-small", SpaceFile.shippedText("fbnetv3-small"), new InputSpec(1, 24, 2), 9);
        refused("fronts.json: it was predicted by another predictor than predictor.safetensors. Maybe delete it");
        PredictedFronts.write(run);
        assertThat(PredictedFronts.read(run)).isNotEqualTo(before);
    }

    @Test
    void aCandidateIsWhatThePredictorSaysAndCostsWhatIsSaid() {
        PredictedFronts fronts = PredictedFronts.read(run);
        assertThat(fronts.measures()).containsExactly(Measure.values());
        assertThat(fronts.candidates()).hasSizeBetween(30, 3_000);
        for (PredictedFronts.Offer offer : fronts.candidates().subList(0, 10)) {
            Cost cost = offer.network().cost();
            assertThat(offer.cost().macs()).isEqualTo(cost.macs());
            assertThat(offer.cost().memory()).isEqualTo(cost.memory());
            assertThat(offer.recipe()).containsKey("optimizer");
            FinishedRun.Member taken = FinishedRun.open(run).take(offer.candidate(), "phone");
            assertThat(taken.predicted()).isEqualTo(offer.predicted());
            assertThat(taken.deviation()).isEqualTo(offer.deviation());
            assertThat(taken.cost()).isEqualTo(offer.cost());
            assertThat(run.evolved("phone").network().cost().macs()).isEqualTo(cost.macs());
            assertThat(Json.map(run.evolved("phone").prediction(), Object.class))
                    .containsEntry("candidate", offer.candidate());
        }
    }

    @Test
    void aBudgetIsServedAlmostAsEvolveServesIt() {
        Budget budget = new Budget("phone", Map.of(Measure.MACS, 700_000L, Measure.PARAMS, 60_000L));
        double evolved = FinishedRun.open(run).evolve(budget).predicted();
        double known = PredictedFronts.read(run).candidates().stream()
                .filter(c -> budget.fits(c.cost()))
                .max(Comparator.comparingDouble(PredictedFronts.Offer::predicted))
                .orElseThrow()
                .predicted();
        assertThat(known).isGreaterThan(evolved - 0.005);
    }

    @Test
    void whatIsNotThereIsSaid() throws Exception {
        assertThatThrownBy(() -> FinishedRun.open(run).take("0123456789abcdef", "x"))
                .isInstanceOf(UserException.class)
                .hasMessageContainingAll("fronts.json: none of its ", "is called \"0123456789abcdef\"");
        assertThat(run.evolved("x").path()).doesNotExist();
        Files.delete(run.fronts());
        refused("this run has no fronts.json. Maybe an earlier version finished it: \"narsil report\" of this run");
        Files.delete(run.predictor());
        assertThatThrownBy(() -> PredictedFronts.write(run))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("predictor.safetensors is missing");
        assertThat(run.fronts()).doesNotExist();
    }

    @Test
    void aDamagedFileIsRefused() throws Exception {
        String text = Files.readString(run.fronts());
        for (int cut : new int[] {0, 1, text.length() / 2, text.length() - 3}) {
            Files.writeString(run.fronts(), text.substring(0, cut));
            refused("fronts.json: the file is damaged");
        }
        int mean = text.indexOf("\"mean\" : 0.") + "\"mean\" : 0.".length();
        char digit = text.charAt(mean) == '9' ? '1' : '9';
        Files.writeString(run.fronts(), text.substring(0, mean) + digit + text.substring(mean + 1));
        refused("fronts.json: the file is damaged. Maybe delete it: \"narsil report\"");
        Files.writeString(run.fronts(), text.replace("fronts/1", "fronts/2"));
        refused("fronts.json: this file is \"fronts/2\", not \"fronts/1\"");
    }

    /** Whoever makes a file to do harm makes its checksum, too. */
    @Test
    void aForgedCandidateIsRefused() {
        FrontsFile.Row row = FrontsFile.read(run).candidates().get(0);
        List<Integer> far = new ArrayList<>(row.genes());
        far.set(0, 1_000);
        List<FrontsFile.Row> forged = List.of(
                new FrontsFile.Row(row.candidate(), far, row.mean(), row.deviation(), row.cost()),
                new FrontsFile.Row(row.candidate(), List.of(), row.mean(), row.deviation(), row.cost()),
                new FrontsFile.Row("<b>", row.genes(), row.mean(), row.deviation(), row.cost()),
                new FrontsFile.Row(row.candidate(), row.genes(), row.mean(), -1, row.cost()),
                new FrontsFile.Row(row.candidate(), row.genes(), Double.NaN, row.deviation(), row.cost()),
                new FrontsFile.Row(
                        row.candidate(),
                        row.genes(),
                        row.mean(),
                        row.deviation(),
                        row.cost().withLatency(1)));
        for (FrontsFile.Row one : forged) {
            FrontsFile.write(run, List.of(one));
            refused("fronts.json: the file is damaged");
        }
    }

    @Test
    void detectorsHaveFronts() {
        Folders.delete(run.path());
        String text = DetectorSpace.of(SpaceFile.shippedText("scaled"));
        learn(run, "scaled", text, new InputSpec(3, 192, 2), 6);
        PredictedFronts.write(run);
        PredictedFronts fronts = PredictedFronts.read(run);
        assertThat(fronts.resolution()).isEqualTo(192);
        assertThat(fronts.measures()).doesNotContain(Measure.LATENCY);
        PredictedFronts.Offer offer = fronts.candidates().get(0);
        assertThat(offer.network()).isInstanceOf(Detector.class);
        assertThat(offer.network().cost().macs()).isEqualTo(offer.cost().macs());
        assertThat(FinishedRun.open(run).take(offer.candidate(), "phone").detector())
                .isNotNull();
    }

    /** A predictor of some candidates of a space, as a run keeps it. */
    private static void learn(RunFolder run, String name, String text, InputSpec images, int count) {
        Problem problem = Problem.of(SpaceFile.parse(name, text, images.resolution()), images);
        RandomGenerator random = new Seeds(2).stream("sample", 0);
        List<Candidate> candidates = Stream.generate(() -> problem.space().random(random))
                .limit(count)
                .toList();
        GaussianPredictor predictor = new GaussianPredictor(problem);
        predictor.pretrain(candidates);
        List<Observation> observations = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            observations.add(new Observation(candidates.get(i), 0.5 + i / 50.0));
        }
        predictor.fit(observations);
        WholeFile.write(run.space(), text);
        PredictorFile.write(run.predictor(), predictor.state(), problem, text);
    }
}
