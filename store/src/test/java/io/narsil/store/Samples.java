package io.narsil.store;

import io.narsil.network.Cost;
import io.narsil.predictor.Prediction;
import io.narsil.search.Trial;
import io.narsil.space.SearchSpace;
import io.narsil.space.SpaceFile;
import java.util.Optional;

/** Small trials for the tests of stores. */
final class Samples {
    static final SearchSpace SPACE = space("parameters: {a: [1, 2, 3]}");

    private Samples() {}

    static SearchSpace space(String parameters) {
        return SpaceFile.parse("s.yaml", "narsil: space/1\nname: t\n" + parameters + "\n");
    }

    /** A trial of the first round. */
    static Trial trial(int id, int gene, int epochs) {
        return new Trial(id, Trial.Kind.ROUND, 0, "small", SPACE.candidate(new int[] {gene}), epochs, epochs);
    }

    static Chosen chosen(Trial trial) {
        return new Chosen(
                trial, new Cost(1, 2, 3, 4, 5, 6, 7), Optional.of(new Prediction(0.5, 0.25)), "upper-confidence-bound");
    }

    static EpochRecord epoch(int epoch, double accuracy) {
        return new EpochRecord(epoch, 2.5, accuracy, 1);
    }
}
