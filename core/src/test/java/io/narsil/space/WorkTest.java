package io.narsil.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.narsil.network.Cost;
import io.narsil.random.Seeds;
import io.narsil.recipe.Recipe;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WorkTest {
    @Test
    void imagesOfHalfTheSizeAreAQuarterOfTheWork() {
        Problem problem = scaled("training_size: [0.5, 1]");
        SearchSpace space = problem.space();
        Candidate first = space.candidate(new int[space.parameters().size()]);
        Candidate whole = with(first, "training_size", 1);

        assertThat(problem.work(whole)).isEqualTo((double) problem.cost(whole).activations());
        assertThat(problem.work(first)).isEqualTo(problem.cost(first).activations() / 4.0);
    }

    @Test
    void theWorkIsThatOfTheSideWithWhichImagesAreTrainedOn() {
        Problem problem = scaled("training_size: 0.8");
        SearchSpace space = problem.space();
        for (int i = 0; i < 20; i++) {
            Candidate candidate = space.random(new Seeds(1).stream("work", i));
            int resolution = problem.network(candidate).resolution();
            double side = Recipe.of(problem.recipe(candidate)).trainingSide(resolution);
            assertThat(problem.work(candidate))
                    .isCloseTo(
                            problem.cost(candidate).activations() * side * side / resolution / resolution,
                            withinPercentage(1e-9));
        }
    }

    @Test
    void stagesThatStayAsTheyAreAreLookedAtAlone() {
        Problem problem = scaled("frozen_stages: [0, 2, 1000]");
        SearchSpace space = problem.space();
        Candidate free = space.candidate(new int[space.parameters().size()]);
        List<Cost> stages = problem.costs().stages(free);
        long all = problem.cost(free).activations();
        long two = stages.get(0).activations() + stages.get(1).activations();
        long head = IntStream.range(0, stages.size())
                .filter(i -> space.stages().get(i).head())
                .mapToLong(i -> stages.get(i).activations())
                .sum();

        assertThat(problem.work(free)).isEqualTo((double) all);
        assertThat(problem.work(with(free, "frozen_stages", 1))).isCloseTo(all - two * 2 / 3.0, withinPercentage(1e-9));
        assertThat(problem.wholeWork(with(free, "frozen_stages", 1))).isEqualTo((double) all);
        // The head is never frozen.
        assertThat(head).isPositive();
        assertThat(problem.work(with(free, "frozen_stages", 2)))
                .isCloseTo(head + (all - head) / 3.0, withinPercentage(1e-9));
    }

    @Test
    void aRowThatGoesOnWithAStageIsFrozenWithIt() {
        String text = """
                narsil: space/1
                name: two
                stages:
                  - {block: conv, kernel: 3, channels: 8}
                  - {block: basic, part: same, kernel: 3, channels: 8, depth: 2}
                  - {block: basic, kernel: 3, channels: [16, 24], stride: 2}
                  - {block: classifier}
                recipe:
                  frozen_stages: 1
                """;
        SearchSpace space = SpaceFile.parse("two", text, 32);
        Problem problem = Problem.of(space, new InputSpec(3, 32, 10));
        Candidate one = space.candidate(new int[space.parameters().size()]);
        List<Cost> rows = problem.costs().stages(one);
        long still = rows.get(0).activations() + rows.get(1).activations();

        assertThat(problem.work(one))
                .isCloseTo(problem.cost(one).activations() - still * 2 / 3.0, withinPercentage(1e-9));
    }

    /** The usual space with one more setting of a recipe. */
    private static Problem scaled(String setting) {
        String text = SpaceFile.shippedText("scaled") + "\n  " + setting + "\n";
        return Problem.of(SpaceFile.parse("scaled", text, 64), new InputSpec(3, 64, 10));
    }

    /** The candidate with another of the values of a recipe's setting. */
    private static Candidate with(Candidate candidate, String setting, int value) {
        int[] genes = candidate.genes().clone();
        List<Parameter> parameters = candidate.space().parameters();
        int place = IntStream.range(0, parameters.size())
                .filter(i -> parameters.get(i).name().endsWith(setting))
                .findFirst()
                .orElseThrow();
        genes[place] = value;
        return candidate.space().candidate(genes);
    }
}
