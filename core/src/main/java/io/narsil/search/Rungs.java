package io.narsil.search;

import io.narsil.config.UserException;
import io.narsil.predictor.Prediction;
import io.narsil.search.Climbs.Climb;
import io.narsil.space.Candidate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Who goes on to the next rung: of each budget's trainings the share that makes all rungs cost about the same, best
 * expected final score first (successive halving: Jamieson and Talwalkar 2016). A part of a place is given in the end alone: the
 * few candidates of a first round would fill the upper rungs otherwise, and leave no place to better ones of later rounds. All that was chosen is over before anybody is
 * chosen, and equals are taken in the order of their numbers, so the choice does not depend on workers.
 */
final class Rungs {
    private static final int TRIES = 3;

    private final SearchPlan plan;
    private final Bands bands;
    private final History history;
    private final Climbs climbs;
    private final FinalCheck check;
    private final List<Integer> levels;
    private final Finalists finalists;

    /**
     * A rung to climb to.
     *
     * @param level number of it; the last is the end
     * @param why reason to climb
     * @param teacher number of the trial whose network teaches on the way
     * @param all truth of nobody's beginning to climb any more
     */
    private record Goal(int level, Step.Why why, OptionalInt teacher, boolean all) {
        Goal taughtBy(OptionalInt other) {
            return new Goal(level, why, other, all);
        }
    }

    /** @param check check of those who go on to the end */
    Rungs(Plans plans, Bands bands, History history, Climbs climbs, FinalCheck check) {
        this.plan = plans.now();
        this.bands = bands;
        this.history = history;
        this.climbs = climbs;
        this.check = check;
        this.levels = plan.levels();
        this.finalists = new Finalists(plans, history);
    }

    /**
     * Those who climb below the top, the lowest rung first; empty where all that should climb has climbed.
     *
     * @param all truth of nobody's beginning to climb any more
     */
    Optional<Step.Train> below(boolean all) {
        for (int level = 1; level + 1 < levels.size(); level++) {
            Goal goal = new Goal(level, Step.Why.CLIMBING, OptionalInt.empty(), all);
            Optional<Step.Train> step = step(goal, plan.budgets(), Map::of);
            if (step.isPresent()) {
                return step;
            }
        }
        return Optional.empty();
    }

    /**
     * Those who go on to the end; empty where each budget has as many there as it should. Where a search is brought to its end
     * before its time, a budget of whose band nobody began to climb gets one that is trained to the end at once.
     *
     * @param ranked candidates of each budget, the most promising first; asked for in that case alone
     */
    Optional<Step.Train> top(Supplier<Map<Budget, List<Scored>>> ranked) {
        List<Budget> budgets = plan.budgets();
        int taught = plan.distillation() > 0 ? budgets.size() - 1 : 0;
        Goal goal = new Goal(levels.size() - 1, Step.Why.FINALS, OptionalInt.empty(), true);
        // The largest member teaches the smaller ones on their way from the last rung to the end: below, nobody knows
        // who it is.
        Optional<Step.Train> first = step(goal, budgets.subList(taught, budgets.size()), ranked);
        return first.isPresent() || taught == 0
                ? first
                : step(goal.taughtBy(teacher(budgets.get(taught))), budgets.subList(0, taught), ranked);
    }

    private OptionalInt teacher(Budget largest) {
        return finalists
                .needed(largest)
                .filter(History.Entry::done)
                .map(e -> OptionalInt.of(e.trial().id()))
                .orElse(OptionalInt.empty());
    }

    private Optional<Step.Train> step(Goal goal, List<Budget> budgets, Supplier<Map<Budget, List<Scored>>> ranked) {
        List<Trial> trials = new ArrayList<>();
        Map<Integer, Prediction> predictions = new HashMap<>();
        for (Budget budget : budgets) {
            List<Climb> chosen = chosen(budget, goal);
            for (Climb climb : chosen) {
                Trial trial = trial(history.nextId() + trials.size(), budget, climb, goal);
                trials.add(trial);
                predictions.put(trial.id(), new Prediction(climbs.hope(climb), 0));
            }
            List<History.Entry> finals = finalists.asked(budget);
            boolean nobody = chosen.isEmpty() && finals.stream().noneMatch(History.Entry::done);
            if (plan.finishing() && nobody && finals.size() < TRIES) {
                Scored found = ranked.get().get(budget).get(finals.size());
                int id = history.nextId() + trials.size();
                int epochs = plan.finalEpochs();
                trials.add(new Trial(
                        id,
                        Trial.Kind.FINALIST,
                        history.roundCount(),
                        budget.name(),
                        found.candidate(),
                        epochs,
                        epochs,
                        goal.teacher()));
                predictions.put(id, found.prediction());
            }
        }
        return trials.isEmpty() ? Optional.empty() : Optional.of(new Step.Train(trials, predictions, goal.why()));
    }

