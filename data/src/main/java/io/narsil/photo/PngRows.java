package io.narsil.photo;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** The rows of a PNG file, inflated one by one, so that nothing grows beyond what the header says. */
final class PngRows implements AutoCloseable {
    private final Iterator<ByteBuffer> chunks;
    private final PngForm form;
    private final Inflater inflater = new Inflater();
    /** A row and the one above it, each with its filter's number in front. */
    private byte[] row;

    private byte[] above;

    PngRows(List<ByteBuffer> chunks, PngForm form) {
        this.chunks = chunks.iterator();
        this.form = form;
        row = new byte[1 + form.rowBytes(form.width())];
        above = new byte[row.length];
    }

    /** Begins a pass, whose first row has none above it. */
    void start() {
        Arrays.fill(row, (byte) 0);
    }

    /** The next row's bytes, from 1 in an array that is valid until the next call. */
    byte[] next(int pixels) throws IOException {
        byte[] last = row;
        row = above;
        above = last;
        int length = 1 + form.rowBytes(pixels);
        fill(length);
        int distance = form.pixelBytes();
        switch (row[0]) {
            case 0 -> {}
            case 1 -> {
                for (int i = 1 + distance; i < length; i++) {
                    row[i] += row[i - distance];
                }
            }
            case 2 -> {
                for (int i = 1; i < length; i++) {
                    row[i] += above[i];
                }
            }
            case 3 -> average(length, distance);
            case 4 -> paeth(length, distance);
            default -> throw BadImage.damaged("a row has an unknown filter");
        }
        return row;
    }

    private void average(int length, int distance) {
        for (int i = 1; i < length; i++) {
            int left = i > distance ? row[i - distance] & 0xFF : 0;
            row[i] += (byte) ((left + (above[i] & 0xFF)) >> 1);
        }
    }

    private void paeth(int length, int distance) {
        for (int i = 1; i <= distance && i < length; i++) {
            row[i] += above[i];
        }
        for (int i = 1 + distance; i < length; i++) {
            int a = row[i - distance] & 0xFF;
            int b = above[i] & 0xFF;
            int c = above[i - distance] & 0xFF;
            int toA = Math.abs(b - c);
            int toB = Math.abs(a - c);
            int toC = Math.abs(a + b - 2 * c);
            row[i] += (byte) (toA <= toB && toA <= toC ? a : toB <= toC ? b : c);
        }
    }

    private void fill(int length) throws IOException {
        int have = 0;
        while (have < length) {
            int got;
            try {
                got = inflater.inflate(row, have, length - have);
            } catch (DataFormatException e) {
                throw BadImage.damaged("its pixels cannot be inflated");
            }
            have += got;
            if (got == 0) {
                if (inflater.needsDictionary()) {
                    throw BadImage.damaged("its pixels cannot be inflated");
                }
                if (inflater.finished() || !chunks.hasNext()) {
                    throw BadImage.cutOff();
                }
                inflater.setInput(chunks.next());
            }
        }
    }

    @Override
    public void close() {
        inflater.end();
    }
}
