package io.narsil.study;

import io.narsil.config.Quantity;
import io.narsil.config.Words;
import io.narsil.data.DataSet;
import io.narsil.predictor.AccuracyPredictor;
import io.narsil.search.Budget;
import io.narsil.search.EarlyStop;
import io.narsil.search.Extremes;
import io.narsil.search.Measure;
import io.narsil.search.Pool;
import io.narsil.search.Scored;
import io.narsil.search.SearchListener;
import io.narsil.search.SearchPlan;
import io.narsil.search.Step;
import io.narsil.search.Trial;
import io.narsil.search.TrialResult;
import io.narsil.space.Parameter;
import io.narsil.space.SearchSpace;
import io.narsil.space.StageCosts;
import io.narsil.store.Chosen;
import io.narsil.store.StudyTrials;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Tells what each stage of a search does and why, in one line, and registers its trials. */
final class StageTexts implements SearchListener {
    private final SearchPlan plan;
    private final ProgressMeter meter;
    private final StageCosts costs;
    private final StudyTrials store;
    private final StudyListener listener;
    private int stopEpoch;

    StageTexts(SearchPlan plan, ProgressMeter meter, StageCosts costs, StudyTrials store, StudyListener listener) {
        this.plan = plan;
        this.meter = meter;
        this.costs = costs;
        this.store = store;
        this.listener = listener;
        this.stopEpoch = plan.epochs();
    }

    int stopEpoch() {
        return stopEpoch;
    }

    static String data(DataSet data) {
        int size = data.train().size();
        return text(
                "%,d images to train on, %,d to choose by, %,d kept for the end; %d classes, %dx%d %s",
                data.train().count(),
                data.validation().count(),
                data.test().count(),
                data.classes().size(),
                size,
                size,
                data.train().channels() == 1 ? "grey" : "colour");
    }

    static String space(SearchSpace space, StageCosts costs) {
        return text(
                "%s: %s architectures with %s recipes, from %s to %s multiply-adds",
                space.name(),
                brief(space.size(Parameter.Group.ARCHITECTURE)),
                brief(space.size(Parameter.Group.RECIPE)),
                Quantity.brief(costs.of(Extremes.smallest(costs, Measure.MACS)).macs()),
                Quantity.brief(costs.of(Extremes.largest(costs, Measure.MACS)).macs()));
    }

    void workers(int count, boolean own) {
        String processes = count == 1 ? "process" : "processes";
        listener.stage(
                "workers",
                own
                        ? text("starting %d training %s of your own", count, processes)
                        : text(
                                "starting %d training %s of one thread each (a new machine unpacks libtorch first, 330"
                                        + " MB)",
                                count, processes));
    }

    @Override
    public void poolBuilt(Pool pool) {
        meter.pool(pool);
        listener.stage(
                "pool",
                text(
                        "%,d candidates inside the budgets, spread evenly by a scrambled Sobol sequence",
                        pool.all().size()));
    }

    @Override
    public void pretrained(AccuracyPredictor.Pretraining p) {
        listener.stage(
                "predictor",
                text(
                        "it compares candidates by their choices and by %d statistics that are free, so that it needs"
                                + " fewer trained networks",
                        p.statistics()));
    }

    @Override
    public void roundChosen(int round, List<Trial> trials, List<Prediction> predictions) {
        List<Chosen> batch = new ArrayList<>();
        for (int i = 0; i < trials.size(); i++) {
            Optional<Prediction> prediction =
                    predictions.isEmpty() ? Optional.empty() : Optional.of(predictions.get(i));
            batch.add(chosen(trials.get(i), prediction, round == 0 ? "spread" : "upper-confidence-bound"));
        }
        store.chosen(batch);
        int epochs = trials.isEmpty() ? 0 : trials.get(0).epochs();
        listener.stage(
                text("round %d/%d", trials.get(0).round() + 1, plan.rounds()),
                step.why() == Step.Why.SPREAD
                        ? text(
                                "training %d candidates spread over the pool, %s each",
                                trials.size(), epochs(trials.get(0).epochs()))
                        : text(
                                "training the %d most promising candidates (predicted accuracy plus its uncertainty),"
                                        + " %s each",
                                trials.size(), epochs(trials.get(0).epochs())));
    }

    /** The trials of a step are over. */
    void over(List<TrialResult> results) {
        for (TrialResult result : results) {
            if (!result.done()) {
                listener.stage("trial " + result.trial(), Words.of(result.status()) + ": " + result.reason());
            }
        }
    }

    @Override
    public void earlyStopFound(EarlyStop stop) {
        stopEpoch = stop.epoch();
        meter.stop(stop);
        listener.stage(
                "early stop",
                stop.epoch() < stop.epochs()
                        ? text(
                                "epoch %d of %d ranks candidates like the last one (rank correlation %.2f, and with"
                                        + " %.0f %% probability at least %.2f): later rounds stop there",
                                stop.epoch(),
                                stop.epochs(),
                                stop.correlation(),
                                100 * stop.sureness(),
                                plan.rankCorrelation())
                        : "no epoch before the last surely ranks candidates like it: later rounds train all of them");
    }

    @Override
    public void evolved(Budget budget, Scored best) {
        listener.stage(
                "evolve",
                text(
                        "%s (%s): best predicted accuracy %.1f %% ± %.1f",
                        budget.name(),
                        budget,
                        100 * best.prediction().mean(),
                        100 * best.prediction().deviation()));
    }

    @Override
    public void finalsChosen(List<Trial> trials) {
        store.chosen(trials.stream()
                .map(t -> chosen(t, Optional.empty(), t.kind() == Trial.Kind.FINALIST ? "finalist" : "median"))
                .toList());
        long finalists =
                trials.stream().filter(t -> t.kind() == Trial.Kind.FINALIST).count();
        listener.stage(
                "finalists",
                text(
                        "training %d finalists and, to compare, %d medians of the unsearched first round, %s each",
                        finalists, trials.size() - finalists, epochs(plan.finalEpochs())));
    }

    private Chosen chosen(Trial trial, Optional<Prediction> prediction, String why) {
        return new Chosen(trial, costs.of(trial.candidate()), prediction, why);
    }

    private static String brief(BigInteger count) {
        return count.bitLength() < 20
                ? text("%,d", count)
                : text("%.1e", count.doubleValue()).replace("e+0", "e").replace("e+", "e");
    }

    private static String epochs(int count) {
        return count == 1 ? "1 epoch" : count + " epochs";
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
