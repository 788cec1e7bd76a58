package io.narsil.photo;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * The bytes of an image whose end is told only so often. TwelveMonkeys' reader of bits goes on with any bits where there
 * are no more, so that a few bytes could ask for any number of tables.
 */
final class EndedStream extends MemoryCacheImageInputStream {
    private long left;

    /** @param left number of bytes that may be asked for after the end */
    EndedStream(byte[] bytes, long left) {
        super(new ByteArrayInputStream(bytes));
        this.left = left;
    }

    @Override
    public byte readByte() throws IOException {
        int next = read();
        if (next >= 0) {
            return (byte) next;
        }
        if (left == 0) {
            throw BadImage.cutOff();
        }
        left--;
        throw new End();
    }

    /** An end that is thrown for every pixel, and costs nothing but that. */
    private static final class End extends EOFException {
        private static final long serialVersionUID = 1L;

        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }
}
