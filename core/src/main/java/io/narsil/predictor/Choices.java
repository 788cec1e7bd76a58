package io.narsil.predictor;

import io.narsil.space.Candidate;
import io.narsil.space.Parameter;
import io.narsil.space.SearchSpace;
import java.util.ArrayList;
import java.util.List;

/**
 * Encodes a candidate's choices as a point: names one-hot, so that all are at equal distances, and numbers by ordinal
 * encoding, their rank among the parameter's values. The largest distance within a parameter is 1 in both.
 */
final class Choices {
    /** The factor that brings two one-hot vectors to a distance of 1. */
    private static final double CORNER = Math.sqrt(0.5);

    private final List<double[][]> rows = new ArrayList<>();
    private final List<Integer> genes = new ArrayList<>();
    private final List<Integer> columns = new ArrayList<>();

    /**
     * The choices of a space.
     *
     * @param withRecipe choice to count recipe parameters too
     */
    Choices(SearchSpace space, boolean withRecipe) {
        for (int i = 0; i < space.parameters().size(); i++) {
            Parameter parameter = space.parameters().get(i);
            if (parameter.size() == 1 || (!withRecipe && parameter.group() == Parameter.Group.RECIPE)) {
                continue;
            }
            double[][] places = parameter.numeric() ? ranks(parameter) : corners(parameter.size());
            for (int c = 0; c < places[0].length; c++) {
                columns.add(rows.size());
            }
            genes.add(i);
            rows.add(places);
        }
    }

    private static double[][] ranks(Parameter parameter) {
        int size = parameter.size();
        double[][] ranks = new double[size][1];
        for (int v = 0; v < size; v++) {
            for (int other = 0; other < size; other++) {
                ranks[v][0] += parameter.number(other) < parameter.number(v) ? 1.0 / (size - 1) : 0;
            }
        }
        return ranks;
    }

    private static double[][] corners(int size) {
        double[][] corners = new double[size][size];
        for (int v = 0; v < size; v++) {
            corners[v][v] = CORNER;
        }
        return corners;
    }

    /** The parameter of each column, as its index among the parameters that vary. */
    int[] parameterOf() {
        return columns.stream().mapToInt(Integer::intValue).toArray();
    }

    /** The number of columns. */
    int width() {
        return columns.size();
    }

    /** Writes the point of a candidate to {@code to}, from {@code at}. */
    void write(Candidate candidate, double[] to, int at) {
        int column = at;
        for (int p = 0; p < rows.size(); p++) {
            double[] place = rows.get(p)[candidate.gene(genes.get(p))];
            for (double coordinate : place) {
                to[column++] = coordinate;
            }
        }
    }
}
