package io.narsil.recipe;

import io.narsil.config.Words;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** How the learning rate falls from its peak to its end. */
public enum Schedule {
    /** By the same factor in every step, as in the paper. */
    EXPONENTIAL,
    /** Along half a cosine (Loshchilov and Hutter 2017). */
    COSINE,
    /**
     * Not at all until the last fifth, then like 1 less a root (Hägele et al. 2024, arXiv:2405.18392): until there, a
     * training is the same whatever its length, so that it can be judged early and go on.
     */
    TRAPEZOID;

    /** Share of the training in which a {@link #TRAPEZOID} falls. */
    private static final double COOLDOWN = 0.2;

    /** Schedules by their words in recipes. */
    static final Map<String, Schedule> BY_WORD =
            Arrays.stream(values()).collect(Collectors.toMap(Words::of, s -> s, (a, b) -> a, LinkedHashMap::new));

    /**
     * The fraction of the peak rate at one moment.
     *
     * @param progress progress of the training since its warm-up, 0..1
     * @param end fraction that is left at the end, more than 0
     */
    public double factor(double progress, double end) {
        return switch (this) {
            case EXPONENTIAL -> Math.pow(end, progress);
            case COSINE -> end + (1 - end) * (1 + Math.cos(Math.PI * progress)) / 2;
            case TRAPEZOID -> end + (1 - end) * (1 - Math.sqrt(Math.max(0, 1 - (1 - progress) / COOLDOWN)));
        };
    }
}
