package io.narsil.fuzz;

import java.nio.ByteBuffer;

/** A sound part of a set in the form of MNIST. */
final class Idx {
    private static final int COUNT = 8;
    private static final int SIZE = 2;

    private Idx() {}

    static byte[] images() {
        return ByteBuffer.allocate(16 + COUNT * SIZE * SIZE)
                .putInt(0x803)
                .putInt(COUNT)
                .putInt(SIZE)
                .putInt(SIZE)
                .array();
    }

    static byte[] labels() {
        ByteBuffer labels = ByteBuffer.allocate(8 + COUNT).putInt(0x801).putInt(COUNT);
        for (int i = 0; i < COUNT; i++) {
            labels.put((byte) (i % 2));
        }
        return labels.array();
    }
}
