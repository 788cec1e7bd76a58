package io.narsil.tensors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.narsil.config.Unreadable;
import io.narsil.config.UserException;
import io.narsil.files.WholeFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads and writes safetensors files: eight bytes with the length of a JSON header, the header, the values.
 *
 * <p>A file is mapped, not loaded. Its header is accepted only if every array lies inside the file and none overlaps
 * another. Nothing in such a file can run.
 */
public final class Safetensors {
    private static final long LONGEST_HEADER = 100L << 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The content of a file: arrays by name, in the order of their bytes, and metadata, free text by key. */
    public record Content(Map<String, TensorEntry> tensors, Map<String, String> metadata) {
        /** The array of that name; a {@link UserException} where it is missing. */
        public TensorEntry need(String name, Path file) {
            TensorEntry entry = tensors.get(name);
            if (entry == null) {
                throw new UserException(file.toString(), "the array \"" + name + "\" is missing", "");
            }
            return entry;
        }
    }

    private Safetensors() {}

    /** Writes a file whole, into a folder that is there; the bytes depend on the arguments alone. */
    public static void write(Path file, Collection<TensorEntry> tensors, Map<String, String> metadata) {
        byte[] start = TensorHeader.of(
                tensors.stream()
                        .map(t -> new TensorHeader.Array(t.name(), t.type(), t.shape()))
                        .toList(),
                TensorChecksum.with(metadata),
                0);
        TensorChecksum checksum = new TensorChecksum();
        checksum.add(ByteBuffer.wrap(start));
        tensors.forEach(t -> t.content().segments().forEach(checksum::add));
        checksum.putInto(start);
        WholeFile.writeInto(file, out -> {
            WritableByteChannel channel = Channels.newChannel(out);
            channel.write(ByteBuffer.wrap(start));
            for (TensorEntry tensor : tensors) {
                for (ByteBuffer bytes : tensor.content().segments()) {
                    while (bytes.hasRemaining()) {
                        channel.write(bytes);
                    }
                }
            }
        });
    }

    /** Reads a file; a {@link UserException} says what is wrong with one that is damaged. */
    public static Content read(Path file) {
        return read(file, Bytes::map);
    }

    /** Maps an array of a file. */
    interface Mapping {
        Bytes map(FileChannel channel, long from, long size) throws IOException;
    }

    static Content read(Path file, Mapping mapping) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            OtherFile.refuse(file, start(channel));
            ByteBuffer length = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
            if (size < 8 || channel.read(length, 0) != 8) {
                throw broken(file, "it has only " + size + " bytes");
            }
            long headerLength = length.getLong(0);
            if (headerLength < 2 || headerLength > Math.min(LONGEST_HEADER, size - 8)) {
                throw broken(file, "its header claims a length of " + headerLength + " bytes");
            }
            ByteBuffer head = ByteBuffer.allocate((int) headerLength);
            while (head.hasRemaining() && channel.read(head, 8 + head.position()) >= 0) {}
            Content content = read(file, channel, JSON.readTree(head.array()), 8 + headerLength, mapping);
            byte[] start = ByteBuffer.allocate(8 + head.capacity())
                    .put(length.rewind())
                    .put(head.rewind())
                    .array();
            if (!TensorChecksum.holds(channel, start, content.metadata())) {
                throw new UserException(
                        file.toString(),
                        "this file is damaged: its bytes do not match the checksum that it was written with",
                        "take it from a copy; if another program changed it, remove its metadata \""
                                + TensorChecksum.KEY + "\"");
            }
            return content;
        } catch (JsonProcessingException e) {
            throw broken(file, "its header is not JSON");
        } catch (IOException e) {
            throw Unreadable.of(file.toString(), e);
        }
    }

    private static byte[] start(FileChannel channel) throws IOException {
        ByteBuffer start = ByteBuffer.allocate((int) Math.min(OtherFile.LOOKED_AT, channel.size()));
        while (start.hasRemaining() && channel.read(start, start.position()) >= 0) {}
        return Arrays.copyOf(start.array(), start.position());
    }

    private static Content read(Path file, FileChannel channel, JsonNode header, long start, Mapping mapping)
            throws IOException {
        if (!header.isObject()) {
            throw broken(file, "its header is not a JSON object");
        }
        long end = channel.size() - start;
        Map<String, String> metadata = new LinkedHashMap<>();
        List<TensorEntry> tensors = new ArrayList<>();
        List<long[]> ranges = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : header.properties()) {
            if (field.getKey().equals("__metadata__")) {
                field.getValue()
                        .properties()
                        .forEach(e -> metadata.put(e.getKey(), e.getValue().asText()));
                continue;
            }
            JsonNode entry = field.getValue();
            TensorEntry.Type type =
                    type(file, field.getKey(), entry.path("dtype").asText());
            List<Long> shape = new ArrayList<>();
            entry.path("shape").forEach(s -> shape.add(s.asLong(-1)));
            long from = entry.path("data_offsets").path(0).asLong(-1);
            long to = entry.path("data_offsets").path(1).asLong(-1);
            if (from < 0 || to < from || to > end) {
                throw broken(file, "\"" + field.getKey() + "\" claims the bytes " + from + " to " + to + " of " + end);
            }
            if (shape.stream().anyMatch(s -> s < 0) || bytes(shape, type) != to - from) {
                throw broken(
                        file, "\"" + field.getKey() + "\" claims the shape " + shape + " in " + (to - from) + " bytes");
            }
            ranges.add(new long[] {from, to});
            tensors.add(new TensorEntry(field.getKey(), type, shape, mapping.map(channel, start + from, to - from)));
        }
        ranges.sort(Comparator.comparingLong((long[] r) -> r[0]).thenComparingLong(r -> r[1]));
        long covered = 0;
        for (long[] range : ranges) {
            if (range[0] != covered) {
                throw broken(file, "its arrays overlap or leave gaps at byte " + covered);
            }
            covered = range[1];
        }
        if (covered != end) {
            throw broken(file, "it has " + (end - covered) + " bytes that belong to no array");
        }
        Map<String, TensorEntry> byName = new LinkedHashMap<>();
        tensors.forEach(t -> byName.put(t.name(), t));
        return new Content(Collections.unmodifiableMap(byName), Map.copyOf(metadata));
    }

    private static long bytes(List<Long> shape, TensorEntry.Type type) {
        try {
            return Math.multiplyExact(TensorEntry.count(shape), type.size());
        } catch (ArithmeticException e) {
            return -1;
        }
    }

    private static TensorEntry.Type type(Path file, String name, String dtype) {
        for (TensorEntry.Type type : TensorEntry.Type.values()) {
            if (type.name().equals(dtype)) {
                return type;
            }
        }
        throw new UserException(
                file.toString(),
                "\"" + name + "\" holds numbers of the type \"" + dtype + "\", which is not known",
                "the same weights in F32");
    }

    private static UserException broken(Path file, String what) {
        return new UserException(file.toString(), "this is not a sound safetensors file: " + what, "it was cut off");
    }
}
