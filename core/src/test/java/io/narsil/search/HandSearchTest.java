package io.narsil.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.space.InputSpec;
import io.narsil.space.Problem;
import io.narsil.space.Shapes;
import io.narsil.space.SpaceFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** When a search trains what a person would take by hand, and what becomes of it. Nothing is trained here. */
class HandSearchTest {
    private static final Budget SMALL = new Budget("small", Map.of(Measure.MACS, 700_000L));
    private static final Budget LARGE = new Budget("large", Map.of(Measure.MACS, 2_000_000L));

    private final Problem problem = Problem.of(SpaceFile.shipped("fbnetv3-small"), new InputSpec(1, 28, 10))
            .comparedWith(Shapes.of(28, text -> text));
    private final List<Trial> seen = new ArrayList<>();
    private ToDoubleFunction<Trial> hand = t -> 0.1;

    private static SearchPlan.Builder plan() {
        return SearchPlan.of(List.of(SMALL, LARGE))
                .pool(200)
                .rounds(2)
                .batch(6)
                .epochs(2)
                .finalEpochs(4);
    }

    private TrialResult train(Trial trial) {
        seen.add(trial);
        List<Double> curve = new ArrayList<>();
        for (int epoch = 1; epoch <= trial.epochs(); epoch++) {
            double last = trial.kind() == Trial.Kind.HAND
                    ? hand.applyAsDouble(trial)
                    : new Oracle(problem.costs()).truth(trial.candidate());
            curve.add(last - 0.01 / epoch);
        }
        return new TrialResult(trial.id(), TrialResult.Status.DONE, curve, OptionalDouble.of(0.5), "");
    }

    private Search search(Plans plans) {
        return Search.of(problem, plans).predictor(new Oracle(problem.costs())).build();
    }

    /** The history of a search from another one on, asked anew before each step, as after a kill. */
    private History go(History from, Plans plans) {
        seen.clear();
        History history = from;
        while (search(plans).next(history) instanceof Step.Train step) {
            history = history.with(step, step.trials().stream().map(this::train).toList());
        }
        return history;
    }

    private List<FamilyMember> family(History history, Plans plans) {
        return ((Step.Done) search(plans).next(history)).family();
    }

    private List<Trial> seen(Trial.Kind kind) {
        return seen.stream().filter(t -> t.kind() == kind).toList();
    }

    /** Nothing of the first round waits for it, so that no worker does. */
    @Test
    void itIsTrainedBesideTheFirstRoundAndAsLongAsFinalists() {
        Plans plans = Plans.of(plan().build());
        Step.Train first = (Step.Train) search(plans).next(History.EMPTY);
        assertThat(first.why()).isEqualTo(Step.Why.SPREAD);
        assertThat(first.predictions()).isEmpty();
        assertThat(first.trials()).extracting(Trial::id).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(first.trials().subList(0, 4))
                .allMatch(t -> t.kind() == Trial.Kind.HAND && t.epochs() == 4 && t.scheduleEpochs() == 4);
        assertThat(first.trials().subList(4, 10)).allMatch(t -> t.kind() == Trial.Kind.ROUND && t.round() == 0);
        History history = go(History.EMPTY, plans);
        assertThat(seen.subList(0, 10)).isEqualTo(first.trials());
        assertThat(seen(Trial.Kind.HAND)).hasSize(4);
        assertThat(history.tried())
                .as("the predictor learns from the rounds alone")
                .allMatch(c -> c.space().equals(problem.space()));
    }

    /** The pool tells what the rest will take, and a budget that has no candidate is refused at once. */
    @Test
    void thePoolIsKnownBeforeItIsTrainedAlsoByARunThatGoesOn() {
        Plans plans = Plans.of(plan().build());
        Step.Train first = (Step.Train) search(plans).next(History.EMPTY);
        History open = History.of(first.trials().stream()
                .map(t -> new History.Entry(t, Optional.empty(), Optional.empty()))
                .toList());
        for (History history : List.of(History.EMPTY, open)) {
            List<Pool> heard = new ArrayList<>();
            Search.of(problem, plans)
                    .predictor(new Oracle(problem.costs()))
                    .listener(new SearchListener() {
                        @Override
                        public void poolBuilt(Pool pool) {
                            heard.add(pool);
                        }
                    })
                    .build()
                    .next(history);
            assertThat(heard).hasSize(1);
        }
    }

