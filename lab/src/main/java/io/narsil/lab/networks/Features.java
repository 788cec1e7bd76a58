package io.narsil.lab.networks;

import io.narsil.space.Candidate;
import io.narsil.space.Parameter;
import io.narsil.space.SearchSpace;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** A candidate as numbers, as in the paper: choices one-hot, numbers scaled to 0..1. */
final class Features {
    /** The places of the parameters in a candidate. */
    private final int[] genes;
    /** The numbers of a numeric parameter's values; none for one of names. */
    private final float[][] scaled;

    private final int[] sizes;
    private final int width;

    Features(SearchSpace space, Parameter.Group group) {
        List<Parameter> parameters = space.parameters();
        genes = IntStream.range(0, parameters.size())
                .filter(i -> parameters.get(i).group() == group)
                .toArray();
        scaled = new float[genes.length][];
        sizes = new int[genes.length];
        int columns = 0;
        for (int p = 0; p < genes.length; p++) {
            Parameter parameter = parameters.get(genes[p]);
            sizes[p] = parameter.size();
            scaled[p] = new float[parameter.numeric() ? parameter.size() : 0];
            for (int gene = 0; gene < scaled[p].length; gene++) {
                scaled[p][gene] = scaled(parameter, gene);
            }
            columns += parameter.numeric() ? 1 : parameter.size();
        }
        width = columns;
    }

    /** No features at all. */
    static Features none(SearchSpace space) {
        return new Features(space, null);
    }

    int width() {
        return width;
    }

    float[] of(Candidate candidate) {
        float[] features = new float[width];
        write(candidate, features);
        return features;
    }

    /** The same, written to an array of that width. */
    void write(Candidate candidate, float[] features) {
        Arrays.fill(features, 0);
        int at = 0;
        for (int p = 0; p < genes.length; p++) {
            float[] scale = scaled[p];
            int gene = candidate.gene(genes[p]);
            if (scale.length > 0) {
                features[at++] = scale[gene];
            } else {
                features[at + gene] = 1;
                at += sizes[p];
            }
        }
    }

    private static float scaled(Parameter parameter, int gene) {
        double low = parameter.number(0);
        double high = parameter.number(parameter.size() - 1);
        return high == low ? 0 : (float) ((parameter.number(gene) - low) / (high - low));
    }
}
