package io.narsil.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.config.UserException;
import io.narsil.network.Network;
import io.narsil.recipe.Recipe;
import org.junit.jupiter.api.Test;

/** Settings that have a value for each value of a parameter. */
class FollowingTest {
    private static SearchSpace space(String channels, String mixup) {
        return SpaceFile.parse("s.yaml", """
                narsil: space/1
                name: s
                parameters:
                  size: {from: 1, to: 3}
                stages:
                  - {block: conv, kernel: 3, channels: %s, stride: {by: $size, values: [2, 2, 1]}}
                  - {block: basic, kernel: 3, channels: {by: $size, from: 8, to: 16, step: 4}, depth: {by: $size, values: [1, 2, 1]}}
                  - {block: classifier}
                recipe:
                  mixup: %s
                """.formatted(channels, mixup));
    }

    private static void refused(String channels, String mixup, String what) {
        assertThatThrownBy(() -> space(channels, mixup))
                .isInstanceOf(UserException.class)
                .hasMessageContaining(what);
    }

    @Test
    void eachValueOfTheParameterHasItsOwnAndTheyVaryTogether() {
        SearchSpace space = space("{by: $size, values: [8, 12, 8]}", "{by: $size, values: [0, 0.1, 0.1]}");
        assertThat(space.parameters()).extracting(Parameter::name).containsExactly("size");
        InputSpec images = new InputSpec(3, 32, 10);
        StageCosts costs = new StageCosts(space, images);
        for (int size = 0; size < 3; size++) {
            Candidate candidate = space.candidate(new int[] {size});
            Network network = space.network(candidate, images);
            assertThat(network.stages().get(1)).hasSize(size == 1 ? 2 : 1);
            assertThat(network.stages().get(1).get(0).out(1)).isEqualTo(8 + 4 * size);
            assertThat(network.stages().get(0).get(0).out(1)).isEqualTo(size == 1 ? 12 : 8);
            assertThat(costs.of(candidate)).isEqualTo(network.cost());
            assertThat(Recipe.of(space.recipe(candidate)).mixup()).isEqualTo(size == 0 ? 0 : 0.1);
        }
    }

    @Test
    void oneThatFitsNoParameterIsRefusedWithItsLine() {
        refused(
                "{by: $size, values: [8, 12]}",
                "0",
                "s.yaml:6: \"stages.channels\" must have a value for each of the 3 of \"size\", not 2");
        refused(
                "{by: size, values: [8, 12, 16]}",
                "0",
                "\"by\" must be a parameter like $width, not \"size\". Maybe $size");
        refused("{by: $sise, values: [8, 12, 16]}", "0", "there is no parameter \"sise\"");
        refused("{by: $size, values: [8, 12, -1]}", "0", "s.yaml:6");
        refused("8", "{by: $size, values: [0, 0.1, -3]}", "mixup must be");
        refused("{by: $size, values: [8, 12, 16], step: 2}", "0", "unknown key \"stages.channels.step\"");
    }
}
