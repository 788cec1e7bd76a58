package io.narsil.torch;

import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Copies Java arrays to tensors and back, on any device. */
final class Floats {
    private Floats() {}

    /** All values of a tensor, in its logical order. */
    static float[] of(Tensor tensor) {
        try (PointerScope scope = new PointerScope()) {
            Tensor host = tensor.cpu().contiguous();
            float[] values = new float[(int) host.numel()];
            new FloatPointer(host.data_ptr_float()).get(values, 0, values.length);
            return values;
        }
    }

    /** All values of a tensor of 64-bit integers that all fit in 32 bits, in its logical order. */
    static int[] ints(Tensor tensor) {
        try (PointerScope scope = new PointerScope()) {
            Tensor host = tensor.cpu().contiguous();
            long[] values = new long[(int) host.numel()];
            new LongPointer(host.data_ptr_long()).get(values, 0, values.length);
            return Arrays.stream(values).mapToInt(Math::toIntExact).toArray();
        }
    }

    /**
     * Overwrites a tensor that is contiguous.
     *
     * @param values new values, as many as the tensor has
     */
    static void put(float[] values, Tensor into) {
        if (values.length != into.numel()) {
            throw new IllegalArgumentException(values.length + " values for a tensor of " + into.numel());
        }
        try (PointerScope scope = new PointerScope()) {
            Tensor host = into.is_cpu() ? into : torch.empty(into.numel());
            new FloatPointer(host.data_ptr_float()).put(values, 0, values.length);
            if (!into.is_cpu()) {
                into.copy_(host);
            }
        }
    }
}
