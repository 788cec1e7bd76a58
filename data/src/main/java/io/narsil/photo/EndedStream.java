package io.narsil.photo;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * The bytes of an image that does not go on after its end. TwelveMonkeys' reader of bits takes any bits where there are no
 * more, for as many pixels as the header says, and asks for each of them again: a few bytes would cost minutes.
 */
final class EndedStream extends MemoryCacheImageInputStream {
    /** @param ahead number of bytes that are read before they are needed, and are zeros after the end */
    EndedStream(byte[] bytes, int ahead) {
        super(new ByteArrayInputStream(Arrays.copyOf(bytes, bytes.length + ahead)));
    }

    @Override
    public byte readByte() throws IOException {
        int next = read();
        if (next < 0) {
            throw BadImage.cutOff();
        }
        return (byte) next;
    }

    @Override
    public long readLong() throws IOException {
        try {
            return super.readLong();
        } catch (EOFException e) {
            // The reader of bits would take this for an end that may be passed.
            throw BadImage.cutOff();
        }
    }
}
