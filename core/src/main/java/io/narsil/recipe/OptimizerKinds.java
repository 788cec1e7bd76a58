package io.narsil.recipe;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/** All optimizers that a recipe may name. */
public final class OptimizerKinds {
    /** The two of FBNetV3's space. */
    private static final List<OptimizerKind> BUILT_IN = List.of(new RmsProp(), new Sgd());

    private static final Map<String, OptimizerKind> ALL = all();

    private OptimizerKinds() {}

    /** RMSProp as TensorFlow has it. */
    private record RmsProp() implements OptimizerKind {
        @Override
        public String key() {
            return "rmsprop";
        }
    }

    /** Stochastic gradient descent with momentum, whose rates are larger than RMSProp's. */
    private record Sgd() implements OptimizerKind {
        @Override
        public String key() {
            return "sgd";
        }

        @Override
        public double peakRate(Recipe recipe) {
            return recipe.learningRate() * recipe.sgdFactor();
        }
    }

    /** Optimizers by key, the built-in ones first. */
    public static Map<String, OptimizerKind> byKey() {
        return ALL;
    }

    private static Map<String, OptimizerKind> all() {
        Map<String, OptimizerKind> all = new LinkedHashMap<>();
        BUILT_IN.forEach(kind -> add(all, kind));
        ServiceLoader.load(OptimizerKind.class).forEach(kind -> add(all, kind));
        return Collections.unmodifiableMap(all);
    }

    private static void add(Map<String, OptimizerKind> all, OptimizerKind kind) {
        OptimizerKind other = all.putIfAbsent(kind.key(), kind);
        if (other != null) {
            throw new IllegalStateException("two optimizers have the key \"" + kind.key() + "\": "
                    + other.getClass().getName() + " and " + kind.getClass().getName());
        }
    }
}
