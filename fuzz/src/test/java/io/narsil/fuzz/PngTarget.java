package io.narsil.fuzz;

import io.narsil.photo.Photo;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/** Bytes as a PNG whose chunks all have right checksums, which changed bytes alone would never have. */
public final class PngTarget {
    private static final int SIGNATURE = 8;

    private PngTarget() {}

    public static void fuzzerTestOneInput(byte[] data) {
        byte[] file = data.clone();
        mend(file);
        Reading.clean(() -> Photo.read(file), IOException.class);
    }

    private static void mend(byte[] file) {
        ByteBuffer bytes = ByteBuffer.wrap(file);
        CRC32 sum = new CRC32();
        long at = SIGNATURE;
        while (at + 12 <= file.length) {
            int length = bytes.getInt((int) at);
            if (length < 0 || at + 12 + length > file.length) {
                return;
            }
            sum.reset();
            sum.update(file, (int) at + 4, 4 + length);
            bytes.putInt((int) at + 8 + length, (int) sum.getValue());
            at += 12L + length;
        }
    }
}
