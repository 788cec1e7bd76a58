package io.narsil.annotations;

import io.narsil.annotations.MarkedImage.Unit;
import io.narsil.boxes.Box;
import io.narsil.boxes.TrueBox;
import io.narsil.data.DataSpec;
import io.narsil.photo.ImageSize;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Holds what is marked against the image that it is marked in. */
final class BoxCheck {
    /** Pixels beyond the edge that rounding makes and nobody has to know. */
    private static final double ROUNDING = 0.1;

    /** A side that nobody draws on purpose. */
    private static final int THIN = 2;

    private final DataSpec spec;
    private final FolderFiles files;
    private final Findings findings;

    BoxCheck(DataSpec spec, FolderFiles files, Findings findings) {
        this.spec = spec;
        this.files = files;
        this.findings = findings;
    }

    /** The boxes of an image, cut at its edges. Their labels are those of the marks. */
    List<TrueBox> boxes(MarkedImage image, ImageSize size) {
        size(image, size);
        Map<Box, Integer> met = new HashMap<>();
        List<TrueBox> boxes = new ArrayList<>();
        for (Mark mark : image.marks()) {
            Optional<Box> cut = cut(mark, image, size);
            if (cut.isEmpty()) {
                continue;
            }
            Box box = cut.get();
            Integer before = met.putIfAbsent(box, mark.label());
            if (before != null && before == mark.label()) {
                findings.note("boxes that stand there twice count once", name(image, mark));
                continue;
            }
            if (before != null) {
                findings.note("boxes that are marked with two classes", name(image, mark));
            }
            if (Math.min(box.width(), box.height()) < THIN) {
                findings.note(
                        "boxes with a side under " + THIN + " pixels, perhaps slips of a hand", name(image, mark));
            }
            boxes.add(new TrueBox(mark.label(), box, area(mark, image, size, box), mark.crowd(), mark.difficult()));
        }
        return boxes;
    }

    /** The area of the outline, of which no more can be in the box than the box. */
    private static double area(Mark mark, MarkedImage image, ImageSize size, Box box) {
        double unit = image.unit() == Unit.SHARES ? (double) size.width() * size.height() : 1;
        return mark.area() > 0 ? Math.min(unit * mark.area(), box.area()) : box.area();
    }

    /** Tools show an image upright, so boxes are drawn in what is seen; a size that is another one says that they were not. */
    private void size(MarkedImage image, ImageSize size) {
        if (image.unit() != Unit.SHARES && !image.marks().isEmpty()) {
            if (image.width() == 0 || image.height() == 0) {
                findings.note(
                        "annotations that do not say the size of their image, which is taken to be that of the file",
                        files.name(image.image()));
            } else if (image.width() != size.width() || image.height() != size.height()) {
                differs(image, size);
                return;
            }
        }
        if (size.turned() && !image.marks().isEmpty()) {
            findings.note(
                    "photos that a camera noted to be turned; their boxes are taken to be drawn in the upright picture",
                    files.name(image.image()));
        }
    }

    private void differs(MarkedImage image, ImageSize size) {
        boolean lying = size.turned() && image.width() == size.height() && image.height() == size.width();
        String value = String.format(
                Locale.ROOT,
                "%dx%d, and %s has %dx%d",
                image.width(),
                image.height(),
                image.image(),
                size.width(),
                size.height());
        if (lying) {
            findings.fault(
                    image.where(image.line()),
                    "the annotation is of a photo before it was turned upright",
                    value + " upright",
                    "turn the photos' pixels (exiftran, mogrify -auto-orient) and mark them again, or correct the size"
                            + " if the boxes are right in the upright picture");
        } else {
            findings.fault(
                    image.where(image.line()),
                    "the annotation is of an image of another size",
                    value,
                    "the images were scaled after they were marked");
        }
    }

    private Optional<Box> cut(Mark mark, MarkedImage image, ImageSize size) {
        double across = image.unit() == Unit.SHARES ? size.width() : 1;
        double down = image.unit() == Unit.SHARES ? size.height() : 1;
        // The first pixel that VOC counts is 1, and the last one is in the box.
        double first = image.unit() == Unit.PIXELS_FROM_ONE ? 1 : 0;
        double left = mark.left() * across - first;
        double top = mark.top() * down - first;
        double right = mark.right() * across;
        double bottom = mark.bottom() * down;
        if (mark.right() < mark.left() || mark.bottom() < mark.top()) {
            return broken("a box ends before it begins", "its corners were exchanged", mark, image, size);
        }
        if (right <= left || bottom <= top) {
            return broken("a box has no width or no height", spec.origin().skip("it"), mark, image, size);
        }
        double inLeft = Math.max(0, left);
        double inTop = Math.max(0, top);
        double inRight = Math.min(size.width(), right);
        double inBottom = Math.min(size.height(), bottom);
        if (!(inLeft < inRight && inTop < inBottom)) {
            boolean pixels = image.unit() == Unit.SHARES && (mark.right() > 2 || mark.bottom() > 2);
            String maybe = pixels
                    ? "these are pixels; YOLO's numbers are shares of the image's sides, 0 to 1"
                    : spec.origin().skip("it");
            return broken("a box lies outside of its image", maybe, mark, image, size);
        }
        if (left < -first - ROUNDING
                || top < -first - ROUNDING
                || right > size.width() + ROUNDING
                || bottom > size.height() + ROUNDING) {
            findings.note("boxes that reach beyond their image and are cut at its edge", name(image, mark));
        } else if (first > 0 && (left < 0 || top < 0)) {
            findings.note(
                    "boxes that begin at 0, though VOC's first pixel is 1 (where all of them count from 0, they are"
                            + " read one pixel too large to the left and above)",
                    name(image, mark));
        }
        return Optional.of(new Box(inLeft, inTop, inRight, inBottom));
    }

    /** Says that a box is none, or leaves it out where the user wants that. */
    private Optional<Box> broken(String what, String maybe, Mark mark, MarkedImage image, ImageSize size) {
        if (spec.skipBroken()) {
            findings.note("boxes that are left out (" + what + ")", name(image, mark));
        } else {
            findings.fault(image.where(mark.line()), what, value(mark, image, size), maybe);
        }
        return Optional.empty();
    }

    private static String value(Mark mark, MarkedImage image, ImageSize size) {
        String value = String.format(
                Locale.ROOT,
                "from (%s, %s) to (%s, %s) in %s of %dx%d pixels",
                number(mark.left()),
                number(mark.top()),
                number(mark.right()),
                number(mark.bottom()),
                image.image(),
                size.width(),
                size.height());
        return mark.name().isEmpty() ? value : mark.name() + ", " + value;
    }

    /** A number as short as it can be. */
    private static String number(double value) {
        boolean whole = value == Math.rint(value) && Math.abs(value) < 1e9;
        return whole ? Long.toString((long) value) : Float.toString((float) value);
    }

    private String name(MarkedImage image, Mark mark) {
        String place = files.name(image.source()) + ":" + mark.line();
        return mark.name().isEmpty() ? place : place + " (" + mark.name() + ")";
    }
}
