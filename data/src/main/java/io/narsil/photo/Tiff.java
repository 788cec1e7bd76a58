package io.narsil.photo;

import java.io.IOException;
import java.nio.ByteOrder;

/**
 * The first image of a TIFF file: grey, RGB or with a palette, in strips or tiles. Java's own reader would reserve what a file
 * asks for, so the few ways of writing such files are read here.
 */
final class Tiff implements Decoder {
    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int STRIPS = 273;
    private static final int ORIENTATION = 274;
    private static final int STRIP_ROWS = 278;
    private static final int STRIP_BYTES = 279;
    private static final int COLOURS = 320;
    private static final int TILE_WIDTH = 322;
    private static final int TILE_HEIGHT = 323;
    private static final int TILES = 324;
    private static final int TILE_BYTES = 325;

    /** So many pixels are decoded at most, those of tiles beyond the right edge among them. */
    private static final long MOST_TILED = 500_000_000;

    /** So many bytes are decompressed at most, or so many times those of the file: parts may share some, as blank tiles do. */
    private static final long MOST_VISITED = 1 << 26;

    private static final long MOST_TIMES = 16;

    private final byte[] file;
    private final TiffFields fields;
    private final TiffForm form;
    private final int width;
    private final int height;
    private final boolean tiled;
    private final int partWidth;
    private final int partHeight;
    private final long partBytes;
    private final byte[] palette;
    /** The compressed bytes of all parts read so far, together. */
    private long visited;

    /** Reads the fields. */
    Tiff(byte[] file) throws IOException {
        this.file = file;
        fields = new TiffFields(file);
        form = TiffForm.of(fields);
        width = small(fields.number(WIDTH, 0));
        height = small(fields.number(HEIGHT, 0));
        tiled = fields.has(TILE_WIDTH);
        partWidth = tiled ? small(fields.number(TILE_WIDTH, 0)) : width;
        partHeight = tiled
                ? small(fields.number(TILE_HEIGHT, 0))
                : (int) Math.min(height, Math.max(1, fields.first(STRIP_ROWS, height)));
        if (partWidth < 1 || partHeight < 1) {
            throw BadImage.damaged("a part of it has no pixels");
        }
        partBytes = Math.multiplyExact(form.rowBytes(partWidth), (long) partHeight);
        long across = (width + (long) partWidth - 1) / partWidth;
        if (tiled && across * partWidth * height > MOST_TILED) {
            throw BadImage.damaged("its tiles hold far more than the image");
        }
        palette = new byte[form.meaning() == TiffForm.PALETTE ? 3 << form.bits() : 0];
        for (int i = 0; i < palette.length; i++) {
            palette[i] = (byte) (fields.number(COLOURS, i) >> 8);
        }
    }

    private static int small(long size) throws IOException {
        if (size > Integer.MAX_VALUE) {
            throw BadImage.damaged("it has " + size + " pixels a row or column");
        }
        return (int) size;
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
        return 3;
    }

    /** One strip or tile. */
    @Override
    public long copies() {
        return partBytes;
    }

    @Override
    public int orientation() {
        try {
            long value = fields.first(ORIENTATION, Orientation.UPRIGHT);
            return value >= 1 && value <= 8 ? (int) value : Orientation.UPRIGHT;
        } catch (IOException e) {
            return Orientation.UPRIGHT;
        }
    }

    @Override
    public Pixels decode() throws IOException {
        byte[] rgb = new byte[3 * width * height];
        byte[] part = new byte[Math.toIntExact(partBytes)];
        int across = (width - 1) / partWidth + 1;
        int down = (height - 1) / partHeight + 1;
        for (int plane = 0; plane < (form.apart() ? form.samples() : 1); plane++) {
            for (int y = 0; y < down; y++) {
                for (int x = 0; x < across; x++) {
                    // Tiles go on below the image, where nothing is of use.
                    read(part, ((long) plane * down + y) * across + x, Math.min(partHeight, height - y * partHeight));
                    put(part, rgb, plane, x * partWidth, y * partHeight);
                }
            }
        }
        return new Pixels(rgb, height, width);
    }

