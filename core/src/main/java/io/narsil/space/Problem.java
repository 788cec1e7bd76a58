package io.narsil.space;

import io.narsil.latency.LatencyModel;
import io.narsil.network.Cost;
import io.narsil.network.Network;
import io.narsil.task.ClassScore;
import io.narsil.task.Classification;
import io.narsil.task.Task;

/**
 * What is searched: a space, the images and the task of its networks, and their costs.
 *
 * @param input shape of the images, and their classes
 * @param task task that networks are trained for and compared by
 * @param costs costs of the space's candidates, exact
 */
public record Problem(SearchSpace space, InputSpec input, Task task, StageCosts costs) {
    /** A classification without latencies. */
    public static Problem of(SearchSpace space, InputSpec input) {
        return of(space, input, LatencyModel.NONE);
    }

    /**
     * A classification with the latencies of a device.
     *
     * @param latency model of its profile
     */
    public static Problem of(SearchSpace space, InputSpec input, LatencyModel latency) {
        return new Problem(space, input, new Classification(input.classes()), new StageCosts(space, input, latency));
    }

    /** The same with latencies that are sums over blocks. */
    public Problem timedBy(LatencyModel latency) {
        return new Problem(space, input, task, new StageCosts(space, input, latency));
    }

    /** The same with latencies of whole candidates. */
    public Problem timedBy(WholeLatency latency) {
        return new Problem(space, input, task, new StageCosts(space, input, latency));
    }

    /** The same with another score of a classification. */
    public Problem scoredBy(ClassScore score) {
        return new Problem(space, input, new Classification(input.classes(), score), costs);
    }

    /** The network that a candidate describes, for the input. */
    public Network network(Candidate candidate) {
        return space.network(candidate, input);
    }

    /** What a candidate costs. */
    public Cost cost(Candidate candidate) {
        return costs.of(candidate);
    }

    /** The milliseconds that a candidate is expected to take, without a margin; 0 where latencies are not known. */
    public double milliseconds(Candidate candidate) {
        return cost(candidate).latency() / 1e6 / (1 + costs.latencyMargin());
    }
}
