package io.narsil.photo;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A BMP file of Windows: 1, 4 or 8 bits with a palette, plain or by runs; 16, 24 or 32 bits. */
final class Bmp implements Decoder {
    private static final int RUNS_OF_8 = 1;
    private static final int RUNS_OF_4 = 2;
    private static final int MASKS = 3;

    private final ByteBuffer in;
    private final int width;
    private final int height;
    private final boolean fromTop;
    private final int depth;
    private final int method;
    private final int start;
    private final int[] masks = {0x7C00, 0x3E0, 0x1F};
    private final byte[] palette;

    Bmp(byte[] file) throws IOException {
        in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        try {
            start = in.getInt(10);
            int size = in.getInt(14);
            boolean old = size == 12;
            width = old ? in.getShort(18) & 0xFFFF : in.getInt(18);
            int rows = old ? in.getShort(20) & 0xFFFF : in.getInt(22);
            fromTop = rows < 0;
            height = Math.abs(rows);
            depth = in.getShort(old ? 24 : 28);
            method = old ? 0 : in.getInt(30);
            if (depth == 32) {
                System.arraycopy(new int[] {0xFF0000, 0xFF00, 0xFF}, 0, masks, 0, 3);
            }
            for (int i = 0; i < 3 && method == MASKS; i++) {
                masks[i] = in.getInt(54 + 4 * i);
            }
            palette = depth <= 8 ? palette(14 + size, old) : new byte[0];
        } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
            throw BadImage.cutOff();
        }
        boolean known = switch (depth) {
            case 1, 24 -> method == 0;
            case 4 -> method == 0 || method == RUNS_OF_4;
            case 8 -> method == 0 || method == RUNS_OF_8;
            case 16, 32 -> method == 0 || method == MASKS;
            default -> false;
        };
        if (!known) {
            throw new BadImage(
                    "BMP files of " + depth + " bits and method " + method + " are not read", "convert it to PNG");
        }
        if (start < 14 || start > file.length) {
            throw BadImage.cutOff();
        }
    }

    /** Up to 256 colours, as red, green and blue; those that are missing are black. */
    private byte[] palette(int at, boolean old) {
        int step = old ? 3 : 4;
        int said = old ? 0 : in.getInt(46);
        int count = said > 0 && said <= 256 ? said : 1 << depth;
        byte[] colours = new byte[3 * 256];
        for (int i = 0; i < count && at + step * (i + 1) <= Math.max(start, at); i++) {
            colours[3 * i] = in.get(at + step * i + 2);
            colours[3 * i + 1] = in.get(at + step * i + 1);
            colours[3 * i + 2] = in.get(at + step * i);
        }
        return colours;
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int height() {
        return height;
    }

    @Override
    public int bytesPerPixel() {
        return 4;
    }

    @Override
    public int orientation() {
        return Orientation.UPRIGHT;
    }

    @Override
    public Pixels decode() throws IOException {
        byte[] rgb = new byte[3 * width * height];
        boolean runs = depth <= 8 && method != 0;
        long step = ((long) width * depth + 31) / 32 * 4;
        // The last row may lack what pads it.
        if (!runs && in.limit() - start < step * (height - 1) + ((long) width * depth + 7) / 8) {
            throw BadImage.cutOff();
        }
        byte[] numbers = runs ? BmpRuns.decode(in.duplicate().position(start), width, height, depth) : null;
        for (int row = 0; row < height; row++) {
            int to = 3 * width * (fromTop ? row : height - 1 - row);
            int from = start + (int) (row * step);
            for (int x = 0; x < width; x++, to += 3) {
                if (depth > 8) {
                    colour(from + x * (depth / 8), rgb, to);
                } else {
                    int bit = x * depth;
                    int number = runs
                            ? numbers[row * width + x] & 0xFF
                            : in.get(from + (bit >> 3)) >> (8 - depth - (bit & 7)) & (1 << depth) - 1;
                    System.arraycopy(palette, 3 * number, rgb, to, 3);
                }
            }
        }
        return new Pixels(rgb, height, width);
    }

    private void colour(int from, byte[] rgb, int to) {
        if (depth == 24) {
            rgb[to] = in.get(from + 2);
            rgb[to + 1] = in.get(from + 1);
            rgb[to + 2] = in.get(from);
            return;
        }
        int value = depth == 16 ? in.getShort(from) & 0xFFFF : in.getInt(from);
        for (int i = 0; i < 3; i++) {
            if (masks[i] != 0) {
                int shift = Integer.numberOfTrailingZeros(masks[i]);
                long most = masks[i] >>> shift & 0xFFFFFFFFL;
                long part = (value & masks[i]) >>> shift & 0xFFFFFFFFL;
                rgb[to + i] = (byte) (part * 255 / most);
            }
        }
    }
}
