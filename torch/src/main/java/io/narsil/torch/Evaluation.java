package io.narsil.torch;

import io.narsil.data.Batches;
import io.narsil.data.DataSet;
import io.narsil.data.ImageSet;
import io.narsil.network.Architecture;
import io.narsil.tensors.TensorEntry;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/** Evaluates a network on images, in batches that fit in memory. */
final class Evaluation {
    private final Architecture network;
    private final TaskTraining task;
    private final DataSet data;
    private final BatchTensor input;
    private final int batch;

    /**
     * Evaluates one network.
     *
     * @param input memory for at least {@code batch} images
     */
    Evaluation(Architecture network, TaskTraining task, DataSet data, BatchTensor input, int batch) {
        this.network = network;
        this.task = task;
        this.data = data;
        this.input = input;
        this.batch = batch;
    }

    /** The task's score of some weights on all images of a set, with the answers. */
    TaskTraining.Score score(ImageSet set, Weights weights) {
        Batches batches = new Batches(data, set);
        TaskTraining.Score score = task.score(set);
        try (PointerScope scope = new PointerScope()) {
            score(batches, set.size(), weights, Folded.of(network, weights), score);
        }
        return score;
    }

    private void score(Batches batches, int side, Weights weights, Folded folded, TaskTraining.Score score) {
        int size = network.input().height();
        for (int from = 0; from < batches.count(); from += batch) {
            int count = Math.min(batch, batches.count() - from);
            batches.fill(from, count, input.values(), input.labels());
            try (PointerScope inner = new PointerScope();
                    NoGradGuard guard = new NoGradGuard()) {
                score.add(
                        task.outputs(TorchReader.evaluation(weights, folded), input.images(count, side, size)), count);
            }
        }
    }

    /**
     * The logits of the first images of a set.
     *
     * @return {@code images} as the network takes them, (image, channel, row, column), and {@code logits} (image, class)
     */
    List<TensorEntry> logits(ImageSet set, int most, Weights weights) {
        Batches batches = new Batches(data, set);
        int size = network.input().height();
        int channels = network.input().channels();
        int values = channels * size * size;
        int outputs = task.width();
        // Fewer of very large images, which have to fit in one buffer.
        int count = Math.min(Math.min(most, set.count()), Integer.MAX_VALUE / Float.BYTES / values);
        // Filled in place: 200 large images are a good part of a worker's memory.
        ByteBuffer images = floats(count * values);
        ByteBuffer logits = floats(count * outputs);
        try (PointerScope scope = new PointerScope()) {
            Folded folded = Folded.of(network, weights);
            for (int from = 0; from < count; from += batch) {
                int part = Math.min(batch, count - from);
                batches.fill(from, part, input.values(), input.labels());
                try (PointerScope inner = new PointerScope();
                        NoGradGuard guard = new NoGradGuard()) {
                    Tensor x = input.images(part, set.size(), size);
                    copy(x, images, from * values);
                    copy(task.outputs(TorchReader.evaluation(weights, folded), x), logits, from * outputs);
                }
            }
        }
        return List.of(entry("images", images, count, channels, size, size), entry("logits", logits, count, outputs));
    }

    private static ByteBuffer floats(int count) {
        return ByteBuffer.allocate(Float.BYTES * count).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static TensorEntry entry(String name, ByteBuffer values, long... shape) {
        return new TensorEntry(
                name, TensorEntry.Type.F32, Arrays.stream(shape).boxed().toList(), values);
    }

    private static void copy(Tensor from, ByteBuffer to, int at) {
        to.asFloatBuffer().position(at).put(Floats.of(from));
    }
}
