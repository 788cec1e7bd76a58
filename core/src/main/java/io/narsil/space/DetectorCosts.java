package io.narsil.space;

import io.narsil.detector.Detector;
import io.narsil.latency.LatencyModel;
import io.narsil.network.BlockCost;
import io.narsil.network.Cost;
import io.narsil.network.Shape;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a detector's neck and head cost, which depends on what comes out of the rows that they read and on nothing else of the
 * backbone; and the memory that these rows' features take while they wait.
 */
final class DetectorCosts {
    private final List<Integer> rows;
    private final List<Table<Shape>> features;
    private final Table<Cost> costs;
    private final PairTable pair;

    /**
     * Costs of a space of detectors.
     *
     * @param features shapes of what comes out of the rows that are read, finest level first
     */
    DetectorCosts(SearchSpace space, InputSpec images, LatencyModel latency, List<Table<Shape>> features) {
        this.rows = space.tapped();
        this.features = List.copyOf(features);
        Set<Integer> places = new LinkedHashSet<>();
        features.forEach(table -> {
            for (int place : table.places()) {
                places.add(place);
            }
        });
        space.detectorSettings().map(Setting::index).filter(i -> i >= 0).forEach(places::add);
        costs = new Table<>(space, places, genes -> {
            BlockCost counted = detector(space, images, genes).ends();
            return counted.cost().withLatency(latency.bound(counted.operations()));
        });
        pair = new PairTable(costs);
    }

    private static Detector detector(SearchSpace space, InputSpec images, int[] genes) {
        return space.detector("", space.input(images, genes), genes);
    }

    /** The number of rows that are read: what is behind them does not exist. */
    int rowCount() {
        return rows.get(rows.size() - 1) + 1;
    }

    Cost of(int[] genes) {
        return costs.get(genes);
    }

    void add(int[] genes, long[] macsAndParams) {
        pair.add(genes, 1, macsAndParams);
    }

    /** The bytes of the features of earlier rows that wait while a row computes, without those that come into its first block. */
    long waiting(int row, boolean first, int[] genes) {
        long elements = 0;
        for (int level = 0; level < rows.size(); level++) {
            int tapped = rows.get(level);
            if (tapped < row - 1 || (tapped == row - 1 && !first)) {
                elements += features.get(level).get(genes).elements();
            }
        }
        return Float.BYTES * elements;
    }

    /** The costs of the rows that are read, and of neck and head as one more. */
    List<Cost> with(List<Cost> stages, int[] genes) {
        List<Cost> all = new ArrayList<>(stages.subList(0, rowCount()));
        all.add(of(genes));
        return all;
    }
}
