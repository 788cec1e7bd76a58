package io.narsil.photo;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/** Runs of equal pixels in a BMP file, of 8 bits or, two numbers in turn, of 4. Pixels left out have number 0. */
final class BmpRuns {
    private final ByteBuffer in;
    private final int width;
    private final boolean wide;
    private final byte[] numbers;
    private int x;
    private int row;

    private BmpRuns(ByteBuffer in, int width, int height, int depth) {
        this.in = in;
        this.width = width;
        wide = depth == 8;
        numbers = new byte[width * height];
    }

    /** The number of each pixel, in the order in which the file has its rows. */
    static byte[] decode(ByteBuffer in, int width, int height, int depth) throws IOException {
        BmpRuns runs = new BmpRuns(in, width, height, depth);
        try {
            while (runs.row < height && runs.step()) {}
        } catch (BufferUnderflowException e) {
            throw BadImage.cutOff();
        }
        return runs.numbers;
    }

    /** Reads one command; false at the end. */
    private boolean step() {
        int count = in.get() & 0xFF;
        int second = in.get() & 0xFF;
        if (count > 0) {
            for (int i = 0; i < count; i++) {
                put(wide ? second : i % 2 == 0 ? second >> 4 : second & 15);
            }
            return true;
        }
        switch (second) {
            case 0 -> {
                x = 0;
                row++;
            }
            case 1 -> {
                return false;
            }
            case 2 -> {
                x += in.get() & 0xFF;
                row += in.get() & 0xFF;
            }
            default -> plain(second);
        }
        return true;
    }

    /** Numbers as they are, filled up to an even number of bytes. */
    private void plain(int count) {
        int bytes = wide ? count : (count + 1) / 2;
        int value = 0;
        for (int i = 0; i < count; i++) {
            if (wide || i % 2 == 0) {
                value = in.get() & 0xFF;
            }
            put(wide ? value : i % 2 == 0 ? value >> 4 : value & 15);
        }
        if (bytes % 2 == 1) {
            in.get();
        }
    }

    private void put(int number) {
        if (x < width && row < numbers.length / width) {
            numbers[row * width + x] = (byte) number;
        }
        x++;
    }
}
