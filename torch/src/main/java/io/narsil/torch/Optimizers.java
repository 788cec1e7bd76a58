package io.narsil.torch;

import io.narsil.config.UserException;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Function;
import org.bytedeco.pytorch.Tensor;

/** All optimizers that this trainer computes. */
final class Optimizers {
    private static final Map<String, Function<Tensor, Optimizer>> BUILT_IN =
            Map.of("rmsprop", RmsPropTensorFlow::new, "sgd", Sgd::new);

    private Optimizers() {}

    /**
     * A new optimizer.
     *
     * @param key word in the recipe
     * @param like vector with the length and the place of the weights
     * @throws UserException where a recipe may name it, but nothing here computes it
     */
    static Optimizer of(String key, Tensor like) {
        if (BUILT_IN.containsKey(key)) {
            return BUILT_IN.get(key).apply(like);
        }
        for (OptimizerFactory factory : ServiceLoader.load(OptimizerFactory.class)) {
            if (factory.key().equals(key)) {
                return factory.create(like);
            }
        }
        throw new UserException(
                "optimizer: " + key,
                "recipes may name it, but the built-in trainer does not compute it",
                "add the library with its " + OptimizerFactory.class.getName() + " to the class path");
    }
}
