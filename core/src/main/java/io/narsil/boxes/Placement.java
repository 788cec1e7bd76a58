package io.narsil.boxes;

import java.util.List;
import java.util.Optional;

/**
 * Where a photo's pixels are in an image that was made of it, so that boxes can follow: scaled, shifted, mirrored and cut along both
 * axes, in any order. Who moves pixels says by one of these where they went.
 */
public record Placement(Axis across, Axis down) {
    /** All of an image where it was. */
    public static Placement unmoved(int width, int height) {
        return new Placement(Axis.drawn(0, width, 0, width), Axis.drawn(0, height, 0, height));
    }

    /** This way and then another, which begins at the image that this one has made. */
    public Placement then(Placement next) {
        return new Placement(across.then(next.across), down.then(next.down));
    }

    /** A photo's box in the image, be it shown or not; none where it is too thin to be told from a line. */
    public Optional<Box> forward(Box box) {
        return box(
                across.forward(box.left()),
                down.forward(box.top()),
                across.forward(box.right()),
                down.forward(box.bottom()));
    }

    /** An image's box in the photo, be it there or not; none where it is too thin to be told from a line. */
    public Optional<Box> back(Box box) {
        return box(across.back(box.left()), down.back(box.top()), across.back(box.right()), down.back(box.bottom()));
    }

    /** The part of an image's box that lies where the image shows the photo. */
    public Optional<Box> shown(Box box) {
        double left = Math.max(across.first(), box.left());
        double top = Math.max(down.first(), box.top());
        double right = Math.min(across.last(), box.right());
        double bottom = Math.min(down.last(), box.bottom());
        return left < right && top < bottom ? Optional.of(new Box(left, top, right, bottom)) : Optional.empty();
    }

    /**
     * What a network finds in the image, as boxes of the photo, in their order. What lies outside of what the image shows is cut off,
     * and a box that lies on nothing but bars is none.
     */
    public List<FoundBox> found(List<FoundBox> boxes) {
        return boxes.stream()
                .flatMap(f ->
                        shown(f.box()).flatMap(this::back).map(box -> new FoundBox(f.label(), box, f.score())).stream())
                .toList();
    }

    private static Optional<Box> box(double x, double y, double otherX, double otherY) {
        boolean area = x != otherX && y != otherY && Double.isFinite(x + otherX) && Double.isFinite(y + otherY);
        return area
                ? Optional.of(
                        new Box(Math.min(x, otherX), Math.min(y, otherY), Math.max(x, otherX), Math.max(y, otherY)))
                : Optional.empty();
    }
}