    private List<Climb> chosen(Budget budget, Goal goal) {
        int level = goal.level();
        int epochs = levels.get(level);
        // Before its time, a search is brought to its end by the best it has, from wherever they are.
        int from = plan.finishing() ? levels.get(0) : levels.get(level - 1);
        List<Climb> members =
                climbs.all().stream().filter(c -> bands.has(budget, c.begun())).toList();
        List<Climb> below = members.stream().filter(c -> c.reached(from)).toList();
        boolean last = level + 1 == levels.size();
        // To the end they go for a budget, which may have been another one when they did.
        List<History.Entry> finals = last ? finalists.asked(budget) : List.of();
        Predicate<Climb> asked = last
                ? c -> finals.stream()
                        .anyMatch(e -> e.trial().origin() == c.begun().id())
                : c -> c.asked(epochs);
        // Brought to its end once more, a search trains the best of those who began since.
        int since = plan.finishing()
                ? climbs.all().stream().mapToInt(c -> c.begun().id()).max().orElse(-1)
                : -1;
        long there = last
                ? finals.stream()
                        .filter(e -> e.trial().id() > since)
                        .filter(e -> e.done() || e.result().isEmpty())
                        .count()
                : members.stream().filter(asked).filter(c -> !c.ended()).count();
        long wanted = plan.finishing() ? 1 : Ladder.wanted(below.size(), from, epochs, goal.all());
        List<Climb> ranked = below.stream()
                .filter(asked.negate())
                .filter(c -> !c.ended())
                .sorted(Comparator.comparingDouble((Climb c) -> -climbs.hope(c)))
                .toList();
        long places = Math.max(0, wanted - there);
        return (last && places > 0 && !ranked.isEmpty() ? admitted(budget, ranked) : ranked)
                .stream().limit(places).toList();
    }

    /** Those who may be trained to the end, the most promising first. */
    private List<Climb> admitted(Budget budget, List<Climb> ranked) {
        Map<Candidate, Climb> byCandidate = new LinkedHashMap<>();
        ranked.forEach(c -> byCandidate.put(c.begun().candidate(), c));
        List<Scored> scored = ranked.stream()
                .map(c -> new Scored(c.begun().candidate(), new Prediction(climbs.hope(c), 0)))
                .toList();
        return check.admit(budget, scored).stream()
                .map(s -> byCandidate.get(s.candidate()))
                .toList();
    }

    private Trial trial(int id, Budget budget, Climb climb, Goal goal) {
        Trial begun = climb.begun();
        int epochs = levels.get(goal.level());
        int had = climb.below(epochs);
        boolean last = goal.level() + 1 == levels.size();
        return new Trial(
                id,
                last ? Trial.Kind.FINALIST : Trial.Kind.ROUND,
                history.roundCount() - (last ? 0 : 1),
                budget.name(),
                begun.candidate(),
                epochs,
                begun.scheduleEpochs(),
                goal.teacher(),
                Optional.of(new Trial.Continued(begun.id(), had)));
    }

    /** The members: of each budget the best of those that came to the end. */
    List<FamilyMember> family(ByHand byHand) {
        return plan.budgets().stream()
                .map(budget -> {
                    History.Entry best = finalists
                            .best(finalists.asked(budget))
                            .orElseThrow(() -> new UserException(
                                    "",
                                    "no candidate within the budget \"" + budget.name() + "\" could be trained",
                                    "let the search run for longer, or see workers.log in the run folder"));
                    return new FamilyMember(budget, best, byHand.best(budget, history));
                })
                .toList();
    }
}
