package io.narsil.recipe;

/**
 * An optimizer as recipes know it: a key, and what the recipe's settings mean to it. Its arithmetic stands with the trainer,
 * under the same key.
 *
 * <p>Another project's optimizer is found by {@link java.util.ServiceLoader}: a public class with a public constructor without
 * arguments, named in {@code META-INF/services/io.narsil.recipe.OptimizerKind}.
 */
public interface OptimizerKind {
    /** The word in recipes, such as {@code sgd}; lower case, and no other optimizer's. */
    String key();

    /** The learning rate that the schedule starts from. */
    default double peakRate(Recipe recipe) {
        return recipe.learningRate();
    }
}
