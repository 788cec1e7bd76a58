package io.narsil.latency.learned;

import io.narsil.network.Cost;
import io.narsil.predictor.Counts;
import io.narsil.space.Candidate;
import io.narsil.space.Parameter;
import io.narsil.space.Problem;
import io.narsil.space.SearchSpace;
import io.narsil.space.StageCosts;
import java.util.ArrayList;
import java.util.List;

/** Describes a candidate by numbers, always as many. */
interface Columns {
    /** The numbers of a candidate. */
    double[] of(Candidate candidate);

    /** The choices of architecture, one-hot, and how often each value is chosen among parameters of equal values. */
    static Columns choices(SearchSpace space) {
        List<Integer> parameters = new ArrayList<>();
        int sum = 0;
        for (int i = 0; i < space.parameters().size(); i++) {
            Parameter parameter = space.parameters().get(i);
            if (parameter.group() == Parameter.Group.ARCHITECTURE && parameter.size() > 1) {
                parameters.add(i);
                sum += parameter.size();
            }
        }
        int hot = sum;
        Counts counts = new Counts(space, false);
        return candidate -> {
            float[] counted = counts.of(candidate);
            double[] row = new double[hot + counted.length];
            int at = 0;
            for (int i : parameters) {
                row[at + candidate.gene(i)] = 1;
                at += space.parameters().get(i).size();
            }
            for (int i = 0; i < counted.length; i++) {
                row[hot + i] = counted[i];
            }
            return row;
        };
    }

    /** Multiply-adds, parameters and activations of every stage, and the choices. */
    static Columns costs(Problem problem) {
        StageCosts costs = problem.costs();
        Columns choices = choices(problem.space());
        return candidate -> {
            List<Cost> stages = costs.stages(candidate);
            double[] chosen = choices.of(candidate);
            double[] row = new double[3 * stages.size() + chosen.length];
            int at = 0;
            for (Cost stage : stages) {
                row[at++] = stage.macs();
                row[at++] = stage.params();
                row[at++] = stage.activations();
            }
            System.arraycopy(chosen, 0, row, at, chosen.length);
            return row;
        };
    }
}
