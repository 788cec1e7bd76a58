package io.narsil.boxes;

import java.util.ArrayList;
import java.util.List;

/** The found boxes of one class in all images, by falling score; of equal ones first those of the first image. */
final class Ranking {
    /**
     * A found box.
     *
     * @param matches boxes of its image
     * @param place place among them, from 0 for the highest score
     * @param score certainty of the network
     */
    private record Found(ImageMatches matches, int place, double score) {}

    private final List<Found> boxes = new ArrayList<>();

    /** The boxes of images in the order of their numbers. */
    Ranking(List<ImageMatches> images) {
        for (ImageMatches matches : images) {
            for (int place = 0; place < matches.found().size(); place++) {
                boxes.add(new Found(matches, place, matches.found().get(place).score()));
            }
        }
        boxes.sort((a, b) -> Double.compare(b.score(), a.score()));
    }

    /** The number of boxes. */
    int size() {
        return boxes.size();
    }

    /** The score of the box at a rank. */
    double score(int rank) {
        return boxes.get(rank).score();
    }

    /** The image in which the box at a rank is. */
    int image(int rank) {
        return boxes.get(rank).matches().image();
    }

    /** The place of the box at a rank among those of its image, from 0. */
    int place(int rank) {
        return boxes.get(rank).place();
    }

    /** What the box at a rank is, by a demand of {@link Strictness}. */
    Verdict verdict(AreaRange range, int strictness, int rank) {
        Found box = boxes.get(rank);
        return box.matches().verdict(range, strictness, box.place());
    }
}
