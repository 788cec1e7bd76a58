package io.narsil.data;

import io.narsil.augment.Picture;
import io.narsil.augment.Reframing;
import io.narsil.boxes.Box;
import io.narsil.boxes.Placement;
import io.narsil.task.Fit;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;

/**
 * An image with one white rectangle on black, and the rectangle's box, which go the same ways.
 *
 * @param box box in the photo
 * @param placement way of the photo's pixels to the image
 */
record Painted(byte[] pixels, int size, Box box, Placement placement) {
    /** A value that pixels have of which half is white; bars are darker. */
    private static final int HALF = 128;

    /** A photo fitted into a square. */
    static Painted photo(int height, int width, Box box, Fit fit, int size) throws Exception {
        byte[] photo = new byte[height * width];
        for (int y = (int) box.top(); y < box.bottom(); y++) {
            for (int x = (int) box.left(); x < box.right(); x++) {
                photo[y * width + x] = (byte) 255;
            }
        }
        Frame frame = new Frame(size, 1, true, fit);
        byte[] square = frame.sized(new DecodedImage(photo, height, width, 1));
        return new Painted(square, size, box, frame.placement(height, width));
    }

    /** Any rectangle of whole pixels within an image. */
    static Box anywhere(Random random, int height, int width) {
        int w = 1 + random.nextInt(width);
        int h = 1 + random.nextInt(height);
        int left = random.nextInt(width - w + 1);
        int top = random.nextInt(height - h + 1);
        return new Box(left, top, left + w, top + h);
    }

    Painted then(Reframing reframing) {
        byte[] changed = reframing.apply(new Picture(pixels, size, 1)).pixels();
        return new Painted(changed, size, box, placement.then(reframing.placement(size)));
    }

    /** Shifted and mirrored by the code that fills batches. */
    Painted then(Shift shift) {
        ImageSet set = new ImageSet(ByteBuffer.wrap(pixels), new int[1], 1, size);
        DataSet data = DataSet.of("t", List.of("a", "b"), set, set, set);
        float[] values = new float[size * size];
        new Batches(data, set).place(pixels, shift, values, 0);
        byte[] moved = new byte[values.length];
        for (int i = 0; i < moved.length; i++) {
            double share = values[i] * data.deviation().get(0) + data.mean().get(0);
            moved[i] = (byte) Math.rint(255 * share);
        }
        return new Painted(moved, size, box, placement.then(shift.placement()));
    }

    /** The box as it follows, cut to what is shown; null where nothing is. */
    Box followed() {
        return placement.forward(box).flatMap(placement::shown).orElse(null);
    }

    /** The rows and columns that are white, where the image shows the photo; null where there are none. */
    Box seen() {
        int left = size;
        int top = size;
        int right = 0;
        int bottom = 0;
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                if ((pixels[y * size + x] & 0xFF) >= HALF && shows(x, y)) {
                    left = Math.min(left, x);
                    top = Math.min(top, y);
                    right = Math.max(right, x + 1);
                    bottom = Math.max(bottom, y + 1);
                }
            }
        }
        return left < right ? new Box(left, top, right, bottom) : null;
    }

    private boolean shows(int x, int y) {
        return placement.shown(new Box(x, y, x + 1, y + 1)).isPresent();
    }
}
