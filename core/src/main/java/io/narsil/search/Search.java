package io.narsil.search;

import io.narsil.config.UserException;
import io.narsil.predictor.AccuracyPredictor;
import io.narsil.predictor.Beliefs;
import io.narsil.predictor.Observation;
import io.narsil.predictor.Prediction;
import io.narsil.random.Seeds;
import io.narsil.space.Candidate;
import io.narsil.space.StageCosts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Neural Architecture-Recipe Search (Dai et al., sections 3 and 4), from pool to family.
 *
 * <p>Everything depends on the plan and on the results of trials, in trial order. So a search that was stopped is
 * continued by running it again over an evaluator that remembers.
 */
public final class Search {
    private final SearchPlan plan;
    private final StageCosts costs;
    private final AccuracyPredictor predictor;
    private final Evaluator evaluator;
    private final FinalCheck check;
    private final SearchListener listener;
    private final Seeds seeds;

    private final List<Trial> trials = new ArrayList<>();
    private final List<TrialResult> results = new ArrayList<>();
    private EarlyStop stop;
    private int nextId;

    public Search(
            SearchPlan plan,
            StageCosts costs,
            AccuracyPredictor predictor,
            Evaluator evaluator,
            SearchListener listener) {
        this(plan, costs, predictor, evaluator, FinalCheck.NONE, listener);
    }

    /**
     * A search whose finalists are looked at before they are trained.
     *
     * @param check of the candidates of each budget after evolution
     */
    public Search(
            SearchPlan plan,
            StageCosts costs,
            AccuracyPredictor predictor,
            Evaluator evaluator,
            FinalCheck check,
            SearchListener listener) {
        this.check = check;
        this.plan = plan;
        this.costs = costs;
        this.predictor = predictor;
        this.evaluator = evaluator;
        this.listener = listener;
        this.seeds = new Seeds(plan.seed());
        this.stop = EarlyStop.none(plan.epochs());
    }

    /** Runs the whole search; a member for each budget, in their order. */
    public List<FamilyMember> run() {
        Pool pool = Pool.build(plan.budgets(), costs, plan.poolSize(), seeds);
        listener.poolBuilt(pool);
        checkPool(pool);
        listener.pretrained(predictor.pretrain(pool.all()));

        for (int round = 0; round < plan.rounds(); round++) {
            trainRound(round, pool);
            if (round == 0) {
                stop = earlyStop();
                listener.earlyStopFound(stop);
            }
            predictor.fit(observations());
        }
        Map<Budget, List<Evolution.Scored>> ranked = evolve();
        return new Finals(plan, evaluator, listener, this::median, () -> nextId++).run(ranked);
    }

    private static void checkPool(Pool pool) {
        pool.members().forEach((budget, members) -> {
            if (members.isEmpty()) {
                throw new UserException(
                        "",
                        "no candidate of the space was found within the budget \"" + budget.name() + "\" (" + budget
                                + ")",
                        "a larger budget, or one farther from the next smaller one");
            }
        });
    }

    /** The first round spreads over the pool; later ones take the most promising. */
    private void trainRound(int round, Pool pool) {
        Map<Budget, List<Evolution.Scored>> chosen = round == 0 ? spread(pool) : promising(pool);
        List<Trial> batch = new ArrayList<>();
        List<Prediction> predictions = new ArrayList<>();
        chosen.forEach((budget, members) -> {
            for (Evolution.Scored scored : members) {
                batch.add(new Trial(
                        nextId++,
                        Trial.Kind.ROUND,
                        round,
                        budget.name(),
                        scored.candidate(),
                        stop.epoch(),
                        plan.epochs()));
                if (round > 0) {
                    predictions.add(scored.prediction());
                }
            }
        });
        listener.roundChosen(round, batch, predictions);
        List<TrialResult> came = evaluator.evaluate(batch);
        trials.addAll(batch);
        results.addAll(came);
        listener.roundDone(round, batch, came);
        if (observations().isEmpty()) {
            throw new UserException(
                    "",
                    "no candidate of the first round could be trained: "
                            + came.get(0).reason(),
                    "");
        }
    }

