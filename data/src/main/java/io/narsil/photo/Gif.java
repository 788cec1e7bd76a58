package io.narsil.photo;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The first frame of a GIF file on its screen, which is of the transparent colour, or else of the first one, where the
 * frame leaves it free.
 *
 * @see <a href="https://www.w3.org/Graphics/GIF/spec-gif89a.txt">Graphics Interchange Format, version 89a</a>
 */
final class Gif implements Decoder {
    private final ByteBuffer in;
    private final int screenWidth;
    private final int screenHeight;
    private final int left;
    private final int top;
    private final int width;
    private final int height;
    private final boolean interlaced;
    private final byte[] palette;
    private int background;

    /** Reads up to the pixels of the first frame. */
    Gif(byte[] file) throws IOException {
        in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        try {
            in.position(6);
            int w = in.getShort() & 0xFFFF;
            int h = in.getShort() & 0xFFFF;
            int flags = in.get();
            in.position(13);
            byte[] common = palette(flags);
            skipToFrame();
            left = in.getShort() & 0xFFFF;
            top = in.getShort() & 0xFFFF;
            width = in.getShort() & 0xFFFF;
            height = in.getShort() & 0xFFFF;
            int own = in.get();
            interlaced = (own & 0x40) != 0;
            palette = (own & 0x80) == 0 ? common : palette(own);
            screenWidth = Math.max(w, left + width);
            screenHeight = Math.max(h, top + height);
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw BadImage.cutOff();
        }
    }

    private byte[] palette(int flags) {
        if ((flags & 0x80) == 0) {
            return new byte[0];
        }
        byte[] colours = new byte[6 << (flags & 7)];
        in.get(colours);
        return colours;
    }

    private void skipToFrame() throws IOException {
        for (int block = in.get(); block != ','; block = in.get()) {
            if (block == ';') {
                throw BadImage.damaged("it has no frame");
            }
            if (block != '!') {
                continue;
            }
            boolean control = (in.get() & 0xFF) == 0xF9;
            for (int size = in.get() & 0xFF; size > 0; size = in.get() & 0xFF) {
                int next = in.position() + size;
                if (control && size >= 4 && (in.get(in.position()) & 1) != 0) {
                    background = in.get(in.position() + 3) & 0xFF;
                }
                in.position(next);
            }
        }
    }

    @Override
    public int width() {
        return screenWidth;
    }

    @Override
    public int height() {
        return screenHeight;
    }

    /** The numbers of the frame and the colours of the screen. */
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
        byte[] numbers = Lzw.decode(in.duplicate(), width * height);
        byte[] colours = new byte[3 * 256];
        System.arraycopy(palette, 0, colours, 0, palette.length);
        for (int i = 0; i < colours.length && palette.length == 0; i++) {
            colours[i] = (byte) (i / 3);
        }
        byte[] rgb = new byte[3 * screenWidth * screenHeight];
        fill(rgb, Arrays.copyOfRange(colours, 3 * background, 3 * background + 3));
        int row = 0;
        int pass = 0;
        for (int from = 0; from < numbers.length; row += interlaced ? pass == 0 ? 8 : 16 >> pass : 1) {
            while (row >= height) {
                pass++;
                row = 8 >> pass;
            }
            int to = 3 * ((top + row) * screenWidth + left);
            for (int x = 0; x < width; x++, from++, to += 3) {
                System.arraycopy(colours, 3 * (numbers[from] & 0xFF), rgb, to, 3);
            }
        }
        return new Pixels(rgb, screenHeight, screenWidth);
    }

    private static void fill(byte[] rgb, byte[] colour) {
        if (colour[0] != 0 || colour[1] != 0 || colour[2] != 0) {
            for (int i = 0; i < rgb.length; i += 3) {
                System.arraycopy(colour, 0, rgb, i, 3);
            }
        }
    }
}
