package io.narsil.torch;

import io.narsil.network.FirstValues;
import io.narsil.random.Seeds;
import io.narsil.tensors.TensorEntry;
import io.narsil.tensors.WeightFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;

/**
 * A network's arrays as views into two long vectors: one of what is trained, and one of batch norm's statistics.
 *
 * <p>The weights of convolutions are stored with input channels last, as libtorch's fast kernels read them; files have
 * the usual order (out, in, height, width).
 */
final class Weights {
    private final Layout layout;
    private final TorchDevice device;
    private final Tensor trained;
    private final Tensor statistics;
    private final Map<String, TensorOptional> views = new HashMap<>();

    /** Arrays of zeros. */
    Weights(Layout layout, TorchDevice device) {
        this.layout = layout;
        this.device = device;
        trained = device.zeros(layout.trainable());
        statistics = device.zeros(layout.statistics());
        for (Layout.Slot slot : layout.slots()) {
            views.put(slot.name(), new TensorOptional(view(vector(slot), slot)));
        }
    }

    Layout layout() {
        return layout;
    }

    /** New arrays of zeros with the same layout. */
    Weights another() {
        return new Weights(layout, device);
    }

    /** The vector of everything that is trained. */
    Tensor trained() {
        return trained;
    }

    /** The vector of batch norm's running means and variances. */
    Tensor statistics() {
        return statistics;
    }

    /** One array, in libtorch's shape. */
    TensorOptional get(String name) {
        return views.get(name);
    }

    /** Sets the first values of every array; each has a random stream of its own. */
    void start(Seeds seeds) {
        start(seeds, Map.of());
    }

    /** The same, where some arrays have first values of their own, by name. */
    void start(Seeds seeds, Map<String, FirstValues> own) {
        int index = 0;
        for (Layout.Slot slot : layout.slots()) {
            RandomGenerator random = seeds.stream("weights", index++);
            float[] values = new float[(int) slot.size()];
            FirstValues first = own.get(slot.name());
            double deviation = deviation(slot);
            for (int i = 0; i < values.length; i++) {
                values[i] = first != null
                        ? drawn(first, random)
                        : switch (slot.start()) {
                            case ZERO -> 0;
                            case ONE -> 1;
                            case FAN_OUT, SMALL -> (float) (deviation * random.nextGaussian());
                        };
            }
            Floats.put(values, flat(slot));
        }
    }

    private static float drawn(FirstValues first, RandomGenerator random) {
        return (float) (first.mean() + first.deviation() * random.nextGaussian());
    }

    private static double deviation(Layout.Slot slot) {
        if (slot.start() != Layout.Start.FAN_OUT) {
            return 0.01;
        }
        // A depthwise convolution feeds one channel from each: its fan-out is its window.
        boolean depthwise = slot.shape()[1] == 1;
        double fan = (double) slot.shape()[2] * slot.shape()[3] * (depthwise ? 1 : slot.shape()[0]);
        return Math.sqrt(2 / fan);
    }

    /** The arrays in the order of files. */
    List<TensorEntry> export() {
        List<TensorEntry> entries = new ArrayList<>();
        for (Layout.Slot slot : layout.slots()) {
            entries.add(TensorEntry.of(slot.name(), reorder(Floats.of(flat(slot)), slot, true), slot.shape()));
        }
        return entries;
    }

    /**
     * Loads all arrays from a file. Those named in {@code optional} may be missing or of another shape, and then stay
     * as they are.
     *
     * @throws io.narsil.config.UserException where the file does not fit
     */
    void load(Path file, Collection<String> optional) {
        Map<String, List<Long>> shapes = new LinkedHashMap<>();
        for (Layout.Slot slot : layout.slots()) {
            shapes.put(slot.name(), Arrays.stream(slot.shape()).boxed().toList());
        }
        Map<String, float[]> arrays = WeightFile.read(file, shapes, optional);
        for (Layout.Slot slot : layout.slots()) {
            if (arrays.containsKey(slot.name())) {
                load(slot, arrays.get(slot.name()));
            }
        }
    }

    /**
     * Changes the first values of all arrays to those that are inherited.
     *
     * @param parent function that puts into an array, by its name and in the order of files, the values that are inherited
     */
    void inherit(BiConsumer<String, float[]> parent) {
        for (Layout.Slot slot : layout.slots()) {
            float[] values = reorder(Floats.of(flat(slot)), slot, true);
            parent.accept(slot.name(), values);
            load(slot, values);
        }
    }

    /** Sets one array from values in the order of files. */
    void load(Layout.Slot slot, float[] values) {
        Floats.put(reorder(values, slot, false), flat(slot));
    }

    private static float[] reorder(float[] from, Layout.Slot slot, boolean toFile) {
        long[] shape = slot.shape();
        if (shape.length != 4 || !MemoryOrder.CHANNELS_LAST) {
            return from;
        }
        int in = (int) shape[1];
        int area = (int) (shape[2] * shape[3]);
        float[] to = new float[from.length];
        for (int o = 0; o < shape[0]; o++) {
            for (int i = 0; i < in; i++) {
                for (int a = 0; a < area; a++) {
                    int file = (o * in + i) * area + a;
                    int stored = (o * area + a) * in + i;
                    to[toFile ? file : stored] = from[toFile ? stored : file];
                }
            }
        }
        return to;
    }

    /** A flat view of an array in storage order; detached, since values are written into it. */
    private Tensor flat(Layout.Slot slot) {
        return vector(slot).detach().narrow(0, slot.offset(), slot.size());
    }

    private Tensor vector(Layout.Slot slot) {
        return slot.role() == Layout.Role.STATISTIC ? statistics : trained;
    }

    /** An array in its vector or in another of the same layout, in libtorch's shape. */
    static Tensor view(Tensor vector, Layout.Slot slot) {
        long[] s = slot.shape();
        Tensor flat = vector.narrow(0, slot.offset(), slot.size());
        return s.length == 4 && MemoryOrder.CHANNELS_LAST
                ? flat.view(s[0], s[2], s[3], s[1]).permute(0, 3, 1, 2).detach()
                : flat.view(s).detach();
    }
}
