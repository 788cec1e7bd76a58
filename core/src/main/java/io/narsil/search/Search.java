package io.narsil.search;

import io.narsil.config.UserException;
import io.narsil.predictor.AccuracyPredictor;
import io.narsil.predictor.Observation;
import io.narsil.predictor.Prediction;
import io.narsil.random.Seeds;
import io.narsil.space.Candidate;
import io.narsil.space.StageCosts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Neural Architecture-Recipe Search (Dai et al., sections 3 and 4), from pool to family.
 *
 * <p>Everything depends on the plan and on the results of trials, in trial order. So a search that was stopped is
 * continued by running it again over an evaluator that remembers.
 */
public final class Search {
    private static final int EVOLUTION_START = 50;
    private static final int FINAL_TRIES = 3;

    private final SearchPlan plan;
    private final StageCosts costs;
    private final AccuracyPredictor predictor;
    private final Evaluator evaluator;
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
        this.plan = plan;
        this.costs = costs;
        this.predictor = predictor;
        this.evaluator = evaluator;
        this.listener = listener;
        this.seeds = new Seeds(plan.seed());
        this.stop = new EarlyStop(plan.epochs(), plan.epochs(), 1);
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
        Map<Budget, List<Evolution.Scored>> ranked = evolve(pool);
        return trainFinalists(ranked);
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

    /** The first round spreads over the pool; later ones take the best predicted, optimistically. */
    private void trainRound(int round, Pool pool) {
        Set<Candidate> trained = new LinkedHashSet<>();
        trials.forEach(t -> trained.add(t.candidate()));
        List<Trial> batch = new ArrayList<>();
        List<Prediction> predictions = new ArrayList<>();
        int budgets = plan.budgets().size();
        for (int i = 0; i < budgets; i++) {
            Budget budget = plan.budgets().get(i);
            // As even a share as whole numbers allow; the largest budgets get what is left over.
            int share = plan.batch() * (i + 1) / budgets - plan.batch() * i / budgets;
            List<Candidate> members = pool.members().get(budget).stream()
                    .filter(c -> !trained.contains(c))
                    .toList();
            List<Evolution.Scored> chosen = round == 0 ? unscored(members, share) : best(members, 1, share);
            for (Evolution.Scored scored : chosen) {
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
        }
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

    /** The first points of a quasi-random sequence are themselves spread evenly. */
    private static List<Evolution.Scored> unscored(List<Candidate> members, int share) {
        return members.stream()
                .limit(share)
                .map(c -> new Evolution.Scored(c, new Prediction(0, 0)))
                .toList();
    }

    /**
     * The best predicted.
     *
     * @param optimism standard deviations added to the mean: the paper's best mean alone keeps asking for what it knows
     */
    private List<Evolution.Scored> best(List<Candidate> members, double optimism, int count) {
        List<Prediction> predictions = predictor.predict(members);
        List<Evolution.Scored> scored = new ArrayList<>();
        for (int i = 0; i < members.size(); i++) {
            scored.add(new Evolution.Scored(members.get(i), predictions.get(i)));
        }
        return scored.stream()
                .sorted(Comparator.comparingDouble(
                        s -> -s.prediction().mean() - optimism * s.prediction().deviation()))
                .limit(count)
                .toList();
    }

    private EarlyStop earlyStop() {
        List<List<Double>> curves = results.stream()
                .filter(r -> r.done() && r.accuracies().size() == plan.epochs())
                .map(TrialResult::accuracies)
                .toList();
        return EarlyStop.of(curves, plan.rankCorrelation(), plan.epochs());
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

    private Map<Budget, List<Evolution.Scored>> evolve(Pool pool) {
        Evolution evolution = new Evolution(predictor, costs);
        Map<Budget, List<Evolution.Scored>> ranked = new LinkedHashMap<>();
        for (int i = 0; i < plan.budgets().size(); i++) {
            Budget budget = plan.budgets().get(i);
            List<Candidate> start = new ArrayList<>();
            bestTrained().stream().limit(EVOLUTION_START).forEach(start::add);
            best(pool.members().get(budget), 0, EVOLUTION_START).forEach(s -> start.add(s.candidate()));
            List<Evolution.Scored> survivors = evolution.run(budget, start, seeds.stream("evolution", i));
            ranked.put(budget, survivors);
            listener.evolved(budget, survivors.get(0));
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

    private List<FamilyMember> trainFinalists(Map<Budget, List<Evolution.Scored>> ranked) {
        Map<Budget, Trial> baselines = new LinkedHashMap<>();
        for (Budget budget : plan.budgets()) {
            median(budget).ifPresent(c -> baselines.put(budget, finalTrial(Trial.Kind.BASELINE, budget, c)));
        }
        Map<Budget, Trial> finalists = new LinkedHashMap<>();
        Map<Integer, TrialResult> came = new LinkedHashMap<>();
        for (int attempt = 0; attempt < FINAL_TRIES; attempt++) {
            List<Trial> wanted = new ArrayList<>();
            for (Budget budget : plan.budgets()) {
                Trial last = finalists.get(budget);
                List<Evolution.Scored> survivors = ranked.get(budget);
                boolean missing = last == null || !came.get(last.id()).done();
                if (missing && attempt < survivors.size()) {
                    Candidate next = survivors.get(attempt).candidate();
                    finalists.put(budget, finalTrial(Trial.Kind.FINALIST, budget, next));
                    wanted.add(finalists.get(budget));
                }
            }
            if (attempt == 0) {
                wanted.addAll(baselines.values());
            }
            if (wanted.isEmpty()) {
                break;
            }
            listener.finalsChosen(wanted);
            evaluator.evaluate(wanted).forEach(r -> came.put(r.trial(), r));
        }
        List<FamilyMember> family = new ArrayList<>();
        for (Budget budget : plan.budgets()) {
            Trial trial = finalists.get(budget);
            Prediction prediction = ranked.get(budget).stream()
                    .filter(s -> s.candidate().equals(trial.candidate()))
                    .findFirst()
                    .orElseThrow()
                    .prediction();
            Optional<Trial> baseline = Optional.ofNullable(baselines.get(budget));
            family.add(new FamilyMember(
                    budget, trial, prediction, came.get(trial.id()), baseline, baseline.map(b -> came.get(b.id()))));
        }
        return family;
    }

    private Trial finalTrial(Trial.Kind kind, Budget budget, Candidate candidate) {
        return new Trial(
                nextId++, kind, plan.rounds(), budget.name(), candidate, plan.finalEpochs(), plan.finalEpochs());
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
