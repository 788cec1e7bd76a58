package io.narsil.lab.table;

import io.narsil.lab.networks.EnsemblePredictor;
import io.narsil.predictor.Beliefs;
import io.narsil.predictor.GaussianPredictor;
import io.narsil.predictor.Observation;
import io.narsil.predictor.ScorePredictor;
import io.narsil.random.Seeds;
import io.narsil.random.Shuffle;
import io.narsil.search.BatchChooser;
import io.narsil.search.SpearmanStopping;
import io.narsil.space.Candidate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Rounds of a predictor on a table (section 3 of the paper): a first batch spread over the space, then batches of the
 * rows that are predicted best.
 *
 * @param statistics kind that pretrains the predictor
 * @param members number in the ensemble
 * @param deviations standard deviations that the upper confidence bound lies above the mean
 * @param recipe true where the predictor sees recipe parameters
 * @param process true where Gaussian processes predict, two where there are several members; otherwise the paper's networks
 */
public record NarsMethod(
        int batch, Statistics statistics, int members, double deviations, boolean recipe, boolean process)
        implements Method {
    private static final int LARGEST_POOL = 20_000;
    /** Rows that are looked at together. */
    private static final int CHUNK = 100_000;
    /** Of each part so many times the batch are compared in the end. */
    private static final int SHORTLIST = 50;
    /** Of an early-stop epoch, where a table has epochs (section 3 of the paper). */
    private static final double CORRELATION = 0.92;

    /** What a predictor is pretrained on. */
    public enum Statistics {
        NONE,
        /** Multiply-adds and parameters, as in the paper. */
        COSTS,
        /** These, their logarithms, and counts of choices. */
        ALL
    }

    /** As Narsil has it. */
    static NarsMethod narsil(int batch) {
        return new NarsMethod(batch, Statistics.ALL, EnsemblePredictor.MEMBERS, BatchChooser.DEVIATIONS, true, true);
    }

    /** As the paper has it: one network, pretrained on costs, the best predicted. */
    static NarsMethod paper(int batch) {
        return new NarsMethod(batch, Statistics.COSTS, 1, 0, true, false);
    }

    NarsMethod with(Statistics other) {
        return new NarsMethod(batch, other, members, deviations, recipe, process);
    }

    NarsMethod withMembers(int other) {
        return new NarsMethod(batch, statistics, other, deviations, recipe, process);
    }

    NarsMethod withDeviations(double other) {
        return new NarsMethod(batch, statistics, members, other, recipe, process);
    }

    /** The paper's networks, an ensemble of them, instead of Gaussian processes. */
    NarsMethod withNetworks() {
        return new NarsMethod(batch, statistics, EnsemblePredictor.MEMBERS, deviations, recipe, false);
    }

    NarsMethod withoutRecipe() {
        return new NarsMethod(batch, statistics, members, deviations, false, process);
    }

    @Override
    public void run(Lookups lookups, Seeds seeds) {
        Table table = lookups.table();
        ScorePredictor predictor = pretrained(table, seeds);
        List<Integer> known = new ArrayList<>();
        Methods.SobolRows spread = new Methods.SobolRows(lookups, seeds);
        int epochs = table.epochs();
        while (lookups.left() > 0) {
            int wanted = Math.min(batch, lookups.left());
            boolean start = known.isEmpty();
            List<Integer> rows;
            if (start) {
                rows = List.copyOf(first(spread, wanted));
            } else {
                int reached = epochs;
                predictor.fit(known.stream()
                        .map(row -> new Observation(table.candidates().get(row), accuracy(table, row, reached)))
                        .toList());
                rows = best(lookups, predictor, wanted);
            }
            for (int row : rows) {
                lookups.score(row, epochs);
            }
            known.addAll(rows);
            if (start && epochs > 0) {
                List<List<Double>> curves = rows.stream().map(table::curve).toList();
                epochs = new SpearmanStopping(CORRELATION, process ? SpearmanStopping.SURE : 0.5)
                        .find(curves, epochs)
                        .epoch();
            }
        }
    }

    /** After as many epochs as every row was trained, so that all are alike. */
    private static double accuracy(Table table, int row, int epochs) {
        return epochs == table.epochs() ? table.score(row) : table.accuracy(row, epochs);
    }

    private static Set<Integer> first(Methods.SobolRows spread, int wanted) {
        Set<Integer> rows = new LinkedHashSet<>();
        OptionalInt next = spread.next();
        while (rows.size() < wanted && next.isPresent()) {
            rows.add(next.getAsInt());
            next = spread.next();
        }
        return rows;
    }

    /** The predictor of this method, pretrained on a table's candidates. */
    ScorePredictor pretrained(Table table, Seeds seeds) {
        TableStatistics free = new TableStatistics(table);
        Function<Candidate, float[]> chosen = switch (statistics) {
            case NONE -> candidate -> new float[0];
            case COSTS -> free::costs;
            case ALL -> free;
        };
        ScorePredictor predictor = process
                ? new GaussianPredictor(table.space(), chosen, recipe, members > 1)
                : new EnsemblePredictor(table.space(), chosen, members, recipe, members > 1, seeds);
        List<Candidate> pool = IntStream.of(Shuffle.indices(table.size(), seeds.stream("pool", 0)))
                .limit(LARGEST_POOL)
                .mapToObj(table.candidates()::get)
                .toList();
        predictor.pretrain(pool);
        return predictor;
    }

    private List<Integer> best(Lookups lookups, ScorePredictor predictor, int wanted) {
        List<Candidate> all = lookups.table().candidates();
        List<Integer> open = IntStream.range(0, all.size())
                .filter(row -> !lookups.knows(row))
                .boxed()
                .toList();
        if (all.size() <= CHUNK) {
            return BatchChooser.choose(predictor.beliefs(all), open, deviations, wanted);
        }
        // A very large table is looked at in parts, so that it need not fit into memory as numbers.
        List<Integer> promising = new ArrayList<>();
        for (int from = 0; from < open.size(); from += CHUNK) {
            List<Integer> part = open.subList(from, Math.min(open.size(), from + CHUNK));
            Beliefs beliefs = predictor.beliefs(part.stream().map(all::get).toList());
            IntStream.range(0, part.size())
                    .boxed()
                    .sorted(Comparator.comparingDouble(i -> -beliefs.upperConfidenceBound(i, deviations)))
                    .limit(SHORTLIST * (long) wanted)
                    .map(part::get)
                    .forEach(promising::add);
        }
        Beliefs beliefs = predictor.beliefs(promising.stream().map(all::get).toList());
        List<Integer> places = IntStream.range(0, promising.size()).boxed().toList();
        return BatchChooser.choose(beliefs, places, deviations, wanted).stream()
                .map(promising::get)
                .toList();
    }
}
