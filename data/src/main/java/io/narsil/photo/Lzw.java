package io.narsil.photo;

import java.io.IOException;
import java.nio.ByteBuffer;

/** GIF's compression: codes of 3 to 12 bits for strings that are learned on the way. */
final class Lzw {
    private static final int MOST_CODES = 4096;

    private final ByteBuffer in;
    private int block;
    private int bits;
    private int held;

    /** Of each code, the code of its string without the last value, that value, the first one, and the length. */
    private final int[] before = new int[MOST_CODES];

    private final byte[] last = new byte[MOST_CODES];
    private final byte[] first = new byte[MOST_CODES];
    private final int[] length = new int[MOST_CODES];

    private Lzw(ByteBuffer in) {
        this.in = in;
    }

    /** As many values; an exception if there are fewer. What comes after them is not read. */
    static byte[] decode(ByteBuffer in, int count) throws IOException {
        int size = in.hasRemaining() ? in.get() : 0;
        if (size < 1 || size > 11) {
            throw BadImage.damaged("its pixels have codes of " + size + " bits");
        }
        return new Lzw(in).decode(size, new byte[count]);
    }

    private byte[] decode(int size, byte[] values) throws IOException {
        int clear = 1 << size;
        int next = clear + 2;
        int width = size + 1;
        int previous = -1;
        for (int i = 0; i < clear; i++) {
            last[i] = (byte) i;
            first[i] = (byte) i;
            length[i] = 1;
        }
        int at = 0;
        while (at < values.length) {
            int code = code(width);
            if (code == clear) {
                next = clear + 2;
                width = size + 1;
                previous = -1;
                continue;
            }
            if (code == clear + 1) {
                throw BadImage.cutOff();
            }
            // The next string may be named while it is learned; without one before it, only single values are known.
            int known = previous < 0 ? clear : Math.min(next + 1, MOST_CODES);
            if (code >= known) {
                throw BadImage.damaged("its pixels have an unknown code");
            }
            if (previous >= 0 && next < MOST_CODES) {
                before[next] = previous;
                first[next] = first[previous];
                last[next] = first[code == next ? previous : code];
                length[next] = length[previous] + 1;
                next++;
                if (next == 1 << width && width < 12) {
                    width++;
                }
            }
            int end = at + length[code];
            for (int i = end - 1, part = code; i >= at; i--, part = before[part]) {
                if (i < values.length) {
                    values[i] = last[part];
                }
            }
            at = end;
            previous = code;
        }
        return values;
    }

    private int code(int width) throws IOException {
        while (bits < width) {
            if (block == 0) {
                block = in.hasRemaining() ? in.get() & 0xFF : 0;
            }
            if (block == 0 || !in.hasRemaining()) {
                throw BadImage.cutOff();
            }
            held |= (in.get() & 0xFF) << bits;
            bits += 8;
            block--;
        }
        int code = held & (1 << width) - 1;
        held >>>= width;
        bits -= width;
        return code;
    }
}