    private void read(byte[] part, long index, int rows) throws IOException {
        long start = fields.number(tiled ? TILES : STRIPS, index);
        int counts = tiled ? TILE_BYTES : STRIP_BYTES;
        long length = fields.has(counts) ? fields.number(counts, index) : file.length;
        int rowBytes = (int) form.rowBytes(partWidth);
        visited += form.compression() == TiffForm.PLAIN ? 0 : Math.min(length, file.length);
        if (visited > Math.max(MOST_VISITED, MOST_TIMES * file.length)) {
            throw BadImage.damaged("its parts have far more bytes than the file");
        }
        new TiffBytes(file, start, length).fill(part, rowBytes * rows, form.compression());
        for (int row = 0; form.differences() && row < rows; row++) {
            add(part, row * rowBytes, rowBytes);
        }
    }

    /** Makes values of differences to the pixel on the left. */
    private void add(byte[] part, int start, int rowBytes) {
        int step = form.together() * form.bits() / 8;
        for (int i = start + step; i < start + rowBytes; i += form.bits() / 8) {
            if (form.bits() == 8) {
                part[i] += part[i - step];
            } else {
                int low = fields.order() == ByteOrder.LITTLE_ENDIAN ? 0 : 1;
                int sum = wide(part, i, low) + wide(part, i - step, low);
                part[i + low] = (byte) sum;
                part[i + 1 - low] = (byte) (sum >> 8);
            }
        }
    }

    private static int wide(byte[] part, int at, int low) {
        return (part[at + low] & 0xFF) | ((part[at + 1 - low] & 0xFF) << 8);
    }

    private void put(byte[] part, byte[] rgb, int plane, int left, int top) {
        int rowBytes = (int) form.rowBytes(partWidth);
        for (int y = 0; y < Math.min(partHeight, height - top); y++) {
            for (int x = 0; x < Math.min(partWidth, width - left); x++) {
                int to = 3 * ((top + y) * width + left + x);
                for (int s = 0; s < form.together(); s++) {
                    put(value(part, y * rowBytes, x * form.together() + s), rgb, to, plane + s);
                }
            }
        }
    }

    /** A sample: of 16 bits the upper 8. */
    private int value(byte[] part, int row, int index) {
        int bits = form.bits();
        if (bits == 16) {
            return part[row + 2 * index + (fields.order() == ByteOrder.LITTLE_ENDIAN ? 1 : 0)] & 0xFF;
        }
        int at = index * bits;
        return part[row + at / 8] >> (8 - bits - at % 8) & ((1 << bits) - 1);
    }

    private void put(int value, byte[] rgb, int to, int sample) {
        if (form.meaning() == TiffForm.RGB) {
            if (sample < 3) {
                rgb[to + sample] = (byte) value;
            } else if (form.multiplied()) {
                divide(rgb, to, value);
            }
        } else if (sample == 0) {
            for (int c = 0; c < 3; c++) {
                rgb[to + c] = (byte) one(value, c);
            }
        }
    }

    private int one(int value, int channel) {
        if (form.meaning() == TiffForm.PALETTE) {
            return palette[(channel << form.bits()) + value];
        }
        int grey = form.bits() >= 8 ? value : value * 255 / ((1 << form.bits()) - 1);
        return form.meaning() == TiffForm.WHITE_IS_ZERO ? 255 - grey : grey;
    }

    /** Colours that were multiplied by alpha as they were before, as Pillow has it. */
    private static void divide(byte[] rgb, int to, int alpha) {
        for (int c = 0; c < 3 && alpha < 255; c++) {
            rgb[to + c] = (byte) (alpha == 0 ? 0 : Math.min(255, 255 * (rgb[to + c] & 0xFF) / alpha));
        }
    }
}
