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
import io.narsil.network.Pooling;
import io.narsil.recipe.Recipe;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** Computes a network: from images (batch, channels, height, width) to logits (batch, classes). */
final class TorchReader implements Interpreter<Tensor> {
    private static final double BATCH_NORM_MOMENTUM = 0.1;
    private static final TensorOptional NONE = new TensorOptional();
    private static final long[] ONE = {1, 1};

    private final Function<String, TensorOptional> arrays;
    private final boolean training;
    private final double dropout;
    private final double stochasticDepth;
    private final torch.ScalarType precision;
    private final Depthwise depthwise;
    private final Predicate<String> frozen;
    private final Folded folded;
    /** Whether the layers that are being read are frozen. */
    private boolean still;

    private TorchReader(
            Function<String, TensorOptional> arrays,
            boolean training,
            double dropout,
            double stochasticDepth,
            torch.ScalarType precision,
            Depthwise depthwise,
            Predicate<String> frozen,
            Folded folded) {
        this.arrays = arrays;
        this.training = training;
        this.dropout = dropout;
        this.stochasticDepth = stochasticDepth;
        this.precision = precision;
        this.depthwise = depthwise;
        this.frozen = frozen;
        this.folded = folded;
    }

    /**
     * The forward pass of a training: batch statistics, and the recipe's dropout and stochastic depth. Frozen stages compute what
     * they do in an evaluation.
     *
     * @param depthwise depthwise convolutions of this step
     * @param still frozen layers
     */
    static TorchReader training(Leaves leaves, Recipe recipe, Depthwise depthwise, Folded still) {
        return new TorchReader(
                leaves::get,
                true,
                recipe.dropout(),
                recipe.stochasticDepth(),
                leaves.precision(),
                depthwise,
                name -> StageRates.frozen(name, recipe),
                still);
    }

    /** The forward pass of an evaluation, deterministic and in 32 bits. */
    static TorchReader evaluation(Weights weights, Folded folded) {
        Depthwise none = new Depthwise(false);
        return new TorchReader(weights::get, false, 0, 0, torch.ScalarType.Float, none, name -> false, folded);
    }

    private Tensor weight(String layer) {
        String name = layer + ".weight";
        return folded.get(name).orElseGet(() -> arrays.apply(name)).get();
    }

    private TensorOptional bias(String layer, boolean there) {
        String name = layer + ".bias";
        return folded.get(name).orElseGet(() -> there ? arrays.apply(name) : NONE);
    }

    @Override
    public Tensor convolution(Tensor x, Convolution c) {
        Frame frame = Frame.of(c.padding(), x, c.kernel(), c.stride());
        if (depthwise.takes(c) && !folded.holds(c)) {
            return frame.around(x, c, padded -> depthwise.convolution(padded, weight(c.name()), c));
        }
        Tensor y = conv2d(
                frame.uneven(x.to(precision), 0),
                weight(c.name()),
                bias(c.name(), c.bias()),
                new long[] {c.stride(), c.stride()},
                frame.even(),
                ONE,
                c.groups());
        if (MemoryOrder.CHANNELS_LAST) {
            // An image of one channel fits both layouts, and libtorch then takes the slow one for the whole network.
            y = y.contiguous(torch.MemoryFormat.ChannelsLast);
        }
        return y;
    }

    @Override
    public Tensor batchNorm(Tensor x, BatchNorm b) {
        TensorOptional scale = arrays.apply(b.name() + ".weight");
        TensorOptional shift = arrays.apply(b.name() + ".bias");
        TensorOptional mean = arrays.apply(b.name() + ".running_mean");
        TensorOptional variance = arrays.apply(b.name() + ".running_var");
        reach(b.name());
        if (folded.holds(b)) {
            return x;
        }
        boolean moving = training && !still;
        if (!WideBatchNorm.takes(x)) {
            return batch_norm(x, scale, shift, mean, variance, moving, BATCH_NORM_MOMENTUM, b.epsilon(), false);
        }
        return moving
                ? WideBatchNorm.training(x, scale, shift, mean, variance, BATCH_NORM_MOMENTUM, b.epsilon())
                : WideBatchNorm.evaluation(x, scale, shift, mean, variance, b.epsilon());
    }

    /** Where nobody goes back, a block's tensors are freed with it. */
    @Override
    public Tensor within(Tensor x, UnaryOperator<Tensor> block) {
        if (training) {
            return block.apply(x);
        }
        PointerScope outer = PointerScope.getInnerScope();
        try (PointerScope inner = new PointerScope()) {
            Tensor made = block.apply(x);
            outer.attach(made);
            return made;
        }
    }

    /** Says what is read now: stochastic depth leaves frozen blocks as they are. */
    void reach(String layer) {
        still = frozen.test(layer);
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
    public Tensor maxPool(Tensor x, Pooling p) {
        Frame frame = Frame.of(p.padding(), x, p.kernel(), p.stride());
        return torch.max_pool2d(
                frame.uneven(x, Double.NEGATIVE_INFINITY),
                new long[] {p.kernel(), p.kernel()},
                new long[] {p.stride(), p.stride()},
                frame.even(),
                ONE,
                false);
    }

    @Override
    public Tensor globalAveragePool(Tensor x) {
        if (x.size(2) == 1 && x.size(3) == 1) {
            return x;
        }
        if (!MemoryOrder.CHANNELS_LAST) {
            return adaptive_avg_pool2d(x, 1, 1);
        }
        // What flows back from libtorch's own pooling has channels first; batch norm then runs its slow kernel.
        return x.permute(0, 2, 3, 1).flatten(1, 2).mean(1).view(x.size(0), x.size(1), 1, 1);
    }

    @Override
    public Tensor scale(Tensor x, Tensor gate) {
        return x.mul(gate);
    }

    /**
     * Stochastic depth (Huang et al. 2016), image by image. Branches that are kept are scaled up, so that the mean
     * stays the same.
     */
    @Override
    public Tensor add(Tensor residual, Tensor branch, double depth) {
        double drop = stochasticDepth * depth;
        if (!training || still || drop == 0) {
            return residual.add(branch);
        }
        Tensor keep = empty(new long[] {branch.size(0), 1, 1, 1}, branch.options(), new MemoryFormatOptional())
                .bernoulli_(1 - drop, new GeneratorOptional());
        return residual.add(branch.mul(keep), new Scalar(1 / (1 - drop)));
    }

    @Override
    public Tensor upsample(Tensor x) {
        return torch.upsample_nearest2d(x, new long[] {2 * x.size(2), 2 * x.size(3)});
    }

    @Override
    public Tensor sum(Tensor x, Tensor y) {
        return x.add(y);
    }

    @Override
    public Tensor dropout(Tensor x) {
        return training && dropout > 0 ? torch.dropout(x, dropout, true) : x;
    }

    @Override
    public Tensor linear(Tensor x, Linear l) {
        return torch.linear(x.flatten(1, -1), weight(l.name()), bias(l.name(), l.bias()));
    }
}
