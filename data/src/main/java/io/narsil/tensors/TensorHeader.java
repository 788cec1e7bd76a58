package io.narsil.tensors;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The start of a safetensors file: eight bytes with the length of a JSON text, and that text. */
public final class TensorHeader {
    private static final int LENGTH = 8;
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * An array that stands in the file.
     *
     * @param shape sizes, outermost first
     */
    public record Array(String name, TensorEntry.Type type, List<Long> shape) {
        public Array {
            shape = List.copyOf(shape);
        }

        /** The number of its bytes. */
        public long size() {
            return Math.multiplyExact(TensorEntry.count(shape), type.size());
        }
    }

    private TensorHeader() {}

    /**
     * The start of a file in which arrays stand one after the other.
     *
     * @param metadata free text by key
     * @param least number of bytes; a shorter start is filled up with blanks
     */
    public static byte[] of(List<Array> arrays, Map<String, String> metadata, int least) {
        ObjectNode header = JSON.createObjectNode();
        if (!metadata.isEmpty()) {
            ObjectNode texts = header.putObject("__metadata__");
            new TreeMap<>(metadata).forEach(texts::put);
        }
        long offset = 0;
        for (Array array : arrays) {
            ObjectNode entry = header.putObject(array.name());
            entry.put("dtype", array.type().name());
            array.shape().forEach(entry.withArray("shape")::add);
            entry.putArray("data_offsets").add(offset).add(offset + array.size());
            offset += array.size();
        }
        byte[] text = header.toString().getBytes(StandardCharsets.UTF_8);
        // Padded so that the values stand at a multiple of 8 bytes.
        int length = Math.max(least, LENGTH + text.length + Math.floorMod(-text.length, 8));
        ByteBuffer start = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        start.putLong(length - LENGTH).put(text);
        while (start.hasRemaining()) {
            start.put((byte) ' ');
        }
        return start.array();
    }
}
