package io.narsil.space;

import io.narsil.latency.LatencyModel;
import io.narsil.network.Architecture;
import io.narsil.network.Cost;
import io.narsil.network.Network;
import io.narsil.recipe.Recipe;
import io.narsil.task.BoxScore;
import io.narsil.task.ClassScore;
import io.narsil.task.Goal;
import io.narsil.task.Task;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What is searched: a space, the images and the task of its networks, and their costs.
 *
 * @param input shape of the images, and their classes
 * @param task task that networks are trained for and compared by
 * @param costs costs of the space's candidates, exact
 * @param shapes costs of the shapes that a person would take by hand, which are compared with what is found; without latencies
 * @param compared truth of what is found being compared with what a person would take, which may be of the space itself and no shape
 * @param judges number of images that candidates are compared on; 0 where scores are exact, or nothing is known of them
 */
public record Problem(
        SearchSpace space,
        InputSpec input,
        Task task,
        StageCosts costs,
        List<StageCosts> shapes,
        boolean compared,
        int judges) {
    public Problem {
        shapes = List.copyOf(shapes);
    }

    /** A problem with nothing to compare with. */
    public Problem(SearchSpace space, InputSpec input, Task task, StageCosts costs) {
        this(space, input, task, costs, List.of(), false, 0);
    }

    /** A problem of the space's task, by its usual score, without latencies. */
    public static Problem of(SearchSpace space, InputSpec input) {
        return of(space, input, LatencyModel.NONE);
    }

    /**
     * The same with the latencies of a device.
     *
     * @param latency model of its profile
     */
    public static Problem of(SearchSpace space, InputSpec input, LatencyModel latency) {
        Goal goal = space.finds() ? BoxScore.MAP : ClassScore.ACCURACY;
        return new Problem(space, input, goal.task(input.classes()), new StageCosts(space, input, latency));
    }

    /** The same with latencies that are sums over blocks. */
    public Problem timedBy(LatencyModel latency) {
        return new Problem(space, input, task, new StageCosts(space, input, latency), shapes, compared, judges);
    }

    /** The same with latencies of whole candidates. */
    public Problem timedBy(WholeLatency latency) {
        return new Problem(space, input, task, new StageCosts(space, input, latency), shapes, compared, judges);
    }

    /** The same with another number by which networks are compared. */
    public Problem scoredBy(Goal goal) {
        return new Problem(space, input, goal.task(input.classes()), costs, shapes, compared, judges);
    }

    /** The same, compared with what a person would take: one of these shapes, or what the space itself believes in. */
    public Problem comparedWith(List<SearchSpace> spaces) {
        return new Problem(
                space,
                input,
                task,
                costs,
                spaces.stream().map(s -> new StageCosts(s, input)).toList(),
                true,
                judges);
    }

    /** The same with candidates that are compared on so many images. */
    public Problem judgedOn(int images) {
        return new Problem(space, input, task, costs, shapes, compared, images);
    }

    /** The standard deviation by which chance moves a score, as far as it is known beforehand. */
    public double deviation(double score) {
        return judges == 0 ? 0 : task.deviation(score, judges);
    }

    /** The spaces that candidates of trials may be of: the one that is searched first. */
    public List<SearchSpace> spaces() {
        return Stream.concat(Stream.of(space), shapes.stream().map(StageCosts::space))
                .toList();
    }

    private StageCosts costs(Candidate candidate) {
        return shapes.stream()
                .filter(s -> s.space().equals(candidate.space()))
                .findFirst()
                .orElse(costs);
    }

    /** The network that a candidate describes, for the input. */
    public Network network(Candidate candidate) {
        return costs(candidate).space().network(candidate, input);
    }

    /** What is trained of a candidate, for the input: its network, or the detector that is made of it. */
    public Architecture architecture(Candidate candidate) {
        return costs(candidate).space().architecture(candidate, input);
    }

    /**
     * The work that an epoch of a training is, to compare such: the network's activations at the size that images have in training,
     * which is nearer to its time on a processor than its multiply-adds are. What is frozen is looked at alone.
     */
    public double work(Candidate candidate) {
        StageCosts own = costs(candidate);
        double spared = FrozenStages.spared(own, candidate, Recipe.frozenStages(recipe(candidate)));
        return work(candidate, own.of(candidate).activations() - spared);
    }

    /** The work of an epoch if nothing were frozen, which few finalists have. */
    public double wholeWork(Candidate candidate) {
        return work(candidate, (double) cost(candidate).activations());
    }

    private double work(Candidate candidate, double activations) {
        int side = costs(candidate).space().input(input, candidate.genes()).resolution();
        return activations * Recipe.shareInTraining(recipe(candidate), side);
    }

    /** The settings of a candidate's recipe by name. */
    public Map<String, String> recipe(Candidate candidate) {
        return costs(candidate).space().recipe(candidate);
    }

    /** What a candidate costs. */
    public Cost cost(Candidate candidate) {
        return costs(candidate).of(candidate);
    }

    /** Whether the latency of a candidate is known. */
    public boolean timed(Candidate candidate) {
        return costs(candidate).timed();
    }

    /** The milliseconds that a candidate is expected to take, without a margin; 0 where latencies are not known. */
    public double milliseconds(Candidate candidate) {
        return cost(candidate).latency() / 1e6 / (1 + costs.latencyMargin());
    }
}
