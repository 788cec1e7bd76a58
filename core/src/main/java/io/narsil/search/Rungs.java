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
import java.util.function.Supplier;

/**
 * Who goes on to the next rung: of each budget's trainings the share that makes all rungs cost about the same, best
 * expected final score first (successive halving: Jamieson and Talwalkar 2016). All that was chosen is over before anybody is
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

    /** @param check check of those who go on to the end */
    Rungs(SearchPlan plan, Bands bands, History history, Climbs climbs, FinalCheck check) {
        this.plan = plan;
        this.bands = bands;
        this.history = history;
        this.climbs = climbs;
        this.check = check;
        this.levels = plan.levels();
    }

    /** Those who climb below the top, the lowest rung first; empty where all that should climb has climbed. */
    Optional<Step.Train> below() {
        for (int level = 1; level + 1 < levels.size(); level++) {
            Optional<Step.Train> step = step(level, Step.Why.CLIMBING, Map::of);
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
        return step(levels.size() - 1, Step.Why.FINALS, ranked);
    }

    private Optional<Step.Train> step(int level, Step.Why why, Supplier<Map<Budget, List<Scored>>> ranked) {
        List<Trial> trials = new ArrayList<>();
        Map<Integer, Prediction> predictions = new HashMap<>();
        for (Budget budget : plan.budgets()) {
            List<Climb> chosen = chosen(budget, level);
            for (Climb climb : chosen) {
                Trial trial = trial(history.nextId() + trials.size(), budget, climb, level);
                trials.add(trial);
                predictions.put(trial.id(), new Prediction(climbs.hope(climb), 0));
            }
            List<History.Entry> finals = history.finals(budget.name());
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
                        epochs));
                predictions.put(id, found.prediction());
            }
        }
        return trials.isEmpty() ? Optional.empty() : Optional.of(new Step.Train(trials, predictions, why));
    }

    private List<Climb> chosen(Budget budget, int level) {
        int epochs = levels.get(level);
        // Before its time, a search is brought to its end by the best it has, from wherever they are.
        int from = plan.finishing() ? levels.get(0) : levels.get(level - 1);
        List<Climb> members =
                climbs.all().stream().filter(c -> bands.has(budget, c.begun())).toList();
        List<Climb> below = members.stream().filter(c -> c.reached(from)).toList();
        long there = members.stream().filter(c -> c.asked(epochs) && !c.ended()).count();
        long wanted = plan.finishing() ? 1 : (long) Math.ceil((double) below.size() * from / epochs);
        List<Climb> ranked = below.stream()
                .filter(c -> !c.asked(epochs) && !c.ended())
                .sorted(Comparator.comparingDouble((Climb c) -> -climbs.hope(c)))
                .toList();
        long places = Math.max(0, wanted - there);
        boolean last = level + 1 == levels.size();
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

    private Trial trial(int id, Budget budget, Climb climb, int level) {
        Trial begun = climb.begun();
        int epochs = levels.get(level);
        int had = climb.top().orElseThrow().trial().epochs();
        boolean last = level + 1 == levels.size();
        return new Trial(
                id,
                last ? Trial.Kind.FINALIST : Trial.Kind.ROUND,
                history.roundCount() - (last ? 0 : 1),
                budget.name(),
                begun.candidate(),
                epochs,
                begun.scheduleEpochs(),
                begun.teacher(),
                Optional.of(new Trial.Continued(begun.id(), had)));
    }

    /** The members: of each budget the best of those that came to the end. */
    List<FamilyMember> family(Finalists finalists, ByHand byHand) {
        return plan.budgets().stream()
                .map(budget -> {
                    History.Entry best = finalists
                            .needed(budget)
                            .orElseThrow(() -> new UserException(
                                    "",
                                    "no candidate within the budget \"" + budget.name() + "\" could be trained",
                                    "let the search run for longer, or see workers.log in the run folder"));
                    return new FamilyMember(budget, best, byHand.best(budget, history));
                })
                .toList();
    }
}