    @Test
    void theRestOfTheSearchIsTheSameWithout() {
        go(History.EMPTY, Plans.of(plan().build()));
        List<Object> with = seen.stream()
                .filter(t -> t.kind() != Trial.Kind.HAND)
                .<Object>map(t -> List.of(t.kind(), t.round(), t.budget(), t.candidate(), t.epochs()))
                .toList();
        go(History.EMPTY, Plans.of(plan().hand(SearchPlan.Hand.OFF).build()));
        assertThat(seen.stream()
                        .<Object>map(t -> List.of(t.kind(), t.round(), t.budget(), t.candidate(), t.epochs()))
                        .toList())
                .isEqualTo(with);
        assertThat(seen.get(0).id()).isZero();
    }

    @Test
    void whatTheSearchBeatsIsComparedAndWhatItDoesNotIsTheMember() {
        Plans plans = Plans.of(plan().build());
        hand = t -> t.budget().equals("large") && t.id() == 3 ? 2 : 0.1;
        List<FamilyMember> family = family(go(History.EMPTY, plans), plans);
        FamilyMember small = family.get(0);
        assertThat(small.byHand()).isFalse();
        assertThat(small.trial().kind()).isEqualTo(Trial.Kind.FINALIST);
        assertThat(small.prediction()).isPresent();
        assertThat(small.hand().orElseThrow().trial().budget()).isEqualTo("small");
        FamilyMember large = family.get(1);
        assertThat(large.byHand()).isTrue();
        assertThat(large.trial().id()).isEqualTo(3);
        assertThat(large.prediction()).isEmpty();
        assertThat(large.result().score()).isGreaterThan(1);
    }

    /** A person would keep the smaller network, too, where it is better. */
    @Test
    void aSmallerOneStandsBesideALargerBudgetWhereItIsBetter() {
        Plans plans = Plans.of(plan().build());
        hand = t -> t.budget().equals("small") ? 0.2 : 0.1;
        List<FamilyMember> family = family(go(History.EMPTY, plans), plans);
        assertThat(family).allMatch(m -> m.hand().orElseThrow().trial().budget().equals("small"));
    }

    @Test
    void aSearchThatWasStoppedWithinItGoesOnWithTheRest() {
        Plans plans = Plans.of(plan().build());
        Step.Train first = (Step.Train) search(plans).next(History.EMPTY);
        List<History.Entry> half = new ArrayList<>();
        for (Trial trial : first.trials()) {
            half.add(new History.Entry(
                    trial, Optional.empty(), trial.id() % 2 == 0 ? Optional.of(train(trial)) : Optional.empty()));
        }
        Step.Train rest = (Step.Train) search(plans).next(History.of(half));
        assertThat(rest.why()).isEqualTo(Step.Why.SPREAD);
        assertThat(rest.trials()).extracting(Trial::id).containsExactly(1, 3, 5, 7, 9);
        // Another plan for what follows changes nothing of that.
        Plans changed = new Plans(List.of(
                new Plans.Era(0, plans.now()), new Plans.Era(10, plan().batch(8).build())));
        assertThat(search(changed).next(History.of(half))).isEqualTo(rest);
    }

    /** A person takes the largest network that fits, and 300 images cannot tell these apart. */
    @Test
    void withinChanceTheNetworkOfTheBudgetItselfStandsBesideIt() {
        Plans plans = Plans.of(plan().build());
        hand = t -> t.budget().equals("small") ? 0.88 : 0.875;
        History history = go(History.EMPTY, plans);
        ByHand few = ByHand.of(problem.judgedOn(300), plans.now());
        ByHand many = ByHand.of(problem.judgedOn(1_000_000), plans.now());
        assertThat(few.best(LARGE, history).orElseThrow().trial().budget()).isEqualTo("large");
        assertThat(many.best(LARGE, history).orElseThrow().trial().budget()).isEqualTo("small");
        assertThat(few.best(SMALL, history).orElseThrow().trial().budget()).isEqualTo("small");
    }

