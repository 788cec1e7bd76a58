package io.narsil.onnx;

import io.narsil.task.Fit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a file has around its graph: the metadata, which say what its user must know, and the checksum.
 *
 * @param classes names of the classes, in the order of the answers
 * @param more further metadata, by key
 */
record ModelFile(List<String> classes, Preparation preparation, String version, Map<String, String> more) {
    static final String FORMAT = "network/1";
    static final String SEPARATOR = "\n";
    private static final int OPSET = 17;
    private static final int IR_VERSION = 8;

    /** The whole file of a graph. */
    Message of(Message graph) {
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
        metadata.putAll(more);
        return ModelChecksum.ended(new Message()
                .integer(1, IR_VERSION)
                .text(2, "narsil")
                .text(3, version)
                .message(7, graph)
                .message(8, new Message().text(1, "").integer(2, OPSET))
                .each(
                        metadata.entrySet(),
                        (m, entry) -> m.message(
                                14, new Message().text(1, entry.getKey()).text(2, entry.getValue()))));
    }

    /** The value that the network's first layer reads: the input, which the graph normalises where the file is to do it itself. */
    static String images(Graph graph, Preparation preparation) {
        if (!preparation.inside()) {
            return OnnxFile.INPUT;
        }
        int channels = preparation.mean().size();
        float[] factor = new float[channels];
        float[] shift = new float[channels];
        for (int c = 0; c < channels; c++) {
            factor[c] = (float) (1 / (255 * preparation.deviation().get(c)));
            shift[c] = (float)
                    (-preparation.mean().get(c) / preparation.deviation().get(c));
        }
        return GraphReader.affine(graph, OnnxFile.INPUT, "preparation", factor, shift);
    }

    private static String join(List<Double> numbers) {
        return numbers.stream().map(Object::toString).collect(Collectors.joining(" "));
    }
}
