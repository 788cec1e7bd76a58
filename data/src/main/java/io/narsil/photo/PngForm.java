package io.narsil.photo;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * How a PNG file writes its pixels.
 *
 * @param colour type of colour: 0 grey, 2 colours, 3 palette, 4 grey and alpha, 6 colours and alpha
 * @param depth bits of one value
 * @param palette colours of a palette, three bytes each
 */
record PngForm(int width, int height, int colour, int depth, byte[] palette) {
    private static final int PALETTE = 3;

    static PngForm of(ByteBuffer header, byte[] palette) throws IOException {
        int depth = header.get(8);
        int colour = header.get(9);
        boolean known = switch (colour) {
            case 0 -> depth == 1 || depth == 2 || depth == 4 || depth == 8 || depth == 16;
            case PALETTE -> depth == 1 || depth == 2 || depth == 4 || depth == 8;
            case 2, 4, 6 -> depth == 8 || depth == 16;
            default -> false;
        };
        if (!known) {
            throw BadImage.damaged("there is no PNG of colour type " + colour + " and " + depth + " bits");
        }
        if (colour == PALETTE && palette.length < 3) {
            throw BadImage.damaged("it has no palette");
        }
        return new PngForm(header.getInt(0), header.getInt(4), colour, depth, palette);
    }

    private int channels() {
        return switch (colour) {
            case 2 -> 3;
            case 4 -> 2;
            case 6 -> 4;
            default -> 1;
        };
    }

    /** The bytes of a row of pixels. */
    int rowBytes(int pixels) {
        return Math.toIntExact(((long) pixels * channels() * depth + 7) / 8);
    }

    /** The distance of a byte to the one that it is predicted from. */
    int pixelBytes() {
        return Math.max(1, channels() * depth / 8);
    }

    /**
     * Writes the colours of a row. Of 16 bits the upper 8 are taken.
     *
     * @param row bytes of the row, from 1
     * @param at index of the first pixel
     * @param step distance of pixels
     */
    void colours(byte[] row, int pixels, byte[] rgb, int at, int step) {
        int bytes = depth / 8;
        int distance = pixelBytes();
        if (depth < 8 || colour == PALETTE) {
            numbers(row, pixels, rgb, at, step);
        } else if (colour == 2 && depth == 8 && step == 3) {
            System.arraycopy(row, 1, rgb, at, 3 * pixels);
        } else {
            int green = channels() < 3 ? 0 : bytes;
            for (int i = 0, from = 1, to = at; i < pixels; i++, from += distance, to += step) {
                rgb[to] = row[from];
                rgb[to + 1] = row[from + green];
                rgb[to + 2] = row[from + 2 * green];
            }
        }
    }

    /** Numbers in a palette, or of grey levels. A number that the palette lacks is black. */
    private void numbers(byte[] row, int pixels, byte[] rgb, int at, int step) {
        int mask = (1 << depth) - 1;
        for (int i = 0, to = at; i < pixels; i++, to += step) {
            int bit = i * depth;
            int value = row[1 + (bit >> 3)] >> (8 - depth - (bit & 7)) & mask;
            if (colour != PALETTE) {
                byte grey = (byte) (value * 255 / mask);
                rgb[to] = grey;
                rgb[to + 1] = grey;
                rgb[to + 2] = grey;
            } else if (3 * value + 2 < palette.length) {
                System.arraycopy(palette, 3 * value, rgb, to, 3);
            }
        }
    }
}
