package io.narsil.search;

import io.narsil.config.UserException;
import io.narsil.predictor.Observation;
import io.narsil.predictor.ScorePredictor;
import io.narsil.space.Candidate;
import io.narsil.space.Problem;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Neural Architecture-Recipe Search (Dai et al., sections 3 and 4), from pool to family, as a function of its history.
 *
 * <p>{@link #next} depends on the plan and on the history alone. So a search that was stopped goes on by one call with
 * the stored history, and repeats no step. Pool, predictor and evolution are computed when they are first needed and
 * then remembered. For one thread at a time.
 */
public final class Search {
    private final Problem problem;
    private final Plans plans;
    private final SearchPlan plan;
    private final SearchParts parts;
    private final SearchListener listener;
    private final ByHand byHand;

    private Pool pool;
    private EarlyStop stop;
    private History climbed;
    private Climbs climbs;
    private List<Observation> fitted = List.of();
    private Map<Budget, List<Scored>> ranked;

    Search(Problem problem, Plans plans, SearchParts parts, SearchListener listener) {
        this.problem = problem;
        this.plans = plans;
        this.plan = plans.now();
        this.parts = parts;
        this.listener = listener;
        this.byHand = ByHand.of(problem, plan);
    }

    /** A builder of a search with the usual parts, any of which may be replaced. */
    public static SearchBuilder of(Problem problem, SearchPlan plan) {
        return of(problem, Plans.of(plan));
    }

    /** A builder of a search whose plan has changed while it was under way. */
    public static SearchBuilder of(Problem problem, Plans plans) {
        return new SearchBuilder(problem, plans);
    }

    /** Runs the search to its end: takes the next step and has its trials trained, again and again. */
    public Step.Done run(History history, Evaluator evaluator) {
        History known = history;
        Step step = next(known);
        while (step instanceof Step.Train train) {
            known = known.with(train, evaluator.evaluate(train));
            step = next(known);
        }
        return (Step.Done) step;
    }

    /**
     * The step that follows a history.
     *
     * @throws UserException where a budget has no candidate, or no candidate of the first round could be trained
     */
    public Step next(History history) {
        List<History.Entry> open = open(history);
        Begun begun = Begun.of(plans, history);
        if (!open.isEmpty() && !roundsFirst(open, begun)) {
            prepare(history);
            return Standing.again(open);
        }
        int round = begun.rounds();
        boolean first = round == 0 && plan.hand() == SearchPlan.Hand.FIRST && !plan.finishing();
        Optional<Step.Train> hand = first ? byHand.next(history) : Optional.empty();
        if (hand.isPresent()) {
            return hand.get().and(round(0, history.begun(hand.get())));
        }
        if (round > 0 || plan.finishing()) {
            Standing.refuseIfAllFailed(history);
            findStop(history);
        }
        Optional<Step.Train> climbing = round > 0 ? climbing(history, begun.all()) : Optional.empty();
        if (climbing.isPresent()) {
            return climbing.get();
        }
        if (round < plan.rounds()) {
            Step.Train train = round(round, history);
            // Where every candidate of the pool was tried, there is nothing more to learn from it.
            if (!train.trials().isEmpty()) {
                return train;
            }
        }
        if (climbs() && !begun.all()) {
            Step.Train bred = bred(begun, history);
            if (!bred.trials().isEmpty()) {
                return bred;
            }
        }
        return open.isEmpty() ? finals(history) : Standing.again(open);
    }

    private boolean climbs() {
        return plan.climbing() && !plan.finishing();
    }

    /** Those who climb below the top; nobody does so any more once somebody went on to the end. */
    private Optional<Step.Train> climbing(History history, boolean all) {
        Begun begun = Begun.of(plans, history);
        boolean over = !climbs() || (begun.rounds() >= plan.rounds() && begun.ending());
        return over ? Optional.empty() : rungs(history).below(all);
    }

    private Rungs rungs(History history) {
        return new Rungs(plans, new Bands(plans, problem::cost), history, climbs(history), parts.check());
    }

    private Climbs climbs(History history) {
        if (climbed != history) {
            climbed = history;
            climbs = new Climbs(plan, history, problem);
        }
        return climbs;
    }

    /** The predictor, having learned from the rounds of a history. */
    public ScorePredictor predictor(History history) {
        List<Observation> observations = observations(history);
        if (!observations.equals(fitted)) {
            pool();
            parts.predictor().fit(observations);
            fitted = observations;
        }
        return parts.predictor();
    }

    /** What was begun and is still to be trained: what another plan asked for in the end is not. */
    private List<History.Entry> open(History history) {
        return history.open().stream()
                .filter(e -> switch (e.trial().kind()) {
                    case ROUND -> !plan.finishing();
                    case HAND -> !plan.finishing() && byHand.wants(e.trial());
                    case FINALIST, BASELINE -> plans.holds(e.trial(), history);
                })
                .toList();
    }

    /** Whether finals are open that nobody asks for once the rounds are there that the plan was given under way. */
    private boolean roundsFirst(List<History.Entry> open, Begun begun) {
        return plans.changed()
                && begun.rounds() > 0
                && (begun.rounds() < plan.rounds() || (climbs() && !begun.all()))
                && open.stream().noneMatch(e -> e.is(Trial.Kind.ROUND));
    }

    /** Tells the listener, before a round goes on, what it tells of a round that begins. */
    private void prepare(History history) {
        if (history.roundCount() == 0 || open(history).stream().anyMatch(e -> e.is(Trial.Kind.ROUND))) {
            pool();
        }
        List<History.Entry> first = history.firstRound();
        if (!first.isEmpty() && first.stream().allMatch(e -> e.result().isPresent())) {
            findStop(history);
        }
    }

    /** Finds the epoch to stop at, once the first round is over. */
    private void findStop(History history) {
        stop = plan.climbing() ? EarlyStop.none(plan.epochs()) : stop;
        if (stop == null) {
            List<List<Double>> curves = history.firstRound().stream()
                    .filter(History.Entry::done)
                    .map(e -> e.result().orElseThrow().scores())
                    .filter(curve -> curve.size() == plan.epochs())
                    .toList();
            EarlyStop found = parts.stopping().find(curves, plan.epochs());
            // Rounds that follow go on as they began, though a trial of the first that was trained once more, or is not
            // over again yet, would have them stop elsewhere: scores are of the same epoch.
            stop = history.rounds()
                    .filter(e -> e.trial().round() > 0)
                    .findFirst()
                    .map(e -> e.trial().epochs())
                    .filter(epoch -> epoch != found.epoch())
                    .map(epoch -> SpearmanStopping.usual(plan.rankCorrelation()).at(curves, plan.epochs(), epoch))
                    .orElse(found);
            listener.earlyStopFound(stop);
        }
    }

    private Step.Train round(int round, History history) {
        return entering(
                round,
                history,
                round == 0
                        ? pool().spread(plan.firstShares())
                        : parts.batches().choose(pool(), history.tried(), predictor(history), plan.shares()));
    }

    /** What evolution finds, when all rounds are over, climbs from the first rung on, too. */
    private Step.Train bred(Begun begun, History history) {
        Map<Budget, List<Candidate>> found = new LinkedHashMap<>();
        Map<Budget, List<Scored>> survivors = ranked(history);
        for (Budget budget : begun.withoutEvolved()) {
            found.put(
                    budget,
                    survivors.get(budget).stream().map(Scored::candidate).toList());
        }
        Step.Train step = entering(
                begun.rounds(),
                history,
                parts.batches().choose(Pool.of(found), history.tried(), predictor(history), plan.shares()));
        // It is asked anew once these have taught the predictor.
        ranked = step.trials().isEmpty() ? ranked : null;
        return step;
    }

    private Step.Train entering(int round, History history, Map<Budget, List<Scored>> chosen) {
        return Standing.begin(plan, round, round == 0 ? plan.epochs() : stop.epoch(), history.nextId(), chosen);
    }

    private Step finals(History history) {
        Optional<Step.Train> climbing = climbing(history, true);
        Optional<Step.Train> hand = plan.finishing() ? Optional.empty() : byHand.next(history);
        // What climbs to the top is chosen by what was made by hand, too.
        if (climbing.isPresent() || (hand.isPresent() && plan.climbing())) {
            return climbing.or(() -> hand).get();
        }
        if (plan.climbing()) {
            Rungs rungs = rungs(history);
            return rungs.top(() -> ranked(history))
                    .<Step>map(train -> train)
                    .orElseGet(() -> new Step.Done(Family.of(problem, rungs.family(byHand)), stop));
        }
        Finals finals = new Finals(plans, hand.map(history::begun).orElse(history), byHand);
        return finals.next(() -> ranked(history))
                .map(train -> hand.map(h -> h.and(train)).orElse(train))
                .or(() -> hand)
                .<Step>map(train -> train)
                .orElseGet(() -> new Step.Done(Family.of(problem, finals.family(() -> ranked(history))), stop));
    }

    private Pool pool() {
        if (pool == null) {
            Pool built = parts.pools().build(plan);
            listener.poolBuilt(built);
            built.check();
            listener.pretrained(parts.predictor().pretrain(built.sample()));
            pool = built;
        }
        return pool;
    }

    /**
     * The observations so far, all scores after the same epoch. A diverged candidate counts with the score of chance.
     */
    private List<Observation> observations(History history) {
        if (plan.climbing()) {
            return climbs(history).observations();
        }
        int epoch = stop == null ? plan.epochs() : stop.epoch();
        return history.rounds()
                .filter(e -> e.result()
                        .filter(r -> r.status() != TrialResult.Status.FAILED)
                        .isPresent())
                .map(e -> Observation.of(
                        problem,
                        e.trial().candidate(),
                        e.done()
                                ? e.result().orElseThrow().scores().get(epoch - 1)
                                : problem.task().chance()))
                .toList();
    }

    private Map<Budget, List<Scored>> ranked(History history) {
        if (ranked == null) {
            ScorePredictor predictor = predictor(history);
            List<Candidate> best = observations(history).stream()
                    .sorted(Comparator.comparingDouble(o -> -o.score()))
                    .map(Observation::candidate)
                    .toList();
            FamilyProposer proposer =
                    plan.finishing() ? new MeasuredBest(problem.costs(), parts.evolution()) : parts.evolution();
            List<List<Scored>> survivors = proposer.survivors(plan, predictor, best);
            Map<Budget, List<Scored>> admitted = new LinkedHashMap<>();
            IntStream.range(0, survivors.size()).forEach(i -> {
                Budget budget = plan.budgets().get(i);
                admitted.put(budget, parts.check().admit(budget, survivors.get(i)));
                listener.evolved(budget, admitted.get(budget).get(0));
            });
            ranked = admitted;
        }
        return ranked;
    }
}
