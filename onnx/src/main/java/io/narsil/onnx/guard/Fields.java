package io.narsil.onnx.guard;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A message as it was read: the values of its fields, by number. */
final class Fields {
    private static final Fields EMPTY = new Fields();
    private final Map<Integer, List<Object>> values = new HashMap<>();
    private final Map<Integer, ByteBuffer> few = new HashMap<>();

    void add(int field, Object value) {
        values.computeIfAbsent(field, f -> new ArrayList<>(1)).add(value);
    }

    /** Keeps the bytes of a field of which otherwise the number alone is known. */
    void keep(int field, byte[] bytes) {
        few.put(field, ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
    }

    /** The floats that the bytes of a field are; none where they were not kept. */
    List<Float> floats(int field) {
        ByteBuffer bytes = few.getOrDefault(field, ByteBuffer.allocate(0));
        List<Float> floats = new ArrayList<>();
        for (int at = 0; at + Float.BYTES <= bytes.limit(); at += Float.BYTES) {
            floats.add(bytes.getFloat(at));
        }
        return floats;
    }

    boolean has(int field) {
        return values.containsKey(field);
    }

    private <T> List<T> all(int field, Class<T> type) {
        return values.getOrDefault(field, List.of()).stream().map(type::cast).toList();
    }

    private <T> T first(int field, T otherwise, Class<T> type) {
        List<Object> found = values.get(field);
        return found == null ? otherwise : type.cast(found.get(0));
    }

    long number(int field, long otherwise) {
        return first(field, otherwise, Long.class);
    }

    List<Long> numbers(int field) {
        return all(field, Long.class);
    }

    /** The sum of counts. */
    long count(int field) {
        return numbers(field).stream().mapToLong(Long::longValue).sum();
    }

    String text(int field) {
        return first(field, "", String.class);
    }

    List<String> texts(int field) {
        return all(field, String.class);
    }

    Fields message(int field) {
        return first(field, EMPTY, Fields.class);
    }

    List<Fields> messages(int field) {
        return all(field, Fields.class);
    }
}
