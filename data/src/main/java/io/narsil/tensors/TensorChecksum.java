package io.narsil.tensors;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * The checksum of a safetensors file, kept in its metadata: a CRC-32C of the file's bytes, in which the checksum's own
 * eight digits are zeros. Files of other programs have none and are read without.
 *
 * <p>It covers the header too, in which a checkpoint keeps the results of its epochs.
 */
public final class TensorChecksum {
    /** The key of the checksum. */
    static final String KEY = "crc32c";
    /** The key of the number of bytes it covers, from the first one; without it, it covers all. */
    static final String COVERED = "crc32c_bytes";

    private static final String ZEROS = "00000000";
    private static final byte[] BEFORE = ("\"" + KEY + "\":\"").getBytes(StandardCharsets.UTF_8);
    private static final int BUFFER = 1 << 20;

    private final CRC32C sum = new CRC32C();

    /** Metadata with room for the checksum of a whole file. */
    static Map<String, String> with(Map<String, String> metadata) {
        Map<String, String> all = new HashMap<>(metadata);
        all.put(KEY, ZEROS);
        return all;
    }

    /**
     * Metadata with room for the checksum of a file's start; its length does not depend on {@code covered}.
     *
     * @param covered number of bytes
     */
    public static Map<String, String> with(Map<String, String> metadata, long covered) {
        Map<String, String> all = with(metadata);
        all.put(COVERED, String.format(Locale.ROOT, "%019d", covered));
        return all;
    }

    /** Adds bytes, from position to limit, which stay as they are. */
    public void add(ByteBuffer bytes) {
        sum.update(bytes.duplicate());
    }

    /** Puts the sum of all bytes that were added into the start of the file, which was the first of them. */
    public void putInto(byte[] start) {
        byte[] digits = HexFormat.of().toHexDigits((int) sum.getValue()).getBytes(StandardCharsets.UTF_8);
        System.arraycopy(digits, 0, start, place(start), digits.length);
    }

    /**
     * Whether a file is as it was written; true where it has no checksum.
     *
     * @param start first bytes of the file, to the end of its header
     */
    static boolean holds(FileChannel channel, byte[] start, Map<String, String> metadata) throws IOException {
        String digits = metadata.get(KEY);
        if (digits == null) {
            return true;
        }
        int place = place(start);
        if (place < 0 || digits.length() != ZEROS.length()) {
            return false;
        }
        byte[] zeroed = start.clone();
        System.arraycopy(ZEROS.getBytes(StandardCharsets.UTF_8), 0, zeroed, place, ZEROS.length());
        TensorChecksum checksum = new TensorChecksum();
        checksum.add(ByteBuffer.wrap(zeroed));
        checksum.add(channel, zeroed.length, covered(metadata, channel.size()));
        return HexFormat.of().toHexDigits((int) checksum.sum.getValue()).equals(digits);
    }

    private static long covered(Map<String, String> metadata, long size) {
        try {
            return Math.min(size, Long.parseLong(metadata.getOrDefault(COVERED, "" + size)));
        } catch (NumberFormatException e) {
            return size; // a damaged number: the sum will not hold
        }
    }

    private void add(FileChannel channel, long from, long to) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect((int) Math.max(1, Math.min(BUFFER, to - from)));
        for (long at = from; at < to; ) {
            buffer.clear().limit((int) Math.min(buffer.capacity(), to - at));
            int read = channel.read(buffer, at);
            if (read < 0) {
                return;
            }
            add(buffer.flip());
            at += read;
        }
    }

    /** Where the digits stand; -1 for nowhere. The key is found by its quotes, which texts of JSON cannot hold. */
    private static int place(byte[] start) {
        for (int at = 0; at + BEFORE.length + ZEROS.length() <= start.length; at++) {
            int same = 0;
            while (same < BEFORE.length && start[at + same] == BEFORE[same]) {
                same++;
            }
            if (same == BEFORE.length) {
                return at + same;
            }
        }
        return -1;
    }
}
