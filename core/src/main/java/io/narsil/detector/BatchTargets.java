package io.narsil.detector;

import io.narsil.boxes.TrueBox;
import java.util.Arrays;
import java.util.List;

/**
 * What a network has to say at the places of several images, as the arrays that a loss is computed of. Places are numbered image by
 * image, in each as in {@link Targets}.
 *
 * @param places number of places of all images
 * @param positives places that have a class
 * @param labels class of each of these
 * @param sides distances from each of these to the left, top, right and bottom of its box, in strides of its level
 * @param unsaid places that nobody learns from
 */
public record BatchTargets(int places, long[] positives, long[] labels, float[] sides, long[] unsaid) {
    /** The targets of images by what is marked in each. */
    public static BatchTargets of(List<List<TrueBox>> images, List<Grid> grids, Assignment assignment) {
        int each = Grid.count(grids);
        Gathered gathered = new Gathered(images.size() * each);
        for (int i = 0; i < images.size(); i++) {
            Targets targets = assignment.targets(images.get(i), grids);
            int place = 0;
            for (Grid grid : grids) {
                for (int end = place + grid.count(); place < end; place++) {
                    gathered.add(i * each + place, targets.label(place), targets.distances(place), grid.stride());
                }
            }
        }
        return gathered.targets();
    }

    private static final class Gathered {
        private final int places;
        private final long[] positives;
        private final long[] labels;
        private final float[] sides;
        private final long[] unsaid;
        private int count;
        private int silent;

        Gathered(int places) {
            this.places = places;
            positives = new long[places];
            labels = new long[places];
            sides = new float[4 * places];
            unsaid = new long[places];
        }

        void add(int place, int label, float[] distances, int stride) {
            if (label == Targets.UNSAID) {
                unsaid[silent++] = place;
            } else if (label != Targets.NOTHING) {
                for (int side = 0; side < 4; side++) {
                    sides[4 * count + side] = distances[side] / stride;
                }
                positives[count] = place;
                labels[count++] = label;
            }
        }

        BatchTargets targets() {
            return new BatchTargets(
                    places,
                    Arrays.copyOf(positives, count),
                    Arrays.copyOf(labels, count),
                    Arrays.copyOf(sides, 4 * count),
                    Arrays.copyOf(unsaid, silent));
        }
    }
}
