package io.narsil.boxes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of objects whose image is cut and scaled. Of an object that is partly outside the part inside stays. Where that is
 * too little the object need not be found any more: it is marked as difficult. It is not dropped, since a network would then learn that there
 * is nothing; of a large object, even a small part may fill the whole image. Only what is wholly outside is dropped. What need not be
 * found stays so, however little is left.
 *
 * @param share least share of a box's area that is to be found
 * @param side least width and height that is to be found, in pixels of the image
 */
public record Remnant(double share, double side) {
    /** A quarter of the box, and a pixel. */
    public static final Remnant USUAL = new Remnant(0.25, 1);

    /** Refuses a share and a side that are none. */
    public Remnant {
        if (!(share >= 0 && share <= 1) || !(side >= 0 && side < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "no remnant: a share of " + share + " (0..1) and " + side + " pixels (0 or more)");
        }
    }

    /** A photo's objects as they are in an image that was made of it, in their order. */
    public List<TrueBox> objects(Placement placement, List<TrueBox> objects) {
        List<TrueBox> left = new ArrayList<>();
        for (TrueBox object : objects) {
            Optional<Box> whole = placement.forward(object.box());
            Optional<Box> part = whole.flatMap(placement::shown);
            part.ifPresent(p -> left.add(object(placement, object, whole.get(), p)));
        }
        return left;
    }

    private TrueBox object(Placement placement, TrueBox object, Box whole, Box part) {
        double shown = part.equals(whole) ? 1 : part.area() / whole.area();
        boolean little = shown < share || part.width() < side || part.height() < side;
        // An outline is cut as its box is: nothing is known of where in the box it runs.
        double zoom = Math.abs(placement.across().scale() * placement.down().scale());
        double area = Math.min(Double.MAX_VALUE, object.area() * (zoom * shown));
        boolean difficult = object.difficult() || (little && !object.crowd());
        return new TrueBox(object.label(), part, area, object.crowd(), difficult);
    }
}
