package io.narsil.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.config.UserException;
import io.narsil.network.Conventions;
import io.narsil.network.Cost;
import io.narsil.network.Network;
import io.narsil.network.NetworkFile;
import io.narsil.network.Normalisation;
import io.narsil.network.PaddingStyle;
import io.narsil.random.Seeds;
import io.narsil.recipe.Recipe;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class SpacesTest {
    /** Each with an input: those that follow it have another shape in each of its ranges. */
    static final List<String> SHIPPED = List.of(
            "fbnetv3 32",
            "fbnetv3-small 32",
            "scaled 24",
            "scaled 45",
            "scaled 96",
            "scaled 224",
            "mixed 28",
            "mixed 45",
            "mixed 96",
            "mixed 224",
            "mobilenet 28",
            "mobilenet 45",
            "mobilenet 96",
            "mobilenet 224");

    private static final long SEED = 20260101;

    private static int pixels(String name) {
        return Integer.parseInt(name.substring(name.indexOf(' ') + 1));
    }

    private static InputSpec images(String name) {
        return new InputSpec(3, pixels(name), 10);
    }

    private static SearchSpace space(String name) {
        return SpaceFile.shipped(name.substring(0, name.indexOf(' ')), pixels(name));
    }

    @Test
    void everyShippedSpaceIsTestedHere() {
        assertThat(SHIPPED.stream().map(name -> name.substring(0, name.indexOf(' '))))
                .containsAll(SpaceFile.SHIPPED);
    }

    /** The paper's numbers: 1.76e17 architectures without resolution (7 values), 2.4e7 recipes. */
    @Test
    void theSpaceOfThePaperHasItsExactSize() {
        SearchSpace space = SpaceFile.shipped("fbnetv3");
        assertThat(space.size(Parameter.Group.ARCHITECTURE)).isEqualTo(7L * 175_878_910_771_200_000L);
        assertThat(space.size(Parameter.Group.RECIPE)).isEqualTo(24_393_600L);
    }

    @ParameterizedTest
    @FieldSource("SHIPPED")
    void valuesAndGenesAreInverse(String name) {
        SearchSpace space = space(name);
        RandomGenerator random = new Seeds(SEED).stream(name, 0);
        for (int i = 0; i < 500; i++) {
            Candidate candidate = space.random(random);
            assertThat(space.candidate(candidate.values()))
                    .as("seed %d, draw %d", SEED, i)
                    .isEqualTo(candidate);
            assertThat(space.candidate(candidate.genes()))
                    .as("seed %d, draw %d", SEED, i)
                    .isEqualTo(candidate);
        }
    }

    @ParameterizedTest
    @FieldSource("SHIPPED")
    void oneNetworkWithOneRecipeIsOneCandidate(String name) {
        SearchSpace space = space(name);
        RandomGenerator random = new Seeds(SEED).stream(name, 1);
        Map<Object, Candidate> byMeaning = new HashMap<>();
        for (int i = 0; i < 3000; i++) {
            Candidate candidate = space.random(random);
            // Neighbours by one gene are where two encodings of one network would show.
            int[] genes = candidate.genes();
            int at = random.nextInt(genes.length);
            genes[at] = random.nextInt(space.parameters().get(at).size());
            for (Candidate c : new Candidate[] {candidate, space.candidate(genes)}) {
                Network network = space.network(c, images(name));
                Object meaning = List.of(network.resolution(), network.blocks(), space.recipe(c));
                Candidate twin = byMeaning.putIfAbsent(meaning, c);
                assertThat(twin == null || twin.equals(c))
                        .as("seed %d, draw %d: %s and %s", SEED, i, twin, c)
                        .isTrue();
            }
        }
    }

    @Test
    void theExpansionOfASecondBlockThatIsNotThereChangesNothing() {
        SearchSpace space = SpaceFile.shipped("fbnetv3-small");
        Map<String, String> values =
                space.candidate(new int[space.parameters().size()]).values();
        values.put("stage3.depth", "1");
        values.put("stage3.expansion.rest", "4");
        assertThat(space.candidate(values).values()).containsEntry("stage3.expansion.rest", "2");
        values.put("stage3.depth", "2");
        assertThat(space.candidate(values).values()).containsEntry("stage3.expansion.rest", "4");
    }

    @ParameterizedTest
    @FieldSource("SHIPPED")
    void costsByStageEqualThoseOfTheNetwork(String name) {
        SearchSpace space = space(name);
        StageCosts costs = new StageCosts(space, images(name));
        RandomGenerator random = new Seeds(SEED).stream(name, 2);
        long[] pair = new long[2];
        for (int i = 0; i < 25_000; i++) {
            Candidate candidate = space.random(random);
            Cost cost = space.network(candidate, images(name)).cost();
            costs.macsAndParams(candidate.genes(), pair);
            if (!costs.of(candidate).equals(cost) || pair[0] != cost.macs() || pair[1] != cost.params()) {
                assertThat(costs.of(candidate)).as("seed %d, draw %d", SEED, i).isEqualTo(cost);
                assertThat(pair).as("seed %d, draw %d", SEED, i).containsExactly(cost.macs(), cost.params());
            }
        }
    }

    @ParameterizedTest
    @FieldSource("SHIPPED")
    void everyNetworkAndRecipeCanBeWrittenAndRead(String name) {
        SearchSpace space = space(name);
        RandomGenerator random = new Seeds(SEED).stream(name, 3);
        for (int i = 0; i < 200; i++) {
            Candidate candidate = space.random(random);
            Network network = space.network(candidate, images(name));
            assertThat(NetworkFile.parse("n", NetworkFile.write(network))).isEqualTo(network);
            assertThat(Recipe.of(space.recipe(candidate))).isNotNull();
        }
    }

    @Test
    void aFingerprintNamesItsCandidateInEveryRun() {
        SearchSpace space = SpaceFile.parse(
                "s.yaml", "narsil: space/1\nname: t\nparameters: {a: [1, 2]}\nrecipe: {optimizer: [sgd, rmsprop]}\n");
        // sha256sum of the text {a=2, optimizer=sgd}
        assertThat(space.candidate(new int[] {1, 0}).fingerprint()).isEqualTo("d0ade2e02b7461d3");
    }

    @Test
    void allMistakesOfASpaceComeTogetherWithTheirLines() {
        String yaml = """
                narsil: space/1
                name: mine
                parameters:
                  unused: [1, 2]
                stages:
                  - {block: conv, kernal: 3, channels: 16}
                  - {block: mbconf, kernel: [3, 5], expansion: $width, channels: {from: 8, to: 20, step: 8}}
                  - {block: mbpool, expansion: 6, channels: 0}
                recipe:
                  learningrate: 0.1
                  optimizer: [sgd, adam]
                """;
        assertThatThrownBy(() -> SpaceFile.parse("my.yaml", yaml))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("my.yaml:6: unknown key \"stages.kernal\". Maybe \"kernel\".")
                .hasMessageContaining("my.yaml:7: there is no block \"mbconf\". Maybe \"mbconv\".")
                .hasMessageContaining("my.yaml:7: there is no parameter \"width\"")
                .hasMessageContaining("never reaches 20 by steps of 8. Maybe to: 16.")
                .hasMessageContaining("my.yaml:8: \"stages.channels\" must be a whole number from 1")
                .hasMessageContaining("the classifier must be the last stage")
                .hasMessageContaining("my.yaml:4: nothing uses the parameter \"unused\"")
                .hasMessageContaining("my.yaml:10: no recipe has \"learningrate\". Maybe \"learning_rate\".")
                .hasMessageContaining("my.yaml:11: optimizer must be one of rmsprop, sgd, not \"adam\"");
    }

    @Test
    void aSpaceWithoutBoundsIsRefused() {
        assertThatThrownBy(() -> SpaceFile.parse(
                        "s.yaml", "narsil: space/1\nname: t\nparameters: {a: {from: 0, to: 1e9, step: 1}}\n"))
                .hasMessageContaining("more than 10000 values");
        StringBuilder many = new StringBuilder("narsil: space/1\nname: t\nparameters:\n");
        for (int i = 0; i < 5000; i++) {
            many.append("  p").append(i).append(": [1, 2]\n");
        }
        assertThatThrownBy(() -> SpaceFile.parse("s.yaml", many.toString()))
                .hasMessageContaining("at most 1000 parameters");
    }

    @Test
    void aValueThatStandsTwiceIsAdvisedToStandOnce() {
        assertThatThrownBy(() -> SpaceFile.parse(
                        "s.yaml", "narsil: space/1\nname: t\nparameters:\n  a: [1, 1, 2]\n  b: [3, 4]\n"))
                .hasMessage("s.yaml:4: \"parameters.a\" has the value 1 twice. Maybe remove one of the two.");
    }

    /** One number is for all channels, and of one for each colour grey images have the mean. */
    @Test
    void theScaleOfColoursIsThatOfGreyImagesToo() {
        for (String scale : List.of("mean: 0.5, std: 0.25", "mean: [0.75, 0.25, 0.5], std: [0.125, 0.25, 0.375]")) {
            SearchSpace space =
                    SpaceFile.parse("grey.yaml", "narsil: space/1\nname: grey\ninput: {" + scale + "}\n" + """
                    stages:
                      - {block: conv, kernel: 3, channels: [8, 16], stride: 2}
                      - {block: classifier}
                    """);
            Network network = space.network(space.candidate(new int[] {0}), new InputSpec(1, 16, 4));
            assertThat(network.conventions().normalisation()).contains(new Normalisation(List.of(0.5), List.of(0.25)));
        }
    }

    @Test
    void whatAllLayersDoAlikeIsSaidOnceForAllNetworks() {
        String text = """
                narsil: space/1
                name: same
                input: {mean: 0.5, std: [0.2, 0.3, 0.4]}
                padding: same
                batch_norm: {epsilon: 0.001}
                stages:
                  - {block: conv, kernel: 3, channels: [8, 16], stride: 2}
                  - {block: classifier}
                """;
        assertThatThrownBy(() -> SpaceFile.parse("same.yaml", text.replace("same\nbatch", "smae\nbatch")))
                .hasMessageContaining("same.yaml:4: ")
                .hasMessageContaining("Maybe \"same\"");
        SearchSpace space = SpaceFile.parse("same.yaml", text);
        for (int pixels : new int[] {15, 16}) {
            InputSpec images = new InputSpec(3, pixels, 4);
            StageCosts costs = new StageCosts(space, images);
            for (int value = 0; value < 2; value++) {
                Candidate candidate = space.candidate(new int[] {value});
                Network network = space.network(candidate, images);
                assertThat(network.conventions())
                        .isEqualTo(new Conventions(
                                PaddingStyle.SAME,
                                0.001,
                                Optional.of(new Normalisation(List.of(0.5, 0.5, 0.5), List.of(0.2, 0.3, 0.4)))));
                assertThat(costs.of(candidate)).isEqualTo(network.cost());
            }
        }
    }

    /** YAML's null is no text, so that a column with that word would become something else in silence. */
    @Test
    void anEmptyValueAmongOthersIsAFault() {
        String text = "narsil: space/1\nname: s\nparameters:\n  a: [none, null]\n";
        assertThatThrownBy(() -> SpaceFile.parse("s.yaml", text))
                .hasMessageContaining("s.yaml:4: \"parameters.a\" has an empty value. Maybe \"null\" in quotes");
    }
}
