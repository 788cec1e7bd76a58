package io.narsil.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.around.Around;
import io.narsil.detector.Detector;
import io.narsil.latency.LatencyModel;
import io.narsil.latency.LatencyTerms;
import io.narsil.network.Architecture;
import io.narsil.network.Cost;
import io.narsil.network.Trace;
import io.narsil.network.Zoo;
import io.narsil.random.Seeds;
import io.narsil.recipe.Recipe;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DetectorSpaceTest {
    private static final String TINY = """
            narsil: space/1
            name: tiny
            input: {resolution: [64, 96]}
            parameters: {wide: [8, 12]}
            stages:
              - {block: conv, kernel: 3, channels: 8, stride: 2}
              - {block: mbconv, kernel: 3, expansion: [1, 2], channels: 8, depth: [1, 2], stride: 2}
              - {block: mbconv, kernel: 3, expansion: 2, channels: [8, 24], depth: [1, 3], stride: 2}
              - {block: [mbconv, fused], kernel: [3, 5], expansion: 3, channels: $wide, depth: [1, 2], stride: 2}
              - {block: mbconv, kernel: 3, expansion: 2, channels: 12, part: same}
              - {block: mbconv, kernel: 3, expansion: 2, channels: [16, 20], depth: [1, 2], stride: 2}
              - {block: conv, kernel: 1, channels: [32, 64], part: head}
              - {block: classifier}
            """;

    private static SearchSpace tiny() {
        return SpaceFile.parse("tiny", DetectorSpace.completed(TINY), 96);
    }

    private static void costsAreExact(SearchSpace space, int pixels, int candidates) {
        InputSpec images = new InputSpec(3, pixels, 3);
        StageCosts costs = new StageCosts(space, images);
        RandomGenerator random = new Seeds(1).stream("candidates", 0);
        for (int i = 0; i < candidates; i++) {
            Candidate candidate = space.random(random);
            Architecture detector = space.architecture(candidate, images);
            assertThat(detector).isInstanceOf(Detector.class);
            Cost cost = detector.cost();
            assertThat(costs.of(candidate)).as(candidate.toString()).isEqualTo(cost);
            long[] pair = new long[2];
            costs.macsAndParams(candidate.genes(), pair);
            assertThat(pair).containsExactly(cost.macs(), cost.params());
            assertThat(costs.stages(candidate).stream().mapToLong(Cost::macs).sum())
                    .isEqualTo(cost.macs());
        }
    }

    @Test
    void costsOfATinySpaceAreThoseOfItsDetectors() {
        costsAreExact(tiny(), 96, 200);
    }

    @ParameterizedTest
    @ValueSource(ints = {192, 320})
    void costsOfTheShippedSpaceAreThoseOfItsDetectors(int pixels) {
        costsAreExact(SpaceFile.parse("scaled", DetectorSpace.of(SpaceFile.shippedText("scaled")), pixels), pixels, 40);
    }

    @ParameterizedTest
    @ValueSource(strings = {"efficientnet-lite0", "resnet-18", "mobilenetv3-large"})
    void costsAroundANetworkAreThoseOfItsDetectors(String network) {
        String around = DetectorSpace.of(Around.text(Zoo.get(network), true));
        costsAreExact(SpaceFile.parse("around", around, 224), 224, 40);
    }

    @ParameterizedTest
    @ValueSource(strings = {"residual", "inverted-residual"})
    void costsOfShapesByHandAreThoseOfTheirDetectors(String shape) {
        SearchSpace space = SpaceFile.parse(shape, DetectorSpace.byHand(Shapes.text(shape)), 224);
        costsAreExact(space, 224, 20);
        Candidate candidate = space.candidate(new int[space.parameters().size()]);
        assertThat(Recipe.of(space.recipe(candidate))).isEqualTo(Recipe.of(DetectorSpace.recipe()));
    }

    /** Tables are asked for each block, and a bound is a whole number of nanoseconds. */
    @Test
    void latenciesAreThoseOfTheWholeDetector() {
        SearchSpace space = tiny();
        InputSpec images = new InputSpec(3, 96, 3);
        RandomGenerator random = new Seeds(1).stream("terms", 0);
        SortedMap<String, Double> times = new TreeMap<>();
        for (int i = 0; i < 100; i++) {
            LatencyTerms.of(Trace.of(space.architecture(space.random(random), images)))
                    .keySet()
                    .forEach(term -> times.putIfAbsent(term, random.nextDouble(1, 10)));
        }
        assertThat(times).containsKeys("upsample", "upsample elements", "add full", "depthwise at 4 full");
        LatencyModel model = new LatencyModel(times, 0.1);
        StageCosts costs = new StageCosts(space, images, model);
        for (int i = 0; i < 100; i++) {
            Candidate candidate = space.random(random);
            double whole = 1.1 * model.predict(Trace.of(space.architecture(candidate, images)));
            assertThat((double) costs.of(candidate).latency()).isBetween(whole - 1, whole + 30);
        }
    }

    /** What only a classifier's head reads is no difference between detectors. */
    @Test
    void theHeadOfANetworkThatClassifiesIsNotRead() {
        SearchSpace space = tiny();
        SearchSpace classifying = SpaceFile.parse("tiny", TINY, 96);
        int head = names(space).indexOf("stage7.channels");
        int[] genes = new int[space.parameters().size()];
        genes[head] = 1;
        assertThat(space.candidate(genes).gene(head)).isZero();
        assertThat(classifying
                        .candidate(genesOf(classifying, "stage7.channels"))
                        .values())
                .containsEntry("stage7.channels", "64");
        assertThat(space.size(Parameter.Group.ARCHITECTURE))
                .isEqualTo(classifying
                        .size(Parameter.Group.ARCHITECTURE)
                        .divide(BigInteger.TWO)
                        .multiply(BigInteger.valueOf(4)));
    }

    private static int[] genesOf(SearchSpace space, String second) {
        int[] genes = new int[space.parameters().size()];
        genes[names(space).indexOf(second)] = 1;
        return genes;
    }

    private static List<String> names(SearchSpace space) {
        return space.parameters().stream().map(Parameter::name).toList();
    }

    @Test
    void resolutionsAreMultiplesOfTheCoarsestStride() {
        SearchSpace space = SpaceFile.parse("s", DetectorSpace.of(SpaceFile.shippedText("scaled")), 320);
        assertThat(space.resolution().values()).containsExactly("192", "224", "256", "288", "320");
        SearchSpace range = SpaceFile.parse("r", DetectorSpace.of(SpaceFile.shippedText("fbnetv3")), 224);
        assertThat(range.resolution().values()).containsExactly("224", "256");
        costsAreExact(range, 256, 10);
    }

    @Test
    void allThatADetectorCannotHaveIsSaidAtOnce() {
        String wrong = TINY.replace("[64, 96]", "[64, 90]")
                        .replace("channels: [16, 20], depth: [1, 2], stride: 2", "channels: [16, 20], stride: [1, 2]")
                + "detector: {neck: 4}\nrecipe:\n  mixup: [0, 0.2]\n  dropout: 0.1\n  label_smoothing: 0\n";
        assertThatThrownBy(() -> SpaceFile.parse("tiny.yaml", wrong, 96))
                .message()
                .satisfies(text -> assertThat(text.lines())
                        .anyMatch(l -> l.contains("tiny.yaml:3") && l.contains("multiple of 32 pixels, not 90"))
                        .anyMatch(l -> l.contains("stage6 has strides of 1, 2"))
                        .anyMatch(l -> l.contains("\"detector.neck\" must be"))
                        .anyMatch(l -> l.contains("boxes cannot follow what \"mixup: "))
                        .anyMatch(l -> l.contains("\"dropout: 0.1\" means nothing"))
                        .noneMatch(l -> l.contains("label_smoothing")));
    }

    @Test
    void aSpaceWithoutTheStridesIsRefused() {
        assertThatThrownBy(() -> SpaceFile.parse("small", DetectorSpace.of(SpaceFile.shippedText("scaled")), 96))
                .hasMessageContaining(
                        "a detector reads stages that end at strides of 8, 16, 32, and these end at 2, 4, 8, 16");
    }

    @Test
    void aSpaceOfTheUsersKeepsWhatItSays() {
        String own = TINY + "detector: {neck: 64}\nrecipe: {learning_rate: 0.03}\n";
        assertThat(DetectorSpace.completed(own)).isEqualTo(own);
        List<String> named = new ArrayList<>(names(SpaceFile.parse("own", own, 96)));
        assertThat(named).noneMatch(n -> n.startsWith("detector."));
        assertThat(names(tiny())).contains("detector.neck", "detector.depth", "learning_rate", "zoom");
        assertThat(DetectorSpace.recipe()).containsAllEntriesOf(Map.of("learning_rate", "0.05", "zoom", "0.3"));
    }
}
