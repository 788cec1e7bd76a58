package io.narsil.onnx;

import com.google.protobuf.ByteString;
import io.narsil.files.WholeFile;
import io.narsil.network.Network;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
        String images = ModelFile.images(graph, preparation);
        String logits = reader.name(network.accept(reader, GraphReader.Flow.of(images, network.resolution())));
        long size = network.resolution();
        GraphOutput output = GraphOutput.floats(logits, OUTPUT, List.of((long) network.classes()));
        return new ModelFile(classes, preparation, version, Map.of())
                .of(graph.message(
                        network.name(),
                        INPUT,
                        List.of((long) network.channels(), size, size),
                        GraphOutput.with(output, values.outputs())));
    }
}
