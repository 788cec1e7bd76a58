package io.narsil.photo;

/**
 * The colours of JPEG files with four components, without a profile, in the integers of Pillow. They hold inks, and 255
 * is none of it: so Adobe's programs write them, and so readers take them all.
 */
final class FourInks {
    private FourInks() {}

    /**
     * Red, green and blue.
     *
     * @param values four a pixel, which are read only
     * @param ycck choice to take the first three for luma and chroma of the inks
     */
    static byte[] colours(byte[] values, boolean ycck) {
        byte[] rgb = new byte[values.length / 4 * 3];
        for (int from = 0, to = 0; from < values.length; from += 4, to += 3) {
            int first = values[from] & 0xFF;
            int second = values[from + 1] & 0xFF;
            int third = values[from + 2] & 0xFF;
            if (ycck) {
                int luma = first;
                int blue = second - 128;
                int red = third - 128;
                first = 255 - clip(luma + ((91881 * red + 32768) >> 16));
                second = 255 - clip(luma + ((-22554 * blue - 46802 * red + 32768) >> 16));
                third = 255 - clip(luma + ((116130 * blue + 32768) >> 16));
            }
            int key = values[from + 3] & 0xFF;
            rgb[to] = light(first, key);
            rgb[to + 1] = light(second, key);
            rgb[to + 2] = light(third, key);
        }
        return rgb;
    }

    /** The light that an ink leaves of what black leaves. */
    private static byte light(int ink, int key) {
        int product = (255 - ink) * key + 128;
        return (byte) clip(key - (((product >> 8) + product) >> 8));
    }

    private static int clip(int value) {
        return Math.max(0, Math.min(255, value));
    }
}
