package io.narsil.photo;

/**
 * The orientation of the camera, 1 to 8 in Exif. A photograph is turned upright, as every viewer shows it; otherwise a
 * network would learn from people lying on their side.
 */
final class Orientation {
    static final int UPRIGHT = 1;
    /** The first orientation that swaps rows and columns. */
    static final int FIRST_TURNED = 5;

    private Orientation() {}

    /** An image as it is meant to be seen. */
    static Pixels upright(Pixels image, int orientation) {
        if (orientation == UPRIGHT) {
            return image;
        }
        int height = orientation >= FIRST_TURNED ? image.width() : image.height();
        int width = orientation >= FIRST_TURNED ? image.height() : image.width();
        byte[] pixels = new byte[image.rgb().length];
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                int from = source(row, column, image.height(), image.width(), orientation);
                System.arraycopy(image.rgb(), 3 * from, pixels, 3 * (row * width + column), 3);
            }
        }
        return new Pixels(pixels, height, width);
    }

    /** The place in the stored image that belongs to a row and column of the upright one (Exif 2.32, tag 0x0112). */
    private static int source(int row, int column, int height, int width, int orientation) {
        boolean turned = orientation >= FIRST_TURNED;
        int r = turned ? column : row;
        int c = turned ? row : column;
        boolean fromBelow = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
        boolean fromRight = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
        return (fromBelow ? height - 1 - r : r) * width + (fromRight ? width - 1 - c : c);
    }
}
