package io.narsil.predictor;

import io.narsil.space.Candidate;
import io.narsil.space.Parameter;
import io.narsil.space.SearchSpace;
import java.util.List;

/** A candidate as numbers, as in the paper: choices one-hot, numbers scaled to 0..1. */
final class Features {
    private final List<Parameter> parameters;
    private final Parameter.Group group;
    private final int width;

    Features(SearchSpace space, Parameter.Group group) {
        this.parameters = space.parameters();
        this.group = group;
        this.width = parameters.stream()
                .filter(p -> p.group() == group)
                .mapToInt(p -> p.numeric() ? 1 : p.size())
                .sum();
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
        int at = 0;
        for (int i = 0; i < parameters.size(); i++) {
            Parameter parameter = parameters.get(i);
            if (parameter.group() != group) {
                continue;
            }
            int gene = candidate.gene(i);
            if (parameter.numeric()) {
                features[at++] = scaled(parameter, gene);
            } else {
                features[at + gene] = 1;
                at += parameter.size();
            }
        }
        return features;
    }

    private static float scaled(Parameter parameter, int gene) {
        double low = parameter.number(0);
        double high = parameter.number(parameter.size() - 1);
        return high == low ? 0 : (float) ((parameter.number(gene) - low) / (high - low));
    }
}
