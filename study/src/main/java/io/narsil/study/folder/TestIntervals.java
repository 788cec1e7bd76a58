package io.narsil.study.folder;

import io.narsil.task.Interval;
import java.util.Optional;

/**
 * How much a result's accuracies on test images may owe to chance.
 *
 * @param images number of test images; 0 where an earlier version wrote the result, which did not count them
 */
public record TestIntervals(int images) {
    /** The intervals of a result; none where another score than accuracy was searched for. */
    public static TestIntervals of(StudyResult result) {
        return new TestIntervals(
                result.byAccuracy()
                        ? result.classes().stream().mapToInt(ClassCount::test).sum()
                        : 0);
    }

    /** The interval of 95 % of an accuracy; nothing where it is not known. */
    public Optional<Interval> of(double accuracy) {
        return images == 0 ? Optional.empty() : Optional.of(Interval.of(Math.round(accuracy * images), images));
    }
}
