package io.narsil.photo;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;

/**
 * The fields of the first image in a TIFF file: whole numbers by their tags. Numbers are looked up where they lie; none are copied.
 *
 * @see <a href="https://www.itu.int/itudoc/itu-t/com16/tiff-fx/docs/tiff6.pdf">TIFF, revision 6.0</a>
 */
final class TiffFields {
    private static final int BYTE = 1;
    private static final int SHORT = 3;
    private static final int LONG = 4;

    private final ByteBuffer file;
    private final Map<Integer, Field> fields = new HashMap<>();

    /** So many numbers of one type from a place in the file on. */
    private record Field(int bytes, long count, int at) {}

    TiffFields(byte[] bytes) throws IOException {
        file = ByteBuffer.wrap(bytes);
        file.order(bytes[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        if (bytes.length < 8) {
            throw BadImage.cutOff();
        }
        long list = file.getInt(4) & 0xFFFFFFFFL;
        if (list + 2 > bytes.length) {
            throw BadImage.cutOff();
        }
        int entries = file.getShort((int) list) & 0xFFFF;
        if (list + 2 + 12L * entries > bytes.length) {
            throw BadImage.cutOff();
        }
        for (int i = 0; i < entries; i++) {
            add((int) list + 2 + 12 * i);
        }
    }

    private void add(int entry) throws IOException {
        int size = switch (file.getShort(entry + 2)) {
            case BYTE -> 1;
            case SHORT -> 2;
            case LONG -> 4;
            default -> 0;
        };
        long count = file.getInt(entry + 4) & 0xFFFFFFFFL;
        if (size == 0 || count == 0) {
            return; // texts and fractions, which pixels do not need
        }
        long at = size * count <= 4 ? entry + 8 : file.getInt(entry + 8) & 0xFFFFFFFFL;
        // What lies outside counts as missing: pixels may not need it.
        if (at + size * count <= file.limit()) {
            fields.put(file.getShort(entry) & 0xFFFF, new Field(size, count, (int) at));
        }
    }

    ByteOrder order() {
        return file.order();
    }

    boolean has(int tag) {
        return fields.containsKey(tag);
    }

    /** The number of numbers that a tag has; 0 where it is missing. */
    long count(int tag) {
        return has(tag) ? fields.get(tag).count : 0;
    }

    /** A number of a tag; a {@link BadImage} where it is missing. */
    long number(int tag, long index) throws IOException {
        Field field = fields.get(tag);
        if (field == null || index >= field.count) {
            throw BadImage.damaged("a number that its pixels need is missing (tag " + tag + ")");
        }
        int at = (int) (field.at + index * field.bytes);
        return switch (field.bytes) {
            case 1 -> file.get(at) & 0xFF;
            case 2 -> file.getShort(at) & 0xFFFF;
            default -> file.getInt(at) & 0xFFFFFFFFL;
        };
    }

    /** The first number of a tag, or another where it is missing. */
    long first(int tag, long otherwise) throws IOException {
        return has(tag) ? number(tag, 0) : otherwise;
    }
}
