package io.narsil.onnx;

import com.google.protobuf.ByteString;
import io.narsil.files.WholeFile;
import io.narsil.network.Network;
import io.narsil.task.Fit;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes a network with its weights as an ONNX file (opset 17): from {@code input} (batch, channels, height, width) to
 * {@code logits} (batch, classes), for batches of any size.
 *
 * <p>The file's metadata has what its user must know: the classes, and the preparation of an image.
 */
public final class OnnxFile {
    /** The name of the only input, in every file. */
    public static final String INPUT = "input";
    /** The name of the only output, in every file. */
    public static final String OUTPUT = "logits";

    static final String FORMAT = "network/1";
    static final String SEPARATOR = "\n";
    private static final int OPSET = 17;
    private static final int IR_VERSION = 8;

    private OnnxFile() {}

    /**
     * Writes a file, whole or not at all.
     *
     * @param weights arrays of the whole network by name, in the order of {@link io.narsil.network.WeightShapes}
     * @param classes names of the classes, in the order of the logits
     */
    public static void write(
            Path file,
            Network network,
            Map<String, float[]> weights,
            List<String> classes,
            Preparation preparation,
            String version) {
        ByteString bytes = model(network, weights, classes, preparation, version, Values.FLOATS)
                .bytes();
        WholeFile.write(file, bytes::writeTo);
    }

    /** The bytes that {@link #write} would write. */
    public static byte[] bytes(
            Network network,
            Map<String, float[]> weights,
            List<String> classes,
            Preparation preparation,
            String version) {
        return model(network, weights, classes, preparation, version, Values.FLOATS)
                .bytes()
                .toByteArray();
    }

    /**
     * The bytes of the same network in 8 bits (int8 weights, calibrated activations). It is used like the other file.
     *
     * @param images images to calibrate with, each as the file takes it, (channel, row, column)
     */
    public static byte[] eightBits(
            Network network,
            Map<String, float[]> weights,
            List<String> classes,
            Preparation preparation,
            String version,
            List<float[]> images) {
        Set<String> layers = EightBitLayers.of(network);
        Observed observed = new Observed(layers);
        Message whole = model(network, weights, classes, preparation, version, observed);
        long size = network.resolution();
        List<EightBits.Range> ranges = Calibration.ranges(
                whole.bytes().toByteArray(), observed.names(), images, network.channels(), size, size);
        return model(network, weights, classes, preparation, version, new EightBits(layers, ranges))
                .bytes()
                .toByteArray();
    }

    private static Message model(
            Network network,
            Map<String, float[]> weights,
            List<String> classes,
            Preparation preparation,
            String version,
            Values values) {
        Graph graph = new Graph();
        GraphReader reader = new GraphReader(graph, weights, values);
        String images = preparation.inside() ? prepared(graph, preparation) : INPUT;
        String logits = reader.name(network.accept(reader, GraphReader.Flow.of(images, network.resolution())));
        long size = network.resolution();
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("narsil", FORMAT);
        metadata.put("classes", String.join(SEPARATOR, classes));
        metadata.put("mean", join(preparation.mean()));
        metadata.put("std", join(preparation.deviation()));
        // The same, for earlier versions of Narsil.
        metadata.put("deviation", join(preparation.deviation()));
        metadata.put("takes", preparation.inside() ? "values from 0 to 255" : "(value / 255 - mean) / deviation");
        if (preparation.fit() != Fit.CROP) {
            metadata.put("fit", preparation.fit().key());
        }
        return ModelChecksum.ended(new Message()
                .integer(1, IR_VERSION)
                .text(2, "narsil")
                .text(3, version)
                .message(
                        7,
                        graph.message(
                                network.name(),
                                INPUT,
                                List.of((long) network.channels(), size, size),
                                logits,
                                OUTPUT,
                                List.of((long) network.classes()),
                                values.outputs()))
                .message(8, new Message().text(1, "").integer(2, OPSET))
                .each(
                        metadata.entrySet(),
                        (m, entry) -> m.message(
                                14, new Message().text(1, entry.getKey()).text(2, entry.getValue()))));
    }

    private static String prepared(Graph graph, Preparation preparation) {
        int channels = preparation.mean().size();
        float[] factor = new float[channels];
        float[] shift = new float[channels];
        for (int c = 0; c < channels; c++) {
            factor[c] = (float) (1 / (255 * preparation.deviation().get(c)));
            shift[c] = (float)
                    (-preparation.mean().get(c) / preparation.deviation().get(c));
        }
        return GraphReader.affine(graph, INPUT, "preparation", factor, shift);
    }

    private static String join(List<Double> numbers) {
        return numbers.stream().map(Object::toString).collect(Collectors.joining(" "));
    }
}
