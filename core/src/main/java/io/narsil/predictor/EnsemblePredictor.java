package io.narsil.predictor;

import io.narsil.random.Seeds;
import io.narsil.random.Shuffle;
import io.narsil.space.Candidate;
import io.narsil.space.Parameter;
import io.narsil.space.StageCosts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * The paper's predictor, several times: networks that differ in their random start, whose mean predicts and whose
 * disagreement tells how sure that is.
 */
public final class EnsemblePredictor implements AccuracyPredictor {
    private static final int MEMBERS = 4;
    private static final int PRETRAIN_STEPS = 1500;
    /** Of each of the two phases; the paper's 50 epochs are about as many for its 240 candidates. */
    private static final int FIT_STEPS = 200;

    private static final double HELD_OUT = 0.2;

    private final Features architecture;
    private final Features recipe;
    private final FreeStatistics free;
    private final Seeds seeds;
    private final List<MlpMember> members = new ArrayList<>();
    private double mean;
    private double deviation = 1;

    public EnsemblePredictor(StageCosts costs, Seeds seeds) {
        this.seeds = seeds;
        architecture = new Features(costs.space(), Parameter.Group.ARCHITECTURE);
        recipe = new Features(costs.space(), Parameter.Group.RECIPE);
        free = new FreeStatistics(costs);
        int statistics = free.of(costs.space()
                        .candidate(new int[costs.space().parameters().size()]))
                .length;
        for (int i = 0; i < MEMBERS; i++) {
            members.add(new MlpMember(architecture.width(), recipe.width(), statistics, seeds.stream("predictor", i)));
        }
    }

    @Override
    public Pretraining pretrain(List<Candidate> pool) {
        List<float[]> features = pool.stream().map(architecture::of).toList();
        List<float[]> raw = pool.stream().map(free::of).toList();
        if (raw.get(0).length == 0) {
            return new Pretraining(pool.size(), 0, 0);
        }
        Standard standard = Standard.of(raw);
        List<float[]> statistics = raw.stream().map(standard::apply).toList();
        int kept = pool.size() - (int) (HELD_OUT * pool.size());
        double[] errors = new double[MEMBERS];
        // The pool is in the order of a quasi-random sequence for each budget, so its rows are shuffled first.
        int[] order = Shuffle.indices(pool.size(), seeds.stream("held-out", 0));
        List<float[]> x = pick(features, order);
        List<float[]> y = pick(statistics, order);
        each(i -> {
            members.get(i)
                    .pretrain(x.subList(0, kept), y.subList(0, kept), PRETRAIN_STEPS, seeds.stream("pretraining", i));
            errors[i] = kept < x.size()
                    ? members.get(i).proxyError(x.subList(kept, x.size()), y.subList(kept, y.size()))
                    : 0;
        });
        double error = IntStream.range(0, MEMBERS)
                .mapToDouble(i -> errors[i])
                .average()
                .orElse(0);
        return new Pretraining(pool.size(), standard.mean().length, 1 - error);
    }

    @Override
    public void fit(List<Observation> observations) {
        List<float[]> features =
                observations.stream().map(o -> architecture.of(o.candidate())).toList();
        List<float[]> recipes =
                observations.stream().map(o -> recipe.of(o.candidate())).toList();
        mean = observations.stream()
                .mapToDouble(Observation::accuracy)
                .average()
                .orElseThrow();
        double variance = observations.stream()
                .mapToDouble(o -> (o.accuracy() - mean) * (o.accuracy() - mean))
                .average()
                .orElseThrow();
        deviation = variance > 1e-12 ? Math.sqrt(variance) : 1;
        float[] targets = new float[observations.size()];
        for (int i = 0; i < targets.length; i++) {
            targets[i] = (float) ((observations.get(i).accuracy() - mean) / deviation);
        }
        each(i -> members.get(i).fit(features, recipes, targets, FIT_STEPS, seeds.stream("fitting", i)));
    }

    @Override
    public List<Prediction> predict(List<Candidate> candidates) {
        List<float[]> features = candidates.stream().map(architecture::of).toList();
        List<float[]> recipes = candidates.stream().map(recipe::of).toList();
        float[][] scores = new float[MEMBERS][];
        each(i -> scores[i] = members.get(i).predict(features, recipes));
        List<Prediction> predictions = new ArrayList<>(candidates.size());
        for (int n = 0; n < candidates.size(); n++) {
            double sum = 0;
            double squares = 0;
            for (float[] score : scores) {
                sum += score[n];
                squares += (double) score[n] * score[n];
            }
            double m = sum / MEMBERS;
            double spread = Math.sqrt(Math.max(0, squares / MEMBERS - m * m));
            predictions.add(new Prediction(mean + deviation * m, deviation * spread));
        }
        return predictions;
    }

    /** Members are independent of each other, so threads change nothing but the time. */
    private static void each(IntConsumer work) {
        IntStream.range(0, MEMBERS).parallel().forEach(work);
    }

    private static List<float[]> pick(List<float[]> rows, int[] order) {
        return IntStream.of(order).mapToObj(rows::get).toList();
    }
}
