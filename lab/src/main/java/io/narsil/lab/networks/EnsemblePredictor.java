package io.narsil.lab.networks;

import io.narsil.gaussian.Blocks;
import io.narsil.predictor.Beliefs;
import io.narsil.predictor.FreeStatistics;
import io.narsil.predictor.IndependentBeliefs;
import io.narsil.predictor.Observation;
import io.narsil.predictor.Prediction;
import io.narsil.predictor.ScorePredictor;
import io.narsil.predictor.Standard;
import io.narsil.predictor.Warp;
import io.narsil.random.Seeds;
import io.narsil.random.Shuffle;
import io.narsil.space.Candidate;
import io.narsil.space.Parameter;
import io.narsil.space.SearchSpace;
import io.narsil.space.StageCosts;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The paper's predictor, several times: networks that differ in their random start, whose mean predicts and whose
 * disagreement tells how sure that is.
 */
public final class EnsemblePredictor implements ScorePredictor {
    /** The usual size of the ensemble. */
    public static final int MEMBERS = 4;

    private static final int PRETRAIN_STEPS = 1500;
    /** Of each of the two phases; the paper's 50 epochs are about as many for its 240 candidates. */
    private static final int FIT_STEPS = 200;

    private static final double HELD_OUT = 0.2;

    private final Features architecture;
    private final Features recipe;
    private final Function<Candidate, float[]> free;
    private final List<RandomGenerator> starts = new ArrayList<>();
    private final boolean warped;
    private final Seeds seeds;
    private final List<MlpMember> members = new ArrayList<>();
    private Warp warp;
    private double mean;
    private double deviation = 1;

    /** The usual ensemble for a space of networks. */
    public EnsemblePredictor(StageCosts costs, Seeds seeds) {
        this(costs, MEMBERS, seeds);
    }

    /** An ensemble of another size for a space of networks. */
    public EnsemblePredictor(StageCosts costs, int members, Seeds seeds) {
        this(costs.space(), new FreeStatistics(costs)::of, members, true, true, seeds);
    }

    /**
     * A predictor with free statistics of another kind.
     *
     * @param free statistics of a candidate, always as many; none for no pretraining
     * @param members number of members of the ensemble, at least one
     * @param withRecipe choice of a predictor that sees recipe parameters
     * @param warped choice of accuracies as seen from a ceiling; the paper learns them as they are
     */
    public EnsemblePredictor(
            SearchSpace space,
            Function<Candidate, float[]> free,
            int members,
            boolean withRecipe,
            boolean warped,
            Seeds seeds) {
        this.warped = warped;
        this.seeds = seeds;
        this.free = free;
        architecture = new Features(space, Parameter.Group.ARCHITECTURE);
        recipe = withRecipe ? new Features(space, Parameter.Group.RECIPE) : Features.none(space);
        for (int i = 0; i < members; i++) {
            starts.add(seeds.stream("predictor", i));
        }
    }

    /** The networks, made when the number of statistics is known. */
    private void build(int statistics) {
        for (RandomGenerator start : starts) {
            members.add(new MlpMember(architecture.width(), recipe.width(), statistics, start));
        }
    }

    @Override
    public Pretraining pretrain(List<Candidate> pool) {
        List<float[]> features = pool.stream().map(architecture::of).toList();
        List<float[]> raw = pool.stream().map(free).toList();
        build(raw.get(0).length);
        if (raw.get(0).length == 0) {
            return new Pretraining(pool.size(), 0, OptionalDouble.empty());
        }
        Standard standard = Standard.of(raw);
        List<float[]> statistics = raw.stream().map(standard::apply).toList();
        int kept = pool.size() - (int) (HELD_OUT * pool.size());
        double[] errors = new double[members.size()];
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
        double error = IntStream.range(0, members.size())
                .mapToDouble(i -> errors[i])
                .average()
                .orElse(0);
        return new Pretraining(pool.size(), standard.mean().length, OptionalDouble.of(1 - error));
    }

    @Override
    public void fit(List<Observation> observations) {
        if (members.isEmpty()) {
            build(0);
        }
        List<float[]> features =
                observations.stream().map(o -> architecture.of(o.candidate())).toList();
        List<float[]> recipes =
                observations.stream().map(o -> recipe.of(o.candidate())).toList();
        warp = warped ? Warp.of(observations) : Warp.NONE;
        double[] learned =
                observations.stream().mapToDouble(o -> warp.apply(o.score())).toArray();
        mean = DoubleStream.of(learned).average().orElseThrow();
        double variance = DoubleStream.of(learned)
                .map(w -> (w - mean) * (w - mean))
                .average()
                .orElseThrow();
        // Where all are alike, so is everything that is predicted.
        deviation = variance > 1e-12 ? Math.sqrt(variance) : 0;
        float[] targets = new float[observations.size()];
        for (int i = 0; i < targets.length; i++) {
            targets[i] = deviation > 0 ? (float) ((learned[i] - mean) / deviation) : 0;
        }
        each(i -> members.get(i).fit(features, recipes, targets, FIT_STEPS, seeds.stream("fitting", i)));
    }

    @Override
    public List<Prediction> predict(List<Candidate> candidates) {
        float[][] scores = scores(candidates);
        List<Prediction> predictions = new ArrayList<>(candidates.size());
        for (float[] of : scores) {
            double m = mean(of);
            double squares = 0;
            for (float score : of) {
                squares += (double) score * score;
            }
            double spread = Math.sqrt(Math.max(0, squares / of.length - m * m));
            predictions.add(warp.back(mean + deviation * m, deviation * spread));
        }
        return predictions;
    }

    @Override
    public double[] means(List<Candidate> candidates) {
        float[][] scores = scores(candidates);
        double[] means = new double[scores.length];
        Blocks.each(means.length, (from, to) -> {
            for (int n = from; n < to; n++) {
                means[n] = warp.back(mean + deviation * mean(scores[n]));
            }
        });
        return means;
    }

    private static double mean(float[] scores) {
        double sum = 0;
        for (float score : scores) {
            sum += score;
        }
        return sum / scores.length;
    }

    /** (candidates, members) */
    private float[][] scores(List<Candidate> candidates) {
        List<Scorer> scorers = members.stream().map(MlpMember::scorer).toList();
        float[][] scores = new float[candidates.size()][scorers.size()];
        Blocks.each(candidates.size(), (from, to) -> {
            List<Scorer.Scratch> scratches =
                    scorers.stream().map(s -> s.new Scratch()).toList();
            float[][] features = new float[2][architecture.width()];
            float[][] recipes = new float[2][recipe.width()];
            float[] pair = new float[2];
            for (int n = from; n < to; n += 2) {
                int second = Math.min(n + 1, to - 1);
                architecture.write(candidates.get(n), features[0]);
                architecture.write(candidates.get(second), features[1]);
                recipe.write(candidates.get(n), recipes[0]);
                recipe.write(candidates.get(second), recipes[1]);
                for (int m = 0; m < scratches.size(); m++) {
                    scratches.get(m).score(features, recipes, pair);
                    scores[n][m] = pair[0];
                    scores[second][m] = pair[1];
                }
            }
        });
        return scores;
    }

    @Override
    public Beliefs beliefs(List<Candidate> candidates) {
        return new IndependentBeliefs(predict(candidates));
    }

    /** Members are independent of each other, so threads change nothing but the time. */
    private void each(IntConsumer work) {
        IntStream.range(0, members.size()).parallel().forEach(work);
    }

    private static List<float[]> pick(List<float[]> rows, int[] order) {
        return IntStream.of(order).mapToObj(rows::get).toList();
    }
}
