package io.narsil.onnx;

import static io.narsil.onnx.Graph.attribute;

import io.narsil.boxes.Suppression;
import io.narsil.detector.Decoder;
import io.narsil.detector.Detector;
import io.narsil.detector.Grid;
import java.util.ArrayList;
import java.util.List;

/**
 * The end of a detector's graph, which makes boxes of its answers as {@link Decoder} does.
 *
 * @param places number of places of all levels
 * @param boxes value (image, place, side)
 * @param byClass value with the scores (image, class, place)
 * @param scores value with the same (image, place, class)
 */
record BoxGraph(int places, String boxes, String byClass, String scores) {
    /** Adds it to the graph; all that is computed with has a shape that follows from the input's. */
    static BoxGraph of(Graph graph, GraphReader reader, Detector detector, String images) {
        List<Grid> grids = detector.grids();
        List<Detector.Answers<GraphReader.Flow>> levels = detector.answers(
                reader, GraphReader.Flow.of(images, detector.input().height()));
        List<String> boxes = new ArrayList<>();
        List<String> scores = new ArrayList<>();
        for (int level = 0; level < levels.size(); level++) {
            String sides = reader.name(levels.get(level).sides());
            boxes.add(inRow(graph, placed(graph, sides, grids.get(level))));
            scores.add(inRow(
                    graph,
                    graph.node("Sigmoid", List.of(reader.name(levels.get(level).classes())))));
        }
        String byClass = graph.node("Concat", scores, attribute("axis", 2));
        return new BoxGraph(
                Grid.count(grids),
                byPlace(graph, graph.node("Concat", boxes, attribute("axis", 2))),
                byClass,
                byPlace(graph, byClass));
    }

    /** Left, top, right and bottom of the boxes, of the logarithms of the distances to them in strides. */
    private static String placed(Graph graph, String sides, Grid grid) {
        float largest = (float) Decoder.LARGEST;
        String least = graph.constant("sides.least", new float[] {-largest});
        String most = graph.constant("sides.most", new float[] {largest});
        String distances = graph.node("Exp", List.of(graph.node("Clip", List.of(sides, least, most))));
        float stride = grid.stride();
        String strides =
                graph.constant("strides." + grid.stride(), new float[] {-stride, -stride, stride, stride}, 4, 1, 1);
        String away = graph.node("Mul", List.of(distances, strides));
        return graph.node("Add", List.of(away, middles(graph, grid)));
    }

    private static String middles(Graph graph, Grid grid) {
        int count = grid.count();
        float[] middles = new float[4 * count];
        for (int place = 0; place < count; place++) {
            for (int side = 0; side < 4; side++) {
                middles[side * count + place] = (float) (side % 2 == 0 ? grid.x(place) : grid.y(place));
            }
        }
        return graph.constant("places." + grid.stride(), middles, 4, grid.rows(), grid.columns());
    }

    private static String inRow(Graph graph, String level) {
        // The first two dimensions stay, and what is left is one.
        return graph.node("Reshape", List.of(level, graph.row("places.row", 0, 0, -1)));
    }

    private static String byPlace(Graph graph, String value) {
        return graph.node("Transpose", List.of(value), attribute("perm", List.of(0L, 2L, 1L)));
    }

    /** The boxes that stay by a rule, as (image, class, place); the operation knows no limit for all classes together. */
    String selected(Graph graph, Suppression rule) {
        return graph.node(
                "NonMaxSuppression",
                List.of(
                        boxes,
                        byClass,
                        graph.row("selected.most", rule.most()),
                        graph.constant("selected.overlap", new float[] {(float) rule.overlap()}, 1),
                        graph.constant("selected.score", new float[] {(float) rule.score()}, 1)));
    }
}
