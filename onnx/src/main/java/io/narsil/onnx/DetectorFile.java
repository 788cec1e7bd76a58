package io.narsil.onnx;

import io.narsil.boxes.Suppression;
import io.narsil.detector.Detector;
import io.narsil.files.WholeFile;
import io.narsil.network.Shape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A detector as an ONNX file (opset 17): from {@code input} (batch, channels, height, width) to {@code boxes} (batch, places, 4), which are
 * left, top, right and bottom in pixels of the input, and {@code scores} (batch, places, classes), 0..1, for batches of any size.
 *
 * @param weights arrays of the whole detector by name, in the order of {@link io.narsil.network.WeightShapes}
 * @param classes names of the classes, in the order of the scores
 * @param suppression rule by which the file itself chooses among its boxes: it then has the output {@code selected} (boxes; image, class,
 *     place), too, with as many boxes of each class as the rule leaves of all together at most; nothing for a file without it
 */
public record DetectorFile(
        Detector detector,
        Map<String, float[]> weights,
        List<String> classes,
        Preparation preparation,
        String version,
        Optional<Suppression> suppression) {
    /** The name of the output that has the boxes. */
    public static final String BOXES = "boxes";
    /** The name of the output that has their scores. */
    public static final String SCORES = "scores";
    /** The name of the output that says which of them to take. */
    public static final String SELECTED = "selected";

    static final String TASK = "task";
    static final String DETECTION = "detection";

    /** Writes the file, whole or not at all. */
    public void write(Path file) {
        WholeFile.write(file, out -> out.write(bytes()));
    }

    /** The bytes of the file. */
    public byte[] bytes() {
        return model(Values.FLOATS).bytes().toByteArray();
    }

    /**
     * The bytes of the same detector in 8 bits (int8 weights, calibrated activations), whose answers are made in floats. It is used like
     * the other file.
     *
     * @param images images to calibrate with, each as the file takes it, (channel, row, column)
     */
    public byte[] eightBits(List<float[]> images) {
        Set<String> layers = EightBitLayers.of(detector);
        Observed observed = new Observed(layers);
        byte[] whole = model(observed).bytes().toByteArray();
        Shape input = detector.input();
        List<EightBits.Range> ranges = Calibration.ranges(
                whole, observed.names(), images, input.channels(), input.height(), input.width());
        return model(new EightBits(layers, ranges)).bytes().toByteArray();
    }

    private Message model(Values values) {
        Graph graph = new Graph();
        GraphReader reader = new GraphReader(graph, weights, values);
        BoxGraph made = BoxGraph.of(graph, reader, detector, ModelFile.images(graph, preparation));
        long places = made.places();
        List<GraphOutput> outputs = new ArrayList<>();
        outputs.add(GraphOutput.floats(made.boxes(), BOXES, List.of(places, 4L)));
        outputs.add(GraphOutput.floats(made.scores(), SCORES, List.of(places, (long) detector.classes())));
        suppression.ifPresent(rule -> outputs.add(
                new GraphOutput(made.selected(graph, rule), SELECTED, Graph.SIGNED_64, SELECTED, List.of(3L))));
        values.outputs().forEach(seen -> outputs.add(GraphOutput.seen(seen)));
        Shape input = detector.input();
        List<Long> shape = List.of((long) input.channels(), (long) input.height(), (long) input.width());
        return new ModelFile(classes, preparation, version, Map.of(TASK, DETECTION))
                .of(graph.message(detector.name(), OnnxFile.INPUT, shape, outputs));
    }
}
