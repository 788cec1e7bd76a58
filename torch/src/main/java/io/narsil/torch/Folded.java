package io.narsil.torch;

import io.narsil.network.Activation;
import io.narsil.network.Architecture;
import io.narsil.network.BatchNorm;
import io.narsil.network.Convolution;
import io.narsil.network.Interpreter;
import io.narsil.network.Linear;
import io.narsil.network.Pooling;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * The convolutions of a network with the batch norm behind them in their weights, for where its statistics stand still: in
 * evaluations and in frozen stages. One pass over the images is saved for each.
 */
final class Folded {
    private final Map<String, TensorOptional> arrays = new HashMap<>();
    private final Set<String> norms = new HashSet<>();

    private Folded() {}

    /** Nothing: every batch norm is computed. */
    static Folded none() {
        return new Folded();
    }

    /** All that can be. */
    static Folded of(Architecture network, Weights weights) {
        return of(network, weights, torch.ScalarType.Float, name -> true);
    }

    /**
     * Those of some layers; their weights are read now.
     *
     * @param precision type of what is convolved
     * @param layers test for the names of the layers
     */
    static Folded of(Architecture network, Weights weights, torch.ScalarType precision, Predicate<String> layers) {
        Pairs pairs = new Pairs();
        network.outputs(pairs, null);
        Folded folded = new Folded();
        try (NoGradGuard guard = new NoGradGuard()) {
            pairs.norms.forEach((convolution, norm) -> {
                if (!pairs.readElsewhere.contains(convolution.name()) && layers.test(norm.name())) {
                    folded.fold(convolution, norm, weights, precision);
                }
            });
        }
        return folded;
    }

    private void fold(Convolution c, BatchNorm b, Weights weights, torch.ScalarType precision) {
        Tensor factor = weights.get(b.name() + ".running_var")
                .get()
                .add(new Scalar(b.epsilon()))
                .rsqrt()
                .mul(weights.get(b.name() + ".weight").get());
        Tensor mean = weights.get(b.name() + ".running_mean").get();
        Tensor before = c.bias() ? mean.sub(weights.get(c.name() + ".bias").get()) : mean;
        Tensor bias = weights.get(b.name() + ".bias").get().sub(before.mul(factor));
        Tensor weight = weights.get(c.name() + ".weight").get().mul(factor.view(-1, 1, 1, 1));
        arrays.put(c.name() + ".weight", new TensorOptional(weight.to(precision)));
        arrays.put(c.name() + ".bias", new TensorOptional(bias.to(precision)));
        norms.add(b.name());
    }

    /** An array of a convolution with batch norm in it; nothing for all others. */
    Optional<TensorOptional> get(String array) {
        return Optional.ofNullable(arrays.get(array));
    }

    /** Whether a batch norm is in the convolution before it, so that nothing is left to compute. */
    boolean holds(BatchNorm b) {
        return norms.contains(b.name());
    }

    /** Whether a convolution has a batch norm in it. */
    boolean holds(Convolution c) {
        return arrays.containsKey(c.name() + ".weight");
    }

    /** Which batch norm stands behind which convolution, and none behind one that several read; what flows is the convolution that it came from, or null. */
    private static final class Pairs implements Interpreter<Convolution> {
        private final Map<Convolution, BatchNorm> norms = new HashMap<>();
        private final Set<String> readElsewhere = new HashSet<>();

        private Convolution read(Convolution... inputs) {
            for (Convolution input : inputs) {
                if (input != null) {
                    readElsewhere.add(input.name());
                }
            }
            return null;
        }

        @Override
        public Convolution convolution(Convolution x, Convolution c) {
            read(x);
            return c;
        }

        @Override
        public Convolution batchNorm(Convolution x, BatchNorm b) {
            BatchNorm other = x == null ? null : norms.put(x, b);
            return other == null ? null : read(x);
        }

        @Override
        public Convolution activation(Convolution x, Activation a) {
            return read(x);
        }

        @Override
        public Convolution maxPool(Convolution x, Pooling p) {
            return read(x);
        }

        @Override
        public Convolution globalAveragePool(Convolution x) {
            return read(x);
        }

        @Override
        public Convolution scale(Convolution x, Convolution gate) {
            return read(x, gate);
        }

        @Override
        public Convolution add(Convolution residual, Convolution branch, double depth) {
            return read(residual, branch);
        }

        @Override
        public Convolution upsample(Convolution x) {
            return read(x);
        }

        @Override
        public Convolution sum(Convolution x, Convolution y) {
            return read(x, y);
        }

        @Override
        public Convolution dropout(Convolution x) {
            return read(x);
        }

        @Override
        public Convolution linear(Convolution x, Linear l) {
            return read(x);
        }
    }
}
