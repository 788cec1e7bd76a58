package io.narsil.detector;

import io.narsil.network.Activation;
import io.narsil.network.Architecture;
import io.narsil.network.BlockCost;
import io.narsil.network.CostCounter;
import io.narsil.network.FirstValues;
import io.narsil.network.Interpreter;
import io.narsil.network.Network;
import io.narsil.network.Place;
import io.narsil.network.Shape;
import io.narsil.network.Tap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A network that finds objects: the backbone of any network, a {@link Neck} that joins what its stages see at three strides, and a
 * {@link DenseHead} that answers at each place of each {@link Grid}. Layers of the backbone have the names that they have in
 * the network that classifies, so that its weights fit.
 *
 * @param backbone network whose stages are read, up to the last one at a stride of 32; of its head, the number of classes alone is
 * @param neck channels of all levels
 * @param activation function of neck and head
 */
public record Detector(Network backbone, Neck neck, DenseHead head, Activation activation) implements Architecture {
    /** The strides of the levels, finest first. */
    public static final List<Integer> STRIDES = List.of(8, 16, 32);

    /** The stride of the coarsest level, of which the sides of all images are multiples. */
    public static final int COARSEST = 32;

    /** Refuses a backbone without these strides, and images that they do not divide. */
    public Detector {
        List<Integer> taps = taps(backbone);
        if (backbone.resolution() % COARSEST != 0) {
            int less = backbone.resolution() / COARSEST * COARSEST;
            throw new IllegalArgumentException("images of " + backbone.resolution() + " pixels are no multiple of "
                    + COARSEST + ", as the levels of a detector want. Maybe resolution: "
                    + Math.max(COARSEST, less));
        }
        List<Shape> shapes = backbone.features(new CostCounter(), backbone.input(), taps.get(taps.size() - 1) + 1);
        for (int level = 0; level < taps.size(); level++) {
            checkPlaces(backbone, taps.get(level), shapes.get(taps.get(level)), STRIDES.get(level));
        }
    }

    /** Refuses a stage whose windows do not stand where the places of its level are. */
    private static void checkPlaces(Network backbone, int stage, Shape shape, int stride) {
        int side = backbone.resolution() / stride;
        if (shape.height() != side || shape.width() != side) {
            throw new IllegalArgumentException(backbone.taps().get(stage).name() + " of " + backbone.name() + " makes "
                    + shape + " of images of " + backbone.resolution() + " pixels, not " + side + "x" + side
                    + " places at a stride of " + stride
                    + ". Maybe some of its blocks have a \"padding\" of their own.");
        }
    }

    /** The stage that each level reads, from 0: the last one at its stride. */
    private static List<Integer> taps(Network backbone) {
        List<Tap> all = backbone.taps();
        List<Integer> found = new ArrayList<>();
        for (int stride : STRIDES) {
            int last = -1;
            for (int s = 0; s < all.size(); s++) {
                last = all.get(s).reduction() == stride ? s : last;
            }
            if (last < 0) {
                throw new IllegalArgumentException("no stage of " + backbone.name() + " ends at a stride of " + stride
                        + ": they end at "
                        + all.stream().map(Tap::reduction).distinct().toList());
            }
            found.add(last);
        }
        return found;
    }

    @Override
    public String name() {
        return backbone.name();
    }

    @Override
    public Shape input() {
        return backbone.input();
    }

    @Override
    public int classes() {
        return backbone.classes();
    }

    @Override
    public int stageCount() {
        return stageCount(backbone);
    }

    /** The number of stages that a detector reads of a backbone. */
    public static int stageCount(Network backbone) {
        return taps(backbone).get(STRIDES.size() - 1) + 1;
    }

    /** The places at which it answers, finest level first. */
    public List<Grid> grids() {
        return Grid.over(
                backbone.resolution(), STRIDES.stream().mapToInt(s -> s).toArray());
    }

    /** For each level, finest first, its answers: logits of the classes, then the four sides. */
    @Override
    public <T> List<T> outputs(Interpreter<T> reader, T input) {
        List<Answers<T>> levels = answers(reader, input);
        List<T> outputs = new ArrayList<>();
        levels.forEach(level -> {
            outputs.add(level.classes());
            outputs.add(level.sides());
        });
        return outputs;
    }

    /** What it answers on each level, finest first. */
    public <T> List<Answers<T>> answers(Interpreter<T> reader, T input) {
        List<Integer> taps = taps(backbone);
        List<T> stages = backbone.features(reader, input, stageCount());
        List<T> features = new ArrayList<>();
        taps.forEach(tap -> features.add(stages.get(tap)));
        List<Tap> all = backbone.taps();
        List<Integer> channels =
                taps.stream().map(tap -> all.get(tap).channels()).toList();
        List<T> joined = neck.accept(reader, features, channels, this);
        List<Answers<T>> answers = new ArrayList<>();
        for (int level = 0; level < STRIDES.size(); level++) {
            answers.add(head.accept(reader, joined.get(level), STRIDES.get(level), this));
        }
        return answers;
    }

    /** What neck and head cost, with what the stages see waiting for them. */
    public BlockCost ends() {
        return BlockCost.from(neck.first(this), this);
    }

    /** The place of a part of neck or head in the network. */
    Place place(String part) {
        return new Place(part, neck.channels(), classes(), 1, backbone.conventions());
    }

    @Override
    public Map<String, FirstValues> firstValues() {
        return DenseHead.FIRST_VALUES;
    }

    /**
     * The answers of one level.
     *
     * @param classes logit of each class at each place (classes, rows, columns)
     * @param sides logarithms of the distances, in strides, from each place to the left, top, right and bottom of its box
     */
    public record Answers<T>(T classes, T sides) {}
}
