package io.narsil.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.around.Around;
import io.narsil.config.UserException;
import io.narsil.network.Cost;
import io.narsil.network.Network;
import io.narsil.network.Zoo;
import io.narsil.recipe.Recipe;
import io.narsil.space.Candidate;
import io.narsil.space.DetectorSpace;
import io.narsil.space.InputSpec;
import io.narsil.space.Problem;
import io.narsil.space.SearchSpace;
import io.narsil.space.Shapes;
import io.narsil.space.SpaceFile;
import io.narsil.space.StageCosts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ByHandTest {
    private static Problem problem(int pixels) {
        return Problem.of(SpaceFile.shipped("scaled", pixels), new InputSpec(3, pixels, 10))
                .comparedWith(Shapes.of(pixels, text -> text));
    }

    private static SearchPlan plan(int epochs, Budget... budgets) {
        return SearchPlan.of(List.of(budgets)).finalEpochs(epochs).build();
    }

    private static Budget macs(String name, long limit) {
        return new Budget(name, Map.of(Measure.MACS, limit));
    }

    /** All candidates of a shape, one after the other. */
    private static List<Candidate> all(Candidate one) {
        List<Candidate> all = new ArrayList<>(List.of(one.space().candidate(new int[one.genes().length])));
        for (int i = 0; i < one.genes().length; i++) {
            List<Candidate> more = new ArrayList<>();
            for (Candidate c : all) {
                for (int v = 1; v < one.space().parameters().get(i).size(); v++) {
                    int[] genes = c.genes();
                    genes[i] = v;
                    more.add(one.space().candidate(genes));
                }
            }
            all.addAll(more);
        }
        return all;
    }

    @Test
    void ofEachShapeTheLargestWithinTheBudgetIsTaken() {
        for (int pixels : new int[] {28, 48, 96}) {
            Problem problem = problem(pixels);
            long whole = problem.cost(Extremes.largest(problem.costs(), Measure.MACS))
                    .macs();
            Budget small = macs("small", whole / 20);
            Budget large = new Budget(
                    "large", Map.of(Measure.MACS, whole / 3, Measure.PARAMS, 200_000L, Measure.ACTIVATIONS, 900_000L));
            ByHand byHand = ByHand.of(problem, plan(9, small, large));
            assertThat(byHand.without()).isEmpty();
            byHand.choices().forEach((budget, chosen) -> {
                assertThat(chosen).hasSize(2);
                for (Candidate candidate : chosen) {
                    Cost cost = problem.cost(candidate);
                    assertThat(cost).isEqualTo(problem.network(candidate).cost());
                    assertThat(budget.fits(cost)).isTrue();
                    int resolution = problem.network(candidate).resolution();
                    assertThat(all(candidate))
                            .filteredOn(c -> budget.fits(problem.cost(c)))
                            .allMatch(c -> problem.network(c).resolution() < resolution
                                    || (problem.network(c).resolution() == resolution
                                            && problem.cost(c).macs() <= cost.macs()));
                }
            });
        }
    }

    /** Nobody who asks for recipes of one network wants to see it beside another one. */
    @Test
    void whereRecipesAloneAreSearchedItIsThatNetworkWithTheOneBelievedIn() {
        Network network = Zoo.get("resnet-18");
        SearchSpace space = SpaceFile.parse("recipes", Around.recipes(network, false), 64);
        Problem problem = Problem.of(space, new InputSpec(3, 64, 10)).comparedWith(Shapes.of(64, text -> text));
        ByHand byHand = ByHand.of(problem, plan(30, macs("all", 10_000_000_000L)));
        assertThat(byHand.all().keySet()).singleElement().satisfies(c -> {
            assertThat(problem.network(c).stages()).isEqualTo(network.stages());
            assertThat(c.values()).containsEntry("learning_rate", "0.0125").containsEntry("weight_decay", "0.0005");
        });
    }

    /** A detector's neck and head may vary beside the recipes. */
    @Test
    void itIsThatNetworkWhereItLooksForObjectsToo() {
        Network network = Zoo.get("efficientnet-lite0");
        SearchSpace space = SpaceFile.parse("recipes", DetectorSpace.of(Around.recipes(network, true)), 128);
        Problem problem =
                Problem.of(space, new InputSpec(3, 128, 3)).comparedWith(Shapes.of(128, DetectorSpace::byHand));
        ByHand byHand = ByHand.of(problem, plan(30, macs("all", 10_000_000_000L)));
        assertThat(byHand.all().keySet())
                .singleElement()
                .satisfies(c -> assertThat(problem.network(c).stages()).isEqualTo(network.stages()));
    }

    /** The least number of epochs is a value of the shape. */
    @Test
    void theRecipeIsThatOfTheEpochs() {
        Problem problem = problem(28);
        Map<Integer, String> least = Map.of(1, "1", 19, "1", 20, "20", 59, "20", 60, "60", 5000, "60");
        least.forEach((epochs, value) -> assertThat(ByHand.of(problem, plan(epochs, macs("b", 2_000_000)))
                        .all()
                        .keySet())
                .hasSize(2)
                .allMatch(c -> c.values().get(Shapes.EPOCHS).equals(value)));
    }

    @Test
    void budgetsThatNothingFitsAndThoseOfLatencyHaveNone() {
        Budget tiny = macs("tiny", 1000);
        Budget quick = new Budget("quick", Map.of(Measure.MACS, 2_000_000L, Measure.LATENCY, 1_000_000L));
        Budget floor = new Budget("floor", Map.of(Measure.MACS, 2_000_000L), Map.of(Measure.MACS, 1_999_999L));
        Budget usual = macs("usual", 2_000_000);
        assertThat(ByHand.of(problem(28), plan(9, tiny, quick, floor, usual)).without())
                .containsExactly(tiny, quick, floor);
    }

    @Test
    void whoSwitchesItOffOrHasNoShapesHasNone() {
        Budget usual = macs("usual", 2_000_000);
        ByHand off = ByHand.of(
                problem(28),
                SearchPlan.of(List.of(usual)).hand(SearchPlan.Hand.OFF).build());
        assertThat(off.all()).isEmpty();
        assertThat(off.without()).isEmpty();
        Problem table = Problem.of(SpaceFile.shipped("fbnetv3-small"), new InputSpec(1, 28, 10));
        assertThat(ByHand.of(table, plan(9, usual)).all()).isEmpty();
    }

    @Test
    void oneThatIsTheLargestOfTwoBudgetsIsTrainedOnce() {
        ByHand byHand = ByHand.of(problem(28), plan(9, macs("a", 2_000_000), macs("b", 2_000_001)));
        assertThat(byHand.all()).hasSize(2);
        assertThat(byHand.all().values()).extracting(Budget::name).containsOnly("a");
    }

    /** As the space around a network does. Its copies of the images are 60, 80 and 100 pixels large. */
    @Test
    void aNetworkThatTheSpaceBelievesInIsTakenInTheLargestImagesThatFit() {
        String text = """
                narsil: space/1
                name: around
                input: {resolution: {from: 60, to: 100, step: 20, prior: 100}}
                stages:
                  - {block: conv, kernel: 3, channels: {values: [8, 16, 24], prior: 16}, stride: 2}
                  - {block: classifier}
                recipe:
                  dropout: {values: [0, 0.1, 0.2], prior: {by_epochs: {1: 0, 30: 0.2}}}
                  crop: [4, 8]
                """;
        Problem problem = Problem.of(SpaceFile.parse("around", text), new InputSpec(3, 100, 10))
                .comparedWith(Shapes.of(100, shape -> shape));
        assertThat(ByHand.searched(problem)).isTrue();
        List<Map<String, String>> copies = new ArrayList<>();
        List<Budget> budgets = new ArrayList<>();
        for (String resolution : List.of("60", "80", "100")) {
            copies.add(Map.of("resolution", resolution, "stage1.channels", "16", "dropout", "0.2", "crop", "4"));
            long cost = problem.cost(problem.space().candidate(copies.get(copies.size() - 1)))
                    .macs();
            budgets.add(macs("up to " + resolution, cost));
        }
        budgets.add(macs("none", budgets.get(0).limits().get(Measure.MACS) - 1));
        ByHand byHand = ByHand.of(problem, plan(30, budgets.toArray(Budget[]::new)));
        for (int i = 0; i < copies.size(); i++) {
            assertThat(byHand.choices().get(budgets.get(i)))
                    .containsExactly(problem.space().candidate(copies.get(i)));
        }
        assertThat(byHand.without()).containsExactly(budgets.get(3));
        // It needs no shape, of which there are none for images of more than 320 pixels.
        Problem large = Problem.of(problem.space(), problem.input()).comparedWith(Shapes.of(384, shape -> shape));
        assertThat(large.shapes()).isEmpty();
        assertThat(ByHand.of(large, plan(30, budgets.toArray(Budget[]::new))).choices())
                .isEqualTo(byHand.choices());
        assertThat(ByHand.searched(Problem.of(problem.space(), problem.input())))
                .isFalse();
    }

    /** What is believed of all but one number leaves the network's size to the budget. */
    @Test
    void aNetworkThatTheSpaceBelievesInUpToItsSizeIsTakenAsLargeAsFits() {
        String text = """
                narsil: space/1
                name: sized
                input: {resolution: [60, 80]}
                parameters:
                  width: [16, 8, 32]
                stages:
                  - {block: conv, kernel: {values: [3, 5], prior: 3}, channels: $width, stride: 2}
                  - {block: classifier}
                recipe:
                  dropout: {values: [0, 0.1], prior: 0.1}
                """;
        Problem problem = Problem.of(SpaceFile.parse("sized", text), new InputSpec(3, 80, 10))
                .comparedWith(Shapes.of(80, shape -> shape));
        assertThat(ByHand.searched(problem)).isTrue();
        Candidate chosen = sized(problem, "80", "16");
        long cost = problem.cost(chosen).macs();
        // As many multiply-adds have 28 channels at 60 pixels; copies come first.
        Budget budget = macs("one", cost * 28 / 16);
        assertThat(budget.fits(problem.cost(sized(problem, "60", "16")))).isTrue();
        Budget large = macs("two", problem.cost(sized(problem, "80", "32")).macs());
        ByHand byHand = ByHand.of(problem, plan(30, budget, large));
        assertThat(byHand.choices().get(budget)).containsExactly(chosen);
        assertThat(byHand.choices().get(large)).containsExactly(sized(problem, "80", "32"));
        Problem open = Problem.of(SpaceFile.parse("sized", text.replace(", prior: 3", "")), problem.input())
                .comparedWith(Shapes.of(80, shape -> shape));
        assertThat(ByHand.searched(open)).isFalse();
    }

    /** What is believed of every detector's neck and head is no belief in a network. */
    @Test
    void aDetectorsNeckAndHeadAreNoNetworkThatIsBelievedIn() {
        String stage = "  - {block: mbconv, kernel: 3, expansion: 4, channels: 24, stride: 2}\n";
        String text = """
                narsil: space/1
                name: finding
                input: {resolution: 64}
                detector: {neck: {values: [64, 96], prior: 96}, depth: {values: [1, 2], prior: 2}}
                stages:
                  - {block: conv, kernel: 3, channels: [8, 16], stride: 2}
                """ + stage.repeat(4) + "  - {block: classifier}\nrecipe:\n  weight_decay: [0.0001, 0.0005]\n";
        Problem problem = Problem.of(SpaceFile.parse("finding", text), new InputSpec(3, 64, 2))
                .comparedWith(Shapes.of(64, shape -> shape));
        assertThat(problem.space().parameters())
                .anyMatch(p -> p.name().startsWith("detector.") && p.prior().present());
        assertThat(ByHand.searched(problem)).isFalse();
        assertThatThrownBy(() -> SpaceFile.parse("finding", text.replace("  - {block: classifier}\n", "")))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("the classifier must be the last stage");
    }

    private static Candidate sized(Problem problem, String resolution, String width) {
        return problem.space()
                .candidate(Map.of("resolution", resolution, "width", width, "stage1.kernel", "3", "dropout", "0.1"));
    }

    /** So a search of {@code mobilenet} begins with what a person takes for short trainings, and goes on from there. */
    @ParameterizedTest
    @ValueSource(ints = {24, 28, 40})
    void mobilenetBelievesInTheInvertedResidualNetworksOfOneBlockAStage(int pixels) {
        InputSpec images = new InputSpec(3, pixels, 10);
        SearchSpace shape = Shapes.of(pixels, text -> text).get(1);
        SearchSpace space = SpaceFile.shipped("mobilenet", pixels);
        Problem problem = Problem.of(space, images).comparedWith(Shapes.of(pixels, text -> text));
        for (int size = 0; size < 12; size++) {
            for (String epochs : List.of("1", "20")) {
                Candidate byHand =
                        shape.candidate(Map.of("from_epochs", epochs, "inverted_residual", Integer.toString(size + 1)));
                Budget budget =
                        macs("b", new StageCosts(shape, images).of(byHand).macs());
                Candidate believed = ByHand.of(problem, plan(Integer.parseInt(epochs), budget))
                        .choices()
                        .get(budget)
                        .get(0);
                assertThat(space.network(believed, images).stages())
                        .isEqualTo(shape.network(byHand, images).stages());
                assertThat(space.network(believed, images).head())
                        .isEqualTo(shape.network(byHand, images).head());
                Map<String, String> recipe = new HashMap<>(Recipe.complete(space.recipe(believed)));
                Map<String, String> standard = Recipe.complete(shape.recipe(byHand));
                // Without an average of weights its decay says nothing.
                recipe.put("ema_decay", standard.get("ema_decay"));
                assertThat(recipe).isEqualTo(standard);
            }
        }
    }
}
