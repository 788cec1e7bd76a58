package io.narsil.runner;

import io.narsil.task.BoxScore;
import io.narsil.task.ClassScore;
import io.narsil.task.Goal;
import io.narsil.task.Task;
import java.util.List;

/**
 * Whose weights a training on its own keeps: of the epochs that chance cannot tell from the best one, the last. Among a few hundred
 * images many epochs come to the same score, and then the later weights, of the lower rate, are the better ones.
 *
 * @param task task that gives the scores, and says how far chance moves them
 * @param images number of images that they are measured on, at least 1
 */
public record KeptEpoch(Task task, int images) {
    /**
     * That of a request.
     *
     * @param images number of the validation images
     * @throws IllegalArgumentException where there is no such score
     */
    public static KeptEpoch of(TrainRequest request, int images) {
        Goal goal = request.detection() != null ? BoxScore.MAP : ClassScore.named(request.score());
        return new KeptEpoch(goal.task(request.network().classes()), images);
    }

    /**
     * Whether an epoch's weights take the place of those that are kept.
     *
     * @param before scores of the epochs before it, in their order
     */
    public boolean replaces(List<Double> before, double score) {
        double best = before.stream().mapToDouble(s -> s).max().orElse(score);
        return score >= best - task.deviation(best, images);
    }

    /**
     * The epoch whose weights are kept in the end, from 1.
     *
     * @param scores scores of all epochs in their order, at least one
     */
    public int of(List<Double> scores) {
        int kept = scores.size();
        while (kept > 1 && !replaces(scores.subList(0, kept - 1), scores.get(kept - 1))) {
            kept--;
        }
        return kept;
    }
}
