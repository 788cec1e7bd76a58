package io.narsil.dashboard.log;

import io.narsil.config.Unreadable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Objects;

/**
 * Reads a file of lines as it grows, each whole line once. A line that has no end yet is read when it has one: a search that goes on
 * after a kill removes what the kill cut short.
 */
final class LogTail {
    private static final int CHUNK = 1 << 16;
    /** A step of some 40,000 trials is one line as long as this; what is longer is passed over. */
    private static final int LONGEST = 64 << 20;

    private static final int HEAD = 64;

    private final Path file;
    private Object key;
    private byte[] head = {};
    private long offset;
    private long size;
    private boolean passing;

    LogTail(Path file) {
        this.file = file;
    }

    /** The share of the file that is read, 0..1. */
    double share() {
        return size == 0 ? 1 : Math.min(1, (double) offset / size);
    }

    /** Whoever hears of lines. */
    interface Lines {
        /** The file is another one than before, or begins anew: what was told of it is void. */
        void anew();

        /** A line without its end: {@code length} bytes of an array, which stand at an offset of the file. */
        void line(byte[] bytes, int from, int length, long offset);
    }

    /** The number of bytes that are read so far. */
    long offset() {
        return offset;
    }

    /**
     * Reads what is new, in portions where that is much.
     *
     * @param portion number of bytes after which this stops at the end of a line
     * @return answer to whether all of it is read
     * @throws io.narsil.config.UserException where the file cannot be read
     */
    boolean read(Lines lines, long portion) {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            if (offset > 0) {
                begin(lines);
            }
            size = 0;
            return true;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            Object now = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .fileKey();
            byte[] first = bytes(channel, 0, (int) Math.min(HEAD, offset));
            if (offset > 0 && (channel.size() < offset || !Objects.equals(key, now) || !startsWith(head, first))) {
                begin(lines);
            }
            key = now;
            size = channel.size();
            boolean whole = follow(channel, lines, portion);
            head = bytes(channel, 0, (int) Math.min(HEAD, offset));
            return whole;
        } catch (IOException e) {
            throw Unreadable.of(file.toString(), e);
        }
    }

    private void begin(Lines lines) {
        offset = 0;
        passing = false;
        head = new byte[0];
        lines.anew();
    }

    private static boolean startsWith(byte[] whole, byte[] part) {
        int length = Math.min(whole.length, part.length);
        return Arrays.equals(whole, 0, length, part, 0, length);
    }

    private boolean follow(FileChannel channel, Lines lines, long portion) throws IOException {
        long begin = offset;
        byte[] bytes = new byte[CHUNK];
        int filled = 0;
        while (true) {
            int read = channel.read(ByteBuffer.wrap(bytes, filled, bytes.length - filled), offset + filled);
            if (read <= 0) {
                return true;
            }
            filled += read;
            int start = 0;
            for (int i = filled - read; i < filled; i++) {
                if (bytes[i] == '\n') {
                    if (!passing) {
                        lines.line(bytes, start, i - start, offset + start);
                    }
                    passing = false;
                    start = i + 1;
                }
            }
            System.arraycopy(bytes, start, bytes, 0, filled - start);
            filled -= start;
            offset += start;
            if (offset - begin >= portion) {
                return false;
            }
            if (filled == LONGEST) {
                passing = true;
                offset += filled;
                filled = 0;
            } else if (filled == bytes.length) {
                bytes = Arrays.copyOf(bytes, 2 * bytes.length);
            }
        }
    }

    /** Bytes of the file as it stands, fewer where it ends before. */
    byte[] bytes(long from, int length) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            return bytes(channel, from, length);
        } catch (IOException e) {
            throw Unreadable.of(file.toString(), e);
        }
    }

    private static byte[] bytes(FileChannel channel, long from, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining() && channel.read(buffer, from + buffer.position()) > 0) {
            // Until it is full, or the file ends.
        }
        return Arrays.copyOf(buffer.array(), buffer.position());
    }
}
