package io.narsil.data;

import io.narsil.task.Fit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** The sizes of the images before they are scaled, and what a user should know of them. */
final class Sides {
    /** The usual share that is cut of photos, a quarter (4:3), is no news. */
    private static final double MUCH = 0.3;

    /** Of the image at each place; 0 where it is not known. */
    private final int[] heights;

    private final int[] widths;

    Sides(int count) {
        heights = new int[count];
        widths = new int[count];
    }

    /** Notes the size of one image; several threads may call at once, for an image each. */
    void add(int place, int height, int width) {
        heights[place] = height;
        widths[place] = width;
    }

    /** The median of the images' shorter sides; 1 where there is no image. */
    int medianShorter() {
        int[] sides = known().map(i -> Math.min(heights[i], widths[i])).sorted().toArray();
        return sides.length == 0 ? 1 : sides[sides.length / 2];
    }

    private IntStream known() {
        return IntStream.range(0, heights.length).filter(i -> heights[i] > 0);
    }

    /** What a user should know of images that were scaled, a line for each kind of thing. */
    List<String> notes(DataSpec spec) {
        List<String> notes = new ArrayList<>();
        if (spec.resolution().isEmpty() || known().findAny().isEmpty()) {
            return notes;
        }
        boolean crop = spec.fit() == Fit.CROP;
        double[] cut = known().mapToDouble(i -> Scale.cutAway(heights[i], widths[i]))
                .sorted()
                .toArray();
        double median = cut[cut.length / 2];
        if (crop && median > MUCH) {
            String advice = spec.origin().letterbox();
            notes.add(String.format(
                    Locale.ROOT,
                    "the middle square is taken of each image; of half of them that cuts %.0f %% or more away%s",
                    100 * median,
                    advice.isEmpty() ? "" : " (to keep whole images, " + advice + ")"));
        }
        int size = spec.resolution().get();
        int[] sides = known().map(i -> crop ? Math.min(heights[i], widths[i]) : Math.max(heights[i], widths[i]))
                .toArray();
        long small = Arrays.stream(sides).filter(side -> side < size).count();
        if (2 * small > sides.length) {
            notes.add(small + " of " + sides.length + " images are smaller than " + size + "x" + size
                    + " pixels and are enlarged to it");
        }
        return notes;
    }
}