    /** As even a share as whole numbers allow; the largest budgets get what is left over. */
    private int share(int budget) {
        int budgets = plan.budgets().size();
        return plan.batch() * (budget + 1) / budgets - plan.batch() * budget / budgets;
    }

    /** The first points of a quasi-random sequence are themselves spread evenly. */
    private Map<Budget, List<Evolution.Scored>> spread(Pool pool) {
        Map<Budget, List<Evolution.Scored>> chosen = new LinkedHashMap<>();
        for (int i = 0; i < plan.budgets().size(); i++) {
            Budget budget = plan.budgets().get(i);
            chosen.put(
                    budget,
                    pool.members().get(budget).stream()
                            .limit(share(i))
                            .map(c -> new Evolution.Scored(c, new Prediction(0, 0)))
                            .toList());
        }
        return chosen;
    }

    /** Each budget's share, chosen with what the other budgets' shares will tell in mind. */
    private Map<Budget, List<Evolution.Scored>> promising(Pool pool) {
        Set<Candidate> trained = new HashSet<>();
        trials.forEach(t -> trained.add(t.candidate()));
        List<Candidate> all = pool.all();
        Beliefs beliefs = predictor.beliefs(all);
        Map<Budget, List<Evolution.Scored>> chosen = new LinkedHashMap<>();
        int from = 0;
        for (int i = 0; i < plan.budgets().size(); i++) {
            Budget budget = plan.budgets().get(i);
            int to = from + pool.members().get(budget).size();
            List<Integer> open = IntStream.range(from, to)
                    .filter(place -> !trained.contains(all.get(place)))
                    .boxed()
                    .toList();
            List<Evolution.Scored> best = new ArrayList<>();
            for (int place : BatchChooser.choose(beliefs, open, BatchChooser.DEVIATIONS, share(i))) {
                best.add(new Evolution.Scored(all.get(place), beliefs.prediction(place)));
            }
            chosen.put(budget, best);
            from = to;
        }
        return chosen;
    }

    private EarlyStop earlyStop() {
        List<List<Double>> curves = results.stream()
                .filter(r -> r.done() && r.accuracies().size() == plan.epochs())
                .map(TrialResult::accuracies)
                .toList();
        return EarlyStop.of(curves, plan.rankCorrelation(), EarlyStop.SURE, plan.epochs());
    }

    /** What is known so far, every accuracy after the same epoch; a diverged candidate is no better than chance. */
    private List<Observation> observations() {
        double chance = 1.0 / costs.images().classes();
        List<Observation> observations = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            TrialResult result = results.get(i);
            if (result.status() == TrialResult.Status.FAILED) {
                continue;
            }
            double accuracy = result.done() ? result.accuracies().get(stop.epoch() - 1) : chance;
            observations.add(new Observation(trials.get(i).candidate(), accuracy));
        }
        return observations;
    }

    private Map<Budget, List<Evolution.Scored>> evolve() {
        List<List<Evolution.Scored>> survivors =
                new FamilyEvolution(new Evolution(predictor, costs), bestTrained(), seeds).run(plan.budgets());
        Map<Budget, List<Evolution.Scored>> ranked = new LinkedHashMap<>();
        for (int i = 0; i < plan.budgets().size(); i++) {
            Budget budget = plan.budgets().get(i);
            ranked.put(budget, check.admit(budget, survivors.get(i)));
            listener.evolved(budget, ranked.get(budget).get(0));
        }
        return ranked;
    }

    private List<Candidate> bestTrained() {
        List<Observation> known = observations();
        return known.stream()
                .sorted(Comparator.comparingDouble(o -> -o.accuracy()))
                .map(Observation::candidate)
                .toList();
    }

    /** The median candidate of the first round within a budget and no smaller one; the lower one of two. */
    private Optional<Candidate> median(Budget budget) {
        List<Integer> members = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            Trial trial = trials.get(i);
            if (trial.round() == 0
                    && trial.budget().equals(budget.name())
                    && results.get(i).done()) {
                members.add(i);
            }
        }
        members.sort(Comparator.comparingDouble(i -> results.get(i).accuracy()));
        return members.isEmpty()
                ? Optional.empty()
                : Optional.of(trials.get(members.get((members.size() - 1) / 2)).candidate());
    }
}
