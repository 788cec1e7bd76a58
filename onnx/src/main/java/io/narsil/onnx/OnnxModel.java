package io.narsil.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.narsil.config.UserException;
import io.narsil.files.TemporaryFolder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A network in ONNX Runtime, with the metadata that Narsil wrote. For one thread at a time. */
public final class OnnxModel implements AutoCloseable {
    private final OrtSession session;
    private final OrtSession.SessionOptions options;
    private final List<String> classes;
    private final Preparation preparation;
    private final int channels;
    private final int size;

    private OnnxModel(
            OrtSession session, OrtSession.SessionOptions options, Map<String, String> metadata, long[] shape) {
        this.session = session;
        this.options = options;
        classes = List.of(metadata.get("classes").split(OnnxFile.SEPARATOR, -1));
        preparation = new Preparation(
                numbers(metadata.get("mean")),
                numbers(metadata.get("deviation")),
                metadata.get("takes").startsWith("values"));
        channels = (int) shape[1];
        size = (int) shape[2];
    }

    /**
     * Opens a file that Narsil wrote.
     *
     * @param threads number of threads that compute one run
     * @throws UserException where it is no ONNX file, or not one of this version of Narsil
     */
    public static OnnxModel open(Path file, int threads) {
        if (!Files.isRegularFile(file)) {
            throw new UserException(file.toString(), "there is no such file", "");
        }
        return open(
                file.toString(),
                threads,
                options -> OrtEnvironment.getEnvironment().createSession(file.toString(), options));
    }

    /** Opens a network from the bytes of {@link OnnxFile#bytes}. */
    public static OnnxModel of(byte[] bytes, int threads) {
        return open("bytes", threads, options -> OrtEnvironment.getEnvironment().createSession(bytes, options));
    }

    private interface Opening {
        OrtSession open(OrtSession.SessionOptions options) throws OrtException;
    }

    private static OnnxModel open(String name, int threads, Opening opening) {
        OrtSession session = null;
        try {
            OrtSession.SessionOptions options = options();
            options.setIntraOpNumThreads(threads);
            options.setInterOpNumThreads(1);
            session = opening.open(options);
            Map<String, String> metadata = session.getMetadata().getCustomMetadata();
            String format = metadata.getOrDefault("narsil", "");
            if (!format.equals(OnnxFile.FORMAT)) {
                throw new UserException(
                        name,
                        format.isEmpty()
                                ? "this ONNX file was not written by Narsil: its classes and its scale are unknown"
                                : "this ONNX file is of the version \"" + format + "\", not \"" + OnnxFile.FORMAT
                                        + "\"",
                        "narsil export");
            }
            NodeInfo input = session.getInputInfo().get(OnnxFile.INPUT);
            return new OnnxModel(session, options, metadata, ((TensorInfo) input.getInfo()).getShape());
        } catch (OrtException e) {
            throw new UserException(
                    name,
                    "this is no sound ONNX file: "
                            + e.getMessage().lines().findFirst().orElse("").replaceAll("\\.+$", ""),
                    "");
        } catch (UserException e) {
            close(session);
            throw e;
        }
    }

    /** The first call of all loads ONNX Runtime. */
    private static OrtSession.SessionOptions options() {
        try {
            return new OrtSession.SessionOptions();
        } catch (LinkageError | IllegalStateException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw TemporaryFolder.failure("ONNX Runtime", cause);
        }
    }

    /** The version of ONNX Runtime. */
    public static String runtimeVersion() {
        return OrtEnvironment.getEnvironment().getVersion();
    }

    private static List<Double> numbers(String text) {
        return Arrays.stream(text.split(" ")).map(Double::valueOf).toList();
    }

    /** The names of the classes, in the order of the logits. */
    public List<String> classes() {
        return classes;
    }

    /** The preparation of an image for {@link #run}. */
    public Preparation preparation() {
        return preparation;
    }

    /** The number of channels of an image. */
    public int channels() {
        return channels;
    }

    /** The height and width of an image, in pixels. */
    public int size() {
        return size;
    }

    /**
     * The logits of a batch, (image, class).
     *
     * @param images values (image, channel, row, column)
     */
    public float[][] run(float[] images, int count) {
        long[] shape = {count, channels, size, size};
        try (OnnxTensor tensor =
                        OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), FloatBuffer.wrap(images), shape);
                OrtSession.Result result = session.run(Map.of(OnnxFile.INPUT, tensor))) {
            return (float[][]) result.get(0).getValue();
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The probability of each class for one image, which is normalised first.
     *
     * @param pixels values of 8 bits, in the order row, column, channel
     */
    public double[] probabilities(byte[] pixels) {
        return softmax(run(values(pixels), 1)[0]);
    }

    /**
     * An image as {@link #run} takes it, (channel, row, column), normalised where the file does not do it itself.
     *
     * @param pixels values of 8 bits, in the order row, column, channel
     */
    public float[] values(byte[] pixels) {
        if (pixels.length != channels * size * size) {
            throw new IllegalArgumentException(
                    pixels.length + " values are not an image of " + channels + "x" + size + "x" + size);
        }
        int plane = size * size;
        float[] values = new float[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            int c = i % channels;
            int pixel = pixels[i] & 0xFF;
            values[c * plane + i / channels] = (float)
                    (preparation.inside()
                            ? pixel
                            : (pixel / 255.0 - preparation.mean().get(c))
                                    / preparation.deviation().get(c));
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
                OrtEnvironment.getEnvironment(),
                ByteBuffer.allocateDirect(Float.BYTES * channels * size * size)
                        .order(ByteOrder.nativeOrder())
                        .asFloatBuffer(),
                new long[] {1, channels, size, size})) {
            Map<String, OnnxTensor> inputs = Map.of(OnnxFile.INPUT, image);
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
        close(session);
        options.close();
    }

    private static void close(OrtSession session) {
        try {
            if (session != null) {
                session.close();
            }
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }
}
