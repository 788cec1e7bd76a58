package io.narsil.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.narsil.config.UserException;
import io.narsil.onnx.guard.CheckedModel;
import io.narsil.onnx.guard.ModelGuard;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** A network in ONNX Runtime, with the metadata that Narsil wrote. Several threads may run it at a time. */
public final class OnnxModel implements AutoCloseable {
    private final String name;
    private final OrtSession session;
    private final Description description;

    private OnnxModel(String name, CheckedModel model, int threads) {
        this.name = name;
        description = Description.of(name, model);
        ModelChecksum.check(name, model);
        session = Sessions.open(name, model, threads);
    }

    /**
     * Opens a file that Narsil wrote. Nothing in it is trusted: what could read other files, run code or take any amount
     * of memory is refused before ONNX Runtime sees it.
     *
     * @param threads number of threads that compute one run
     * @throws UserException where it is no ONNX file, not one of this version of Narsil, or not to be trusted
     */
    public static OnnxModel open(Path file, int threads) {
        return new OnnxModel(file.toString(), ModelGuard.read(file), threads);
    }

    /** Opens a network from the bytes of {@link OnnxFile#bytes}. */
    public static OnnxModel of(byte[] bytes, int threads) {
        return new OnnxModel("bytes", ModelGuard.check("bytes", bytes), threads);
    }

    /** Whether a file is one that {@link #open} takes, and not damaged; it is not opened. */
    public static boolean sound(Path file) {
        try {
            CheckedModel model = ModelGuard.read(file);
            Description.of(file.toString(), model);
            ModelChecksum.check(file.toString(), model);
            return true;
        } catch (UserException e) {
            return false;
        }
    }

    /**
     * Throws a {@link UserException} where ONNX Runtime cannot be unpacked, without loading it: before long work whose end
     * needs it.
     */
    public static void checkRoom() {
        Unpacking.check();
    }

    /** The version of ONNX Runtime. */
    public static String runtimeVersion() {
        return Sessions.environment().getVersion();
    }

    /** The names of the classes, in the order of the logits. */
    public List<String> classes() {
        return description.classes();
    }

    /** The preparation of an image for {@link #run}. */
    public Preparation preparation() {
        return description.preparation();
    }

    /** The number of channels of an image. */
    public int channels() {
        return description.channels();
    }

    /** The height and width of an image, in pixels. */
    public int size() {
        return description.size();
    }

    /** Whether it is a detector, whose answers {@link OnnxDetector} reads, and gives no logits. */
    public boolean detects() {
        return description.detects();
    }

    /**
     * The logits of a batch, (image, class).
     *
     * @param images values (image, channel, row, column)
     */
    public float[][] run(float[] images, int count) {
        if (detects()) {
            throw new UserException(name, "this is a detector, which finds boxes; it does not classify images", "");
        }
        return answers(images, count, description.outputs(), result -> {
            if (result.get(0).getValue() instanceof float[][] logits
                    && logits.length == count
                    && Arrays.stream(logits)
                            .allMatch(row -> row.length == classes().size())) {
                return logits;
            }
            throw refusal("it does not give " + classes().size() + " logits for each image");
        });
    }

    /** A way from what the runtime gives to what is made of it. */
    interface Reading<T> {
        T of(OrtSession.Result result) throws OrtException;
    }

    /**
     * What is made of the answers to a batch.
     *
     * @param outputs names of the outputs to compute
     */
    <T> T answers(float[] images, int count, List<String> outputs, Reading<T> reading) {
        long[] shape = {count, channels(), size(), size()};
        try (OnnxTensor tensor = OnnxTensor.createTensor(Sessions.environment(), FloatBuffer.wrap(images), shape);
                OrtSession.Result result =
                        session.run(Map.of(description.input(), tensor), new LinkedHashSet<>(outputs))) {
            return reading.of(result);
        } catch (OrtException e) {
            throw Sessions.refusal(name, "ONNX Runtime cannot run this network", e);
        }
    }

    /** A fault of the file. */
    UserException refusal(String what) {
        return new UserException(name, what, "");
    }

    /**
     * The probability of each class for one image, which is normalised first.
     *
     * @param pixels values of 8 bits, in the order row, column, channel
     */
    public double[] probabilities(byte[] pixels) {
        double[] p = softmax(run(values(pixels), 1)[0]);
        if (Arrays.stream(p).anyMatch(Double::isNaN)) {
            throw new UserException(name, "its answer to an image is not a number", "weights that are damaged");
        }
        return p;
    }

    /**
     * An image as {@link #run} takes it, (channel, row, column), normalised where the file does not do it itself.
     *
     * @param pixels values of 8 bits, in the order row, column, channel
     */
    public float[] values(byte[] pixels) {
        int channels = channels();
        int plane = size() * size();
        if (pixels.length != channels * plane) {
            throw new IllegalArgumentException(
                    pixels.length + " values are not an image of " + channels + "x" + size() + "x" + size());
        }
        float[] values = new float[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            int c = i % channels;
            int pixel = pixels[i] & 0xFF;
            values[c * plane + i / channels] = (float)
                    (preparation().inside()
                            ? pixel
                            : (pixel / 255.0 - preparation().mean().get(c))
                                    / preparation().deviation().get(c));
        }
        return values;
    }

    private static double[] softmax(float[] logits) {
        double highest = Double.NEGATIVE_INFINITY;
        for (float logit : logits) {
            highest = Math.max(highest, logit);
        }
        double sum = 0;
        double[] p = new double[logits.length];
        for (int c = 0; c < p.length; c++) {
            p[c] = Math.exp(logits[c] - highest);
            sum += p[c];
        }
        for (int c = 0; c < p.length; c++) {
            p[c] /= sum;
        }
        return p;
    }

    /**
     * Times runs of one image, in milliseconds.
     *
     * @param warmUp number of runs before the first that is timed
     * @param runs number of runs to time
     * @return the time of each run, sorted
     */
    public double[] milliseconds(int warmUp, int runs) {
        double[] times = new double[runs];
        try (OnnxTensor image = OnnxTensor.createTensor(
                Sessions.environment(),
                ByteBuffer.allocateDirect(Float.BYTES * channels() * size() * size())
                        .order(ByteOrder.nativeOrder())
                        .asFloatBuffer(),
                new long[] {1, channels(), size(), size()})) {
            Map<String, OnnxTensor> inputs = Map.of(description.input(), image);
            for (int i = -warmUp; i < runs; i++) {
                long begun = System.nanoTime();
                try (OrtSession.Result result = session.run(inputs)) {
                    if (i >= 0) {
                        times[i] = (System.nanoTime() - begun) / 1e6;
                    }
                }
            }
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
        Arrays.sort(times);
        return times;
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }
}
