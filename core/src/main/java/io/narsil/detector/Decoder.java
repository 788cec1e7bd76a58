package io.narsil.detector;

import io.narsil.boxes.Box;
import io.narsil.boxes.FoundBox;
import io.narsil.boxes.Suppression;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Makes boxes of what a network says at its places.
 *
 * @param most number of answers of an image that are looked at, those of the highest scores
 * @param suppression rule for doubles
 */
public record Decoder(int most, Suppression suppression) {
    /** The largest logarithm of a side that is taken as it is: 403 strides, more than any image has. */
    public static final double LARGEST = 6;

    /** The 1,000 best above a score of .05, of which at most 100 stay, none over another of its class by an IoU of more than .6. */
    public static final Decoder USUAL = new Decoder(1000, new Suppression(0.05, 0.6, 100));

    private record Answer(int place, int label, double score) {}

    /**
     * The boxes of one image, in its pixels.
     *
     * @param outputs logits of the classes and logarithms of the sides, place by place
     * @param from index of the image's first value
     */
    public List<FoundBox> boxes(float[] outputs, int from, int classes, List<Grid> grids) {
        int width = classes + 4;
        List<Answer> answers = new ArrayList<>();
        // A sigmoid for each place and class would take longer than all else.
        double least = Math.log(suppression.score() / (1 - suppression.score()));
        for (int place = 0; place < Grid.count(grids); place++) {
            for (int label = 0; label < classes; label++) {
                double logit = outputs[from + place * width + label];
                if (logit > least) {
                    answers.add(new Answer(place, label, 1 / (1 + Math.exp(-logit))));
                }
            }
        }
        return kept(answers, place -> box(outputs, from + place * width + classes, place, grids));
    }

    /**
     * The boxes of one image of a network that makes them itself, as its ONNX file does.
     *
     * @param boxes left, top, right and bottom, place by place
     * @param scores scores of the classes, place by place
     */
    public List<FoundBox> boxes(float[] boxes, float[] scores, int classes) {
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < scores.length; i++) {
            if (scores[i] > suppression.score()) {
                answers.add(new Answer(i / classes, i % classes, scores[i]));
            }
        }
        return kept(
                answers,
                place -> new Box(boxes[4 * place], boxes[4 * place + 1], boxes[4 * place + 2], boxes[4 * place + 3]));
    }

    private List<FoundBox> kept(List<Answer> answers, IntFunction<Box> box) {
        answers.sort(Comparator.comparingDouble(Answer::score).reversed());
        List<FoundBox> found = new ArrayList<>();
        for (Answer answer : answers.subList(0, Math.min(most, answers.size()))) {
            found.add(new FoundBox(answer.label(), box.apply(answer.place()), answer.score()));
        }
        return suppression.apply(found);
    }

    /**
     * The box of a place.
     *
     * @param sides index of the logarithm of its left side, which the others follow
     */
    public static Box box(float[] outputs, int sides, int place, List<Grid> grids) {
        int within = place;
        int level = 0;
        while (within >= grids.get(level).count()) {
            within -= grids.get(level++).count();
        }
        Grid grid = grids.get(level);
        double x = grid.x(within);
        double y = grid.y(within);
        return new Box(
                x - side(outputs[sides], grid),
                y - side(outputs[sides + 1], grid),
                x + side(outputs[sides + 2], grid),
                y + side(outputs[sides + 3], grid));
    }

    private static double side(float logarithm, Grid grid) {
        // Never nothing, which would be no box.
        return Math.exp(Math.max(-LARGEST, Math.min(LARGEST, logarithm))) * grid.stride();
    }
}
