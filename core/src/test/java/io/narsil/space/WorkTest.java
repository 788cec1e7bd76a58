package io.narsil.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.narsil.random.Seeds;
import io.narsil.recipe.Recipe;
import org.junit.jupiter.api.Test;

class WorkTest {
    @Test
    void imagesOfHalfTheSizeAreAQuarterOfTheWork() {
        String text = SpaceFile.shippedText("scaled") + "\n  training_size: [0.5, 1]\n";
        SearchSpace space = SpaceFile.parse("scaled", text, 64);
        Problem problem = Problem.of(space, new InputSpec(3, 64, 10));
        Candidate first = space.candidate(new int[space.parameters().size()]);
        int[] genes = first.genes().clone();
        genes[
                space.parameters()
                        .indexOf(space.parameters().stream()
                                .filter(p -> p.name().endsWith("training_size"))
                                .findFirst()
                                .orElseThrow())] = 1;
        Candidate whole = space.candidate(genes);

        assertThat(problem.work(whole)).isEqualTo((double) problem.cost(whole).activations());
        assertThat(problem.work(first)).isEqualTo(problem.cost(first).activations() / 4.0);
    }

    @Test
    void theWorkIsThatOfTheSideWithWhichImagesAreTrainedOn() {
        String text = SpaceFile.shippedText("scaled") + "\n  training_size: 0.8\n";
        SearchSpace space = SpaceFile.parse("scaled", text, 64);
        Problem problem = Problem.of(space, new InputSpec(3, 64, 10));
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
}
