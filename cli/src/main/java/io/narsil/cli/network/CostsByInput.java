package io.narsil.cli.network;

import io.narsil.cli.text.TextTable;
import io.narsil.network.Cost;
import io.narsil.random.Seeds;
import io.narsil.search.Extremes;
import io.narsil.search.Measure;
import io.narsil.space.InputSpec;
import io.narsil.space.SearchSpace;
import io.narsil.space.StageCosts;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.ToLongFunction;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * What the networks of a space cost, by the size of the images.
 *
 * @param space space for images of a size
 * @param channels channels of the images
 */
record CostsByInput(IntFunction<SearchSpace> space, int channels, int classes) {
    private static final int SAMPLES = 20_001;

    /** A row for each size: the least and the most of two measures in the whole space, and their medians in a sample. */
    TextTable table(List<Integer> sizes) {
        TextTable table = new TextTable(
                Set.of(0, 1, 2, 3, 4, 5, 6),
                "pixels",
                "least multiply-adds",
                "median",
                "most",
                "fewest parameters",
                "median",
                "most");
        for (int size : sizes) {
            StageCosts costs = new StageCosts(space.apply(size), new InputSpec(channels, size, classes));
            RandomGenerator random = new Seeds(1).stream("median", size);
            List<Cost> sample = Stream.generate(() -> costs.of(costs.space().random(random)))
                    .limit(SAMPLES)
                    .toList();
            table.row(
                    "" + size,
                    Measure.MACS.text(least(costs, Measure.MACS)),
                    Measure.MACS.text(median(sample, Cost::macs)),
                    Measure.MACS.text(most(costs, Measure.MACS)),
                    Measure.PARAMS.text(least(costs, Measure.PARAMS)),
                    Measure.PARAMS.text(median(sample, Cost::params)),
                    Measure.PARAMS.text(most(costs, Measure.PARAMS)));
        }
        return table;
    }

    private static long least(StageCosts costs, Measure measure) {
        return measure.of(costs.of(Extremes.smallest(costs, measure)));
    }

    private static long most(StageCosts costs, Measure measure) {
        return measure.of(costs.of(Extremes.largest(costs, measure)));
    }

    private static long median(List<Cost> sample, ToLongFunction<Cost> measure) {
        return sample.stream()
                .mapToLong(measure)
                .sorted()
                .skip(SAMPLES / 2)
                .findFirst()
                .orElseThrow();
    }
}
