package io.narsil.torch;

import static org.bytedeco.pytorch.global.torch.empty;

import io.narsil.data.Drawn;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/** The memory of a batch, allocated once: Java arrays to fill, and the tensors into which they are copied. */
final class BatchTensor {
    private final TorchDevice device;
    private final int channels;
    private final float[] values;
    private final long[] labels;
    private final long[] partners;
    private final Tensor images;
    private final Tensor labelTensor;
    private final Tensor partnerTensor;
    private final FloatPointer imagePointer;
    private final LongPointer labelPointer;
    private final LongPointer partnerPointer;
    private Drawn drawn = new Drawn(1, new int[0], List.of());

    /**
     * Memory for {@code capacity} images.
     *
     * @param size side of the largest images, in pixels
     * @param device place of a batch's tensors
     */
    BatchTensor(int capacity, int channels, int size, TorchDevice device) {
        this.device = device;
        this.channels = channels;
        long length = (long) capacity * channels * size * size;
        if (length > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("a batch of " + capacity + " images of " + channels + "x" + size + "x"
                    + size + " has " + length + " values, more than fit in an array");
        }
        values = new float[(int) length];
        labels = new long[capacity];
        partners = new long[capacity];
        images = empty(capacity, size, size, channels);
        TensorOptions integers = new TensorOptions(torch.ScalarType.Long);
        labelTensor = empty(new long[] {capacity}, integers, new MemoryFormatOptional());
        partnerTensor = empty(new long[] {capacity}, integers, new MemoryFormatOptional());
        imagePointer = new FloatPointer(images.data_ptr_float());
        labelPointer = new LongPointer(labelTensor.data_ptr_long());
        partnerPointer = new LongPointer(partnerTensor.data_ptr_long());
    }

    /** The array of images to fill, (image, row, column, channel). */
    float[] values() {
        return values;
    }

    long[] labels() {
        return labels;
    }

    long[] partners() {
        return partners;
    }

    /** Notes what was drawn for the images that were filled. */
    void drawn(Drawn batch) {
        drawn = batch;
    }

    /** What was drawn for the images. */
    Drawn drawn() {
        return drawn;
    }

    /**
     * The first {@code count} images that were filled, as a tensor (image, channel, row, column) with channels last in
     * memory.
     *
     * @param side side with which they were filled
     * @param resolution side of the images that the network takes; others are scaled
     */
    Tensor images(int count, int side, int resolution) {
        int length = count * channels * side * side;
        imagePointer.put(values, 0, length);
        Tensor all = images.view(-1).narrow(0, 0, length).view(count, side, side, channels);
        Tensor filled = device.here(all).permute(0, 3, 1, 2);
        Tensor batch = MemoryOrder.CHANNELS_LAST ? filled : filled.contiguous();
        return resolution == side ? batch : Resize.square(batch, resolution);
    }

    Tensor labelTensor(int count) {
        labelPointer.put(labels, 0, count);
        return device.here(labelTensor.narrow(0, 0, count));
    }

    Tensor partnerTensor(int count) {
        partnerPointer.put(partners, 0, count);
        return device.here(partnerTensor.narrow(0, 0, count));
    }
}
