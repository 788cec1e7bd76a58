package io.narsil.around;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.network.Conventions;
import io.narsil.network.Cost;
import io.narsil.network.Network;
import io.narsil.network.NetworkFile;
import io.narsil.network.Normalisation;
import io.narsil.network.Zoo;
import io.narsil.random.Seeds;
import io.narsil.space.Candidate;
import io.narsil.space.InputSpec;
import io.narsil.space.Parameter;
import io.narsil.space.SearchSpace;
import io.narsil.space.SpaceFile;
import io.narsil.space.StageCosts;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AroundTest {
    /** Each published network, from its weights and from random ones. */
    static Stream<Arguments> zoo() {
        return Zoo.names().stream().flatMap(name -> Stream.of(Arguments.of(name, true), Arguments.of(name, false)));
    }

    private static SearchSpace space(Network parent, boolean tuned, int pixels) {
        return SpaceFile.parse("around", Around.text(parent, tuned), pixels);
    }

    /** The candidate of everything that is believed in. */
    private static Candidate believed(SearchSpace space) {
        return space.candidate(space.parameters().stream()
                .mapToInt(p -> p.prior().at(60).orElse(0))
                .toArray());
    }

    @ParameterizedTest
    @MethodSource("zoo")
    void theParentIsWhatIsBelievedInLayerByLayerAndDigitByDigit(String name, boolean tuned) {
        Network parent = Zoo.get(name);
        SearchSpace space = space(parent, tuned, 224);
        InputSpec images = new InputSpec(3, 224, 1000);
        Candidate candidate = believed(space);
        Network network = space.network(candidate, images);
        assertThat(network.stages()).isEqualTo(parent.stages());
        assertThat(network.head()).isEqualTo(parent.head());
        assertThat(network.conventions()).isEqualTo(parent.conventions());
        Cost cost = parent.with("same", 3, 224, 1000).cost();
        assertThat(network.cost()).isEqualTo(cost);
        assertThat(new StageCosts(space, images).of(candidate)).isEqualTo(cost);
    }

    @Test
    void theScaleOfGreyImagesIsTheirs() {
        Conventions scaled = Conventions.TENSORFLOW.with(Optional.of(new Normalisation(List.of(0.4), List.of(0.3))));
        Network parent = Zoo.get("mobilenetv3-small").with("grey", 1, 224, 10).with(scaled);
        SearchSpace space = space(parent, true, 224);
        assertThat(space.network(believed(space), new InputSpec(1, 224, 10)).conventions())
                .isEqualTo(scaled);
        assertThat(NetworkFile.parse("grey", NetworkFile.write(parent))).isEqualTo(parent);
    }

    /** Tables of costs know nothing of stages that several rows make, of fixed paddings and of kernels of first blocks. */
    @ParameterizedTest
    @MethodSource("zoo")
    void tablesOfCostsAreExactForItsRelatives(String name, boolean tuned) {
        SearchSpace space = space(Zoo.get(name), tuned, 224);
        InputSpec images = new InputSpec(3, 224, 10);
        StageCosts costs = new StageCosts(space, images);
        RandomGenerator random = new Seeds(1).stream("relatives", 0);
        for (int i = 0; i < 20; i++) {
            Candidate candidate = space.random(random);
            assertThat(costs.of(candidate))
                    .isEqualTo(space.network(candidate, images).cost());
        }
    }

    @Test
    void aStageOfSeveralFormsIsOneStageOfSeveralRows() {
        Network parent = Zoo.get("resnet-50");
        String text = Around.text(parent, false);
        assertThat(text)
                .contains("# Blocks of stage2 are of several forms")
                .contains("{block: bottleneck, part: same, name: stage2.2, kernel: 3, channels: \"$stage2.channels\"");
        SearchSpace space = SpaceFile.parse("around", text, 224);
        RandomGenerator random = new Seeds(1).stream("relatives", 1);
        for (int i = 0; i < 20; i++) {
            Network network = space.network(space.random(random), new InputSpec(3, 224, 10));
            assertThat(network.stages()).hasSize(parent.stages().size());
            assertThat(network.stages().get(1).get(0))
                    .isEqualTo(parent.stages().get(1).get(0));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void rowsOfOneStageShareItsChannels(boolean tuned) {
        Network parent = NetworkFile.parse("n", """
                narsil: architecture/2
                name: mixed
                input: {channels: 3, resolution: 32}
                classes: 10
                backbone:
                  stage1:
                    - {block: conv, kernel: 3, channels: 16, stride: 2}
                  stage2:
                    - {block: mbconv, kernel: 3, expansion: 4, channels: 24, stride: 2, repeat: 2}
                    - {block: mbconv, kernel: 5, expansion: 4, channels: 24, se: 0.25, repeat: 3}
                head:
                  - {block: classifier}
                """);
        SearchSpace space = space(parent, tuned, 32);
        assertThat(space.parameters())
                .extracting("name")
                .contains(tuned ? "width" : "stage2.channels", "stage2.3.depth");
        assertThat(space.network(believed(space), new InputSpec(3, 32, 10)).stages())
                .isEqualTo(parent.stages());
        RandomGenerator random = new Seeds(1).stream("relatives", 2);
        for (int i = 0; i < 20; i++) {
            Network network = space.network(space.random(random), new InputSpec(3, 32, 10));
            assertThat(network.stages().get(1))
                    .extracting(b -> b.out(1))
                    .containsOnly(network.stages().get(1).get(0).out(1));
        }
    }

    @Test
    void channelsThatGroupsDivideStay() {
        Network parent = NetworkFile.parse("n", """
                narsil: architecture/2
                name: grouped
                input: {channels: 3, resolution: 32}
                classes: 10
                backbone:
                  stage1:
                    - {block: conv, kernel: 3, channels: 24, stride: 2}
                  stage2:
                    - {block: maxpool, kernel: 3, stride: 2}
                    - {block: conv, kernel: 3, channels: 48, groups: 24}
                  stage3:
                    - {block: basic, kernel: 3, channels: 64, stride: 2}
                head:
                  - {block: classifier}
                """);
        SearchSpace space = space(parent, false, 32);
        assertThat(space.parameters()).extracting("name").contains("stage3.channels");
        assertThat(space.parameters()).extracting("name").doesNotContain("stage1.channels", "stage2.channels");
        SearchSpace tuned = space(parent, true, 32);
        for (SearchSpace each : List.of(space, tuned)) {
            assertThat(each.network(believed(each), new InputSpec(3, 32, 10)).stages())
                    .isEqualTo(parent.stages());
        }
        RandomGenerator random = new Seeds(1).stream("relatives", 4);
        for (int i = 0; i < 20; i++) {
            Network network = tuned.network(tuned.random(random), new InputSpec(3, 32, 10));
            assertThat(network.stages().subList(0, 2)).isEqualTo(parent.stages().subList(0, 2));
        }
    }

    /** A few dozen trainings can tell what a dozen parameters are worth, and not what thirty are. */
    @Test
    void fromItsWeightsANetworkIsCutAsAWholeButForItsBlocks() {
        SearchSpace space = space(Zoo.get("efficientnet-lite0"), true, 160);
        assertThat(space.parameters().stream()
                        .map(Parameter::name)
                        .filter(n -> !space.recipe().containsKey(n)))
                .containsExactlyInAnyOrder(
                        "resolution",
                        "width",
                        "kernel",
                        "expansion",
                        "stage3.depth",
                        "stage4.depth",
                        "stage5.depth",
                        "stage6.depth",
                        "stage7.depth");
        assertThat(Around.text(Zoo.get("efficientnet-lite0"), true))
                .contains("channels: {by: \"$width\", values: [88, 112, 120]}")
                .contains("expansion: {by: \"$expansion\", values: [3, 4, 6]}")
                .contains("kernel: {by: \"$kernel\", values: [3, 5]}")
                .contains("depth: {values: [1, 2, 3, 4], prior: 3}");
    }

    /** The seventh stage of FBNetV3 does not pad, so that it needs more of an image than its strides alone. */
    @Test
    void imagesAreLargeEnoughForTheSmallestCopy() {
        for (String name : List.of("fbnetv3-a", "efficientnet-b0", "resnet-18")) {
            Network parent = Zoo.get(name);
            int smallest = space(parent, true, 1).smallest();
            SearchSpace space = space(parent, true, smallest);
            RandomGenerator random = new Seeds(1).stream("relatives", 3);
            for (int i = 0; i < 20; i++) {
                assertThat(space.network(space.random(random), new InputSpec(3, smallest, 10))
                                .cost()
                                .macs())
                        .isPositive();
            }
        }
        assertThat(space(Zoo.get("efficientnet-b0"), true, 1).smallest()).isEqualTo(32);
        assertThat(space(Zoo.get("fbnetv3-a"), true, 1).smallest()).isGreaterThan(32);
    }

    @ParameterizedTest
    @MethodSource("zoo")
    void theSpaceOfItsRecipesHoldsTheNetworkAloneDigitByDigit(String name, boolean tuned) {
        Network parent = Zoo.get(name);
        SearchSpace space = SpaceFile.parse("recipes", Around.recipes(parent, tuned), 224);
        InputSpec images = new InputSpec(3, 224, 1000);
        assertThat(space.parameters()).isNotEmpty().allMatch(p -> p.group() == Parameter.Group.RECIPE);
        Network network = space.network(space.random(new Seeds(1).stream("recipes", 0)), images);
        assertThat(network.stages()).isEqualTo(parent.stages());
        assertThat(network.head()).isEqualTo(parent.head());
        assertThat(network.cost()).isEqualTo(parent.with("same", 3, 224, 1000).cost());
    }

    @Test
    void fromRandomWeightsTheRecipesAreThoseOfTheUsualSpace() {
        SearchSpace space = SpaceFile.parse("around", Around.text(Zoo.get("efficientnet-b0"), false), 96);
        assertThat(space.recipe().keySet())
                .isEqualTo(SpaceFile.shipped("scaled", 96).recipe().keySet());
    }
}
