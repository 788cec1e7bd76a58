package io.narsil.tensors;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.List;

/**
 * Any number of bytes that are read by position, in memory or mapped from a file. Several threads may read at the same
 * time.
 *
 * <p>A buffer of Java holds less than 2 GiB, so a longer array is mapped as several segments.
 */
public final class Bytes {
    private static final long SEGMENT = 1L << 30;

    /** All of {@code segmentSize} bytes but the last, which holds the rest. */
    private final ByteBuffer[] segments;

    private final long segmentSize;
    private final long size;

    private Bytes(ByteBuffer[] segments, long segmentSize, long size) {
        this.segments = segments;
        this.segmentSize = segmentSize;
        this.size = size;
    }

    /** The bytes of a buffer from its position to its limit. */
    public static Bytes of(ByteBuffer buffer) {
        ByteBuffer bytes = buffer.slice();
        return new Bytes(new ByteBuffer[] {bytes}, Math.max(1, bytes.remaining()), bytes.remaining());
    }

    /** Maps {@code size} bytes of a file, read-only; in one segment where they fit. */
    static Bytes map(FileChannel channel, long from, long size) throws IOException {
        return map(channel, from, size, size <= Integer.MAX_VALUE ? Math.max(1, size) : SEGMENT);
    }

    static Bytes map(FileChannel channel, long from, long size, long segmentSize) throws IOException {
        ByteBuffer[] segments = new ByteBuffer[Math.toIntExact(Math.max(1, (size + segmentSize - 1) / segmentSize))];
        for (int i = 0; i < segments.length; i++) {
            long start = i * segmentSize;
            segments[i] = channel.map(FileChannel.MapMode.READ_ONLY, from + start, Math.min(segmentSize, size - start));
        }
        return new Bytes(segments, segmentSize, size);
    }

    /** The number of bytes. */
    public long size() {
        return size;
    }

    /** Copies the bytes {@code from} to {@code from + length - 1} to the start of {@code target}. */
    public void read(long from, byte[] target, int length) {
        if (from < 0 || length < 0 || from > size - length) {
            throw new IndexOutOfBoundsException(length + " bytes from " + from + " are not in " + size + " bytes");
        }
        int done = 0;
        while (done < length) {
            ByteBuffer segment = segments[(int) ((from + done) / segmentSize)];
            int at = (int) ((from + done) % segmentSize);
            int part = Math.min(length - done, segment.limit() - at);
            segment.get(at, target, done, part);
            done += part;
        }
    }

    /** The first bytes, which are not copied. */
    public Bytes first(long count) {
        if (count < 0 || count > size) {
            throw new IndexOutOfBoundsException("there are " + size + " bytes, not " + count);
        }
        ByteBuffer[] kept = new ByteBuffer[(int) Math.max(1, (count + segmentSize - 1) / segmentSize)];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = segments[i].slice(0, (int) Math.min(segments[i].limit(), count - i * segmentSize));
        }
        return new Bytes(kept, segmentSize, count);
    }

    /** All bytes, in order, as buffers whose position and limit are the caller's own. */
    public List<ByteBuffer> segments() {
        return Arrays.stream(segments).map(ByteBuffer::duplicate).toList();
    }

    /** All bytes in one buffer; an {@link IllegalStateException} where they do not fit in one. */
    public ByteBuffer buffer() {
        if (segments.length == 1) {
            return segments[0].duplicate();
        }
        if (size > Integer.MAX_VALUE) {
            throw new IllegalStateException(size + " bytes do not fit in one buffer");
        }
        ByteBuffer joined = ByteBuffer.allocate((int) size);
        segments().forEach(joined::put);
        return joined.flip();
    }
}
