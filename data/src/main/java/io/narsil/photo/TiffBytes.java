package io.narsil.photo;

import java.io.IOException;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** The compressed bytes of one strip or tile of a TIFF file, which become as many as are asked for and no more. */
final class TiffBytes {
    private static final int CLEAR = 256;
    private static final int END = 257;
    private static final int MOST_CODES = 4096;

    private final byte[] file;
    private final int start;
    private final int end;

    /** @param length number of bytes; those beyond the end of the file are missing */
    TiffBytes(byte[] file, long start, long length) throws IOException {
        if (start >= file.length) {
            throw BadImage.cutOff();
        }
        this.file = file;
        this.start = (int) start;
        this.end = (int) Math.min(file.length, start + length);
    }

    /** Fills an array; what is too short is cut off. */
    void fill(byte[] target, int length, int compression) throws IOException {
        int made = switch (compression) {
            case TiffForm.LZW -> lzw(target, length);
            case TiffForm.DEFLATE -> deflate(target, length);
            case TiffForm.PACK_BITS -> packBits(target, length);
            default -> plain(target, length);
        };
        if (made < length) {
            throw BadImage.cutOff();
        }
    }

    private int plain(byte[] target, int length) {
        int count = Math.min(length, end - start);
        System.arraycopy(file, start, target, 0, count);
        return count;
    }

    private int deflate(byte[] target, int length) throws IOException {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(file, start, end - start);
            int made = 0;
            while (made < length) {
                int more = inflater.inflate(target, made, length - made);
                if (more == 0) {
                    break;
                }
                made += more;
            }
            return made;
        } catch (DataFormatException e) {
            throw BadImage.damaged("its pixels cannot be decoded");
        } finally {
            inflater.end();
        }
    }

    private int packBits(byte[] target, int length) {
        int made = 0;
        int at = start;
        while (made < length && at + 1 < end) {
            int code = file[at++];
            if (code >= 0) {
                int count = Math.min(Math.min(code + 1, length - made), end - at);
                System.arraycopy(file, at, target, made, count);
                at += code + 1;
                made += count;
            } else if (code != -128) {
                int count = Math.min(1 - code, length - made);
                Arrays.fill(target, made, made + count, file[at++]);
                made += count;
            }
        }
        return made;
    }

    /** Codes of 9 to 12 bits, the highest bit first; a code becomes wider one earlier than it must (TIFF 6.0, section 13). */
    private int lzw(byte[] target, int length) throws IOException {
        // What a code stands for lies in the output already: where it begins, and how long it is.
        int[] from = new int[MOST_CODES + 1];
        int[] size = new int[MOST_CODES + 1];
        int codes = END + 1;
        int width = 9;
        int before = -1;
        int made = 0;
        long bit = 8L * start;
        while (made < length && bit + width <= 8L * end) {
            int code = bits(bit, width);
            bit += width;
            if (code == END) {
                break;
            }
            if (code == CLEAR) {
                codes = END + 1;
                width = 9;
                before = -1;
                continue;
            }
            boolean unknown = code >= codes && (before < 0 || code > codes);
            if (unknown || (before < 0 && code > CLEAR) || codes > MOST_CODES) {
                throw BadImage.damaged("its pixels cannot be decoded");
            }
            if (before >= 0) {
                // The string before with the first byte of this one, which follows it in the output.
                from[codes] = made - before;
                size[codes++] = before + 1;
            }
            int count = code < CLEAR ? 1 : size[code];
            for (int i = 0; i < count && made + i < length; i++) {
                target[made + i] = code < CLEAR ? (byte) code : target[from[code] + i];
            }
            made += Math.min(count, length - made);
            before = count;
            width = codes >= 2047 ? 12 : codes >= 1023 ? 11 : codes >= 511 ? 10 : 9;
        }
        return made;
    }

    private int bits(long bit, int width) {
        int at = (int) (bit >> 3);
        int three = (file[at] & 0xFF) << 16
                | (at + 1 < file.length ? file[at + 1] & 0xFF : 0) << 8
                | (at + 2 < file.length ? file[at + 2] & 0xFF : 0);
        return three >> (24 - (int) (bit & 7) - width) & ((1 << width) - 1);
    }
}
