package io.narsil.data;

import io.narsil.boxes.Axis;
import io.narsil.boxes.Placement;
import io.narsil.boxes.Remnant;
import io.narsil.boxes.TrueBox;
import io.narsil.task.Fit;
import java.util.ArrayList;
import java.util.List;

/**
 * What is marked in the images of a set, and where these are in the images that a network sees.
 *
 * @param objects objects of each photo, in its pixels
 * @param squares way of each photo into its square of the set
 * @param scaling way from there to the size that the network takes
 */
public record MarkedSet(List<List<TrueBox>> objects, List<Placement> squares, Placement scaling) {
    /** Keeps copies. */
    public MarkedSet {
        objects = List.copyOf(objects);
        squares = List.copyOf(squares);
    }

    /**
     * What is marked in the images of a set.
     *
     * @param marked photos of the set, in its order
     * @param resolution pixels a side that a network takes
     */
    public static MarkedSet of(List<Marked> marked, ImageSet set, Fit fit, int resolution) {
        if (marked.size() != set.count()) {
            throw new IllegalArgumentException(marked.size() + " photos with marks are not " + set.count() + " images");
        }
        Axis axis = Axis.drawn(0, set.size(), 0, resolution);
        return new MarkedSet(
                marked.stream().map(Marked::objects).toList(),
                marked.stream()
                        .map(m -> SingleImage.placement(m.height(), m.width(), set.size(), fit))
                        .toList(),
                new Placement(axis, axis));
    }

    /** The objects of each image of a batch, as a network sees them in training. */
    public List<List<TrueBox>> seen(Drawn drawn) {
        List<List<TrueBox>> seen = new ArrayList<>();
        for (int i = 0; i < drawn.images().length; i++) {
            int image = drawn.images()[i];
            Placement way = squares.get(image).then(drawn.ways().get(i)).then(scaling);
            seen.add(Remnant.USUAL.objects(way, objects.get(image)));
        }
        return seen;
    }

    /** The way of each photo into what a network sees when nothing is varied. */
    public List<Placement> ways() {
        return squares.stream().map(way -> way.then(scaling)).toList();
    }
}
