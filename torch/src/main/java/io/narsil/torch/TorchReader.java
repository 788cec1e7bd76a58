package io.narsil.torch;

import static org.bytedeco.pytorch.global.torch.adaptive_avg_pool2d;
import static org.bytedeco.pytorch.global.torch.batch_norm;
import static org.bytedeco.pytorch.global.torch.conv2d;
import static org.bytedeco.pytorch.global.torch.empty;

import io.narsil.network.Activation;
import io.narsil.network.BatchNorm;
import io.narsil.network.Convolution;
import io.narsil.network.Interpreter;
import io.narsil.network.Linear;
import io.narsil.network.MaxPool;
import io.narsil.recipe.Recipe;
import java.util.Optional;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** Computes a network: images (batch, channels, height, width) become logits (batch, classes). */
final class TorchReader implements Interpreter<Tensor> {
    private static final double BATCH_NORM_MOMENTUM = 0.1;
    private static final TensorOptional NONE = new TensorOptional();
    private static final long[] ONE = {1, 1};

    private final Weights weights;
    private final boolean training;
    private final double dropout;
    private final double stochasticDepth;
    private final torch.ScalarType precision;
    private final Optional<Depthwise> depthwise;
    private boolean first = true;

    private TorchReader(
            Weights weights,
            boolean training,
            double dropout,
            double stochasticDepth,
            torch.ScalarType precision,
            Optional<Depthwise> depthwise) {
        this.weights = weights;
        this.training = training;
        this.dropout = dropout;
        this.stochasticDepth = stochasticDepth;
        this.precision = precision;
        this.depthwise = depthwise;
    }

    /**
     * A forward pass that learns: batch statistics, dropout and stochastic depth of the recipe.
     *
     * @param precision of convolutions and linear layers, and so of what they give out; weights stay in 32 bits
     * @param depthwise what computes depthwise convolutions; libtorch where there is nothing
     */
    static TorchReader training(
            Weights weights, Recipe recipe, torch.ScalarType precision, Optional<Depthwise> depthwise) {
        return new TorchReader(weights, true, recipe.dropout(), recipe.stochasticDepth(), precision, depthwise);
    }

    /** A forward pass that is the same every time, in 32 bits. */
    static TorchReader evaluation(Weights weights) {
        return new TorchReader(weights, false, 0, 0, torch.ScalarType.Float, Optional.empty());
    }

    private Tensor weight(String name) {
        return weights.get(name).get().to(precision);
    }

    private TensorOptional bias(String name, boolean there) {
        return there ? new TensorOptional(weight(name)) : NONE;
    }

    @Override
    public Tensor convolution(Tensor x, Convolution c) {
        if (depthwise.isPresent() && Depthwise.is(c)) {
            return depthwise
                    .get()
                    .convolution(x, weights.get(c.name() + ".weight").get(), c);
        }
        Tensor y = conv2d(
                first ? x.to(precision) : x,
                weight(c.name() + ".weight"),
                bias(c.name() + ".bias", c.bias()),
                new long[] {c.stride(), c.stride()},
                new long[] {c.padding(), c.padding()},
                ONE,
                c.groups());
        if (first && MemoryOrder.CHANNELS_LAST) {
            // An image of one channel fits both layouts, and libtorch then takes the slow one for the whole network.
            y = y.contiguous(torch.MemoryFormat.ChannelsLast);
        }
        first = false;
        return y;
    }

    @Override
    public Tensor batchNorm(Tensor x, BatchNorm b) {
        return batch_norm(
                x,
                weights.get(b.name() + ".weight"),
                weights.get(b.name() + ".bias"),
                weights.get(b.name() + ".running_mean"),
                weights.get(b.name() + ".running_var"),
                training,
                BATCH_NORM_MOMENTUM,
                BatchNorm.EPSILON,
                false);
    }

    @Override
    public Tensor activation(Tensor x, Activation a) {
        return switch (a) {
            case RELU -> torch.relu(x);
            case RELU6 -> torch.relu6(x);
            case SWISH -> torch.silu(x);
            case SIGMOID -> torch.sigmoid(x);
            case HARD_SWISH -> torch.hardswish(x);
            case HARD_SIGMOID -> torch.hardsigmoid(x);
        };
    }

    @Override
    public Tensor maxPool(Tensor x, MaxPool p) {
        long[] padding = {p.padding(), p.padding()};
        return torch.max_pool2d(
                x, new long[] {p.kernel(), p.kernel()}, new long[] {p.stride(), p.stride()}, padding, ONE, false);
    }

    @Override
    public Tensor globalAveragePool(Tensor x) {
        return x.size(2) == 1 && x.size(3) == 1 ? x : adaptive_avg_pool2d(x, 1, 1);
    }

    @Override
    public Tensor scale(Tensor x, Tensor gate) {
        return x.mul(gate);
    }

    /** Stochastic depth (Huang et al. 2016), image by image, with what is kept scaled up to the same mean. */
    @Override
    public Tensor add(Tensor residual, Tensor branch, double depth) {
        double drop = stochasticDepth * depth;
        if (!training || drop == 0) {
            return residual.add(branch);
        }
        Tensor keep = empty(new long[] {branch.size(0), 1, 1, 1}, branch.options(), new MemoryFormatOptional())
                .bernoulli_(1 - drop, new GeneratorOptional());
        return residual.add(branch.mul(keep), new Scalar(1 / (1 - drop)));
    }

    @Override
    public Tensor dropout(Tensor x) {
        return training && dropout > 0 ? torch.dropout(x, dropout, true) : x;
    }

    @Override
    public Tensor linear(Tensor x, Linear l) {
        return torch.linear(x.flatten(1, -1), weight(l.name() + ".weight"), bias(l.name() + ".bias", l.bias()));
    }
}
