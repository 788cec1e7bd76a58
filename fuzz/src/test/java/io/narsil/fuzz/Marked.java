package io.narsil.fuzz;

import java.util.Arrays;

/** Inputs whose first byte says which of several files the rest is. */
final class Marked {
    private Marked() {}

    static byte[] of(int which, byte[] content) {
        byte[] marked = new byte[content.length + 1];
        marked[0] = (byte) which;
        System.arraycopy(content, 0, marked, 1, content.length);
        return marked;
    }

    /** Which file it is, of so many. */
    static int chosen(byte[] marked, int files) {
        return Math.floorMod(marked[0], files);
    }

    static byte[] rest(byte[] marked) {
        return Arrays.copyOfRange(marked, 1, marked.length);
    }
}
