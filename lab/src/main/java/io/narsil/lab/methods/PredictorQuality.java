package io.narsil.lab.methods;

import io.narsil.lab.Csv;
import io.narsil.lab.SeedRange;
import io.narsil.lab.table.Table;
import io.narsil.predictor.Observation;
import io.narsil.predictor.Prediction;
import io.narsil.predictor.ScorePredictor;
import io.narsil.random.Seeds;
import io.narsil.random.Shuffle;
import io.narsil.space.Candidate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.hipparchus.stat.correlation.KendallsCorrelation;
import org.hipparchus.stat.correlation.SpearmansCorrelation;

/**
 * How well a predictor does on rows it has not seen.
 *
 * @param labels number of rows that it learned from, drawn at random
 * @param kendall rank correlation tau-b
 * @param rmse root mean square error on the scale of the score
 * @param within share of rows that lie within one predicted standard deviation: 0.68 for a calibrated one
 * @param withinTwo share of rows that lie within two: 0.95 for a calibrated one
 */
public record PredictorQuality(
        int labels, double kendall, double spearman, double rmse, double within, double withinTwo) {
    private static final int MOST_TESTED = 5_000;

    /** The quality with one seed; at most 5,000 rows are tested. */
    static PredictorQuality of(Table table, NarsMethod method, int labels, Seeds seeds) {
        ScorePredictor predictor = method.predictor(table, seeds);
        predictor.pretrain(TablePool.sample(table, seeds));
        int[] rows = Shuffle.indices(table.size(), seeds.stream("labels", 0));
        predictor.fit(IntStream.of(rows)
                .limit(labels)
                .mapToObj(row -> new Observation(table.candidates().get(row), table.score(row)))
                .toList());
        int[] tested = IntStream.of(rows).skip(labels).limit(MOST_TESTED).toArray();
        List<Candidate> candidates =
                IntStream.of(tested).mapToObj(table.candidates()::get).toList();
        List<Prediction> predictions = predictor.predict(candidates);
        double[] truth = IntStream.of(tested).mapToDouble(table::score).toArray();
        double[] means = predictions.stream().mapToDouble(Prediction::mean).toArray();
        double squares = 0;
        int within = 0;
        int withinTwo = 0;
        for (int i = 0; i < truth.length; i++) {
            double miss = Math.abs(truth[i] - means[i]);
            squares += miss * miss;
            within += miss <= predictions.get(i).deviation() ? 1 : 0;
            withinTwo += miss <= 2 * predictions.get(i).deviation() ? 1 : 0;
        }
        return new PredictorQuality(
                labels,
                new KendallsCorrelation().correlation(means, truth),
                new SpearmansCorrelation().correlation(means, truth),
                Math.sqrt(squares / truth.length),
                (double) within / truth.length,
                (double) withinTwo / truth.length);
    }

    /** A line for each predictor and number of labels, as CSV. */
    public static String csv(Map<String, List<PredictorQuality>> predictors) {
        StringBuilder csv = new StringBuilder("predictor,labels,kendall,spearman,rmse,within1,within2\n");
        predictors.forEach((name, qualities) -> qualities.forEach(
                q -> csv.append(Csv.line(name, q.labels, q.kendall, q.spearman, q.rmse, q.within, q.withinTwo))));
        return csv.toString();
    }

    /** The mean quality over some seeds; {@code done} is called after each. */
    public static PredictorQuality mean(Table table, NarsMethod method, int labels, SeedRange seeds, Runnable done) {
        List<PredictorQuality> all = seeds.stream()
                .parallel()
                .mapToObj(seed -> {
                    PredictorQuality one = of(table, method, labels, new Seeds(seed));
                    done.run();
                    return one;
                })
                .toList();
        return new PredictorQuality(
                labels,
                all.stream().mapToDouble(PredictorQuality::kendall).average().orElseThrow(),
                all.stream().mapToDouble(PredictorQuality::spearman).average().orElseThrow(),
                all.stream().mapToDouble(PredictorQuality::rmse).average().orElseThrow(),
                all.stream().mapToDouble(PredictorQuality::within).average().orElseThrow(),
                all.stream().mapToDouble(PredictorQuality::withinTwo).average().orElseThrow());
    }
}