    @Test
    void aRunThatHasRoundsWithoutTrainsItBeforeTheFinalists() {
        Plans without = Plans.of(plan().hand(SearchPlan.Hand.OFF).build());
        History history = History.EMPTY;
        Step.Train round = (Step.Train) search(without).next(history);
        history = history.with(round, round.trials().stream().map(this::train).toList());
        for (SearchPlan.Hand when : List.of(SearchPlan.Hand.FIRST, SearchPlan.Hand.LAST)) {
            Plans plans = Plans.of(plan().hand(when).build());
            History whole = go(history, plans);
            assertThat(seen.stream().map(Trial::kind).distinct())
                    .containsExactly(Trial.Kind.ROUND, Trial.Kind.HAND, Trial.Kind.FINALIST);
            assertThat(family(whole, plans)).allMatch(m -> m.hand().isPresent());
        }
    }

    /** It trained finalists with medians of the first round, and was stopped among them. */
    @Test
    void aRunOfAnEarlierVersionGoesOnWithoutItsMedians() {
        Plans plans = Plans.of(plan().hand(SearchPlan.Hand.OFF).build());
        List<History.Entry> entries = new ArrayList<>(go(History.EMPTY, plans).entries());
        Trial finalist = entries.get(entries.size() - 1).trial();
        for (int i = 0; i < 2; i++) {
            Trial median = new Trial(
                    entries.size(),
                    Trial.Kind.BASELINE,
                    finalist.round(),
                    i == 0 ? "small" : "large",
                    entries.get(i).trial().candidate(),
                    4,
                    4);
            entries.add(new History.Entry(
                    median, Optional.empty(), i == 0 ? Optional.of(train(median)) : Optional.empty()));
        }
        Plans now = Plans.of(plan().build());
        History after = go(History.of(entries), now);
        assertThat(seen).hasSize(4).allMatch(t -> t.kind() == Trial.Kind.HAND);
        assertThat(family(after, now))
                .allMatch(m -> m.hand().isPresent() && m.finalist().trial().kind() == Trial.Kind.FINALIST);
    }

    @Test
    void otherFinalEpochsTrainItAgainAndOtherBudgetsWhatIsMissing() {
        History history = go(History.EMPTY, Plans.of(plan().build()));
        int trials = history.nextId();
        Plans longer = new Plans(List.of(
                new Plans.Era(0, plan().build()),
                new Plans.Era(trials, plan().finalEpochs(6).build())));
        History again = go(history, longer);
        assertThat(seen(Trial.Kind.HAND)).hasSize(4).allMatch(t -> t.epochs() == 6);
        assertThat(family(again, longer))
                .allMatch(m -> m.hand().orElseThrow().trial().epochs() == 6);

        Budget middle = new Budget("middle", Map.of(Measure.MACS, 1_200_000L));
        SearchPlan three = SearchPlan.of(List.of(SMALL, middle, LARGE))
                .pool(200)
                .rounds(2)
                .batch(6)
                .epochs(2)
                .finalEpochs(4)
                .build();
        Plans more = new Plans(List.of(new Plans.Era(0, plan().build()), new Plans.Era(trials, three)));
        History both = go(history, more);
        assertThat(seen(Trial.Kind.HAND)).extracting(Trial::budget).containsOnly("middle");
        assertThat(family(both, more)).hasSize(3).allMatch(m -> m.hand().isPresent());
    }

    @Test
    void switchedOffUnderWayItIsNotLookedAtAnyMore() {
        hand = t -> 2;
        History history = go(History.EMPTY, Plans.of(plan().build()));
        Plans off = new Plans(List.of(
                new Plans.Era(0, plan().build()),
                new Plans.Era(history.nextId(), plan().hand(SearchPlan.Hand.OFF).build())));
        History after = go(history, off);
        assertThat(seen).isEmpty();
        assertThat(family(after, off))
                .noneMatch(FamilyMember::byHand)
                .allMatch(m -> m.hand().isEmpty());
    }

    @Test
    void whoFinishesEarlyComparesWithWhatThereIs() {
        Plans plans = Plans.of(plan().build());
        History history = History.EMPTY;
        for (int i = 0; i < 2; i++) {
            Step.Train step = (Step.Train) search(plans).next(history);
            history = history.with(step, step.trials().stream().map(this::train).toList());
        }
        Plans finish = new Plans(List.of(
                new Plans.Era(0, plans.now()),
                new Plans.Era(history.nextId(), plans.now().finish(2))));
        History finished = go(history, finish);
        assertThat(new HashSet<>(seen.stream().map(Trial::kind).toList())).containsExactly(Trial.Kind.FINALIST);
        assertThat(family(finished, finish))
                .allMatch(m -> m.hand().orElseThrow().trial().epochs() == 4);
    }
}
