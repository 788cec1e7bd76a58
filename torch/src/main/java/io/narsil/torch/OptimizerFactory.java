package io.narsil.torch;

import org.bytedeco.pytorch.Tensor;

/**
 * Makes optimizers of one kind, the {@link io.narsil.recipe.OptimizerKind} of the same key.
 *
 * <p>Those of other projects are found by {@link java.util.ServiceLoader}: a public class with a public constructor
 * without arguments, named in {@code META-INF/services/io.narsil.torch.OptimizerFactory}.
 */
public interface OptimizerFactory {
    /** The word in recipes, such as {@code sgd}. */
    String key();

    /**
     * A new optimizer before its first step.
     *
     * @param like vector with the length, the type and the place of the weights; its values mean nothing
     */
    Optimizer create(Tensor like);
}
