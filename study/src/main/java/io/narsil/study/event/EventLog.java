package io.narsil.study.event;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.narsil.config.Words;
import io.narsil.files.WholeFile;
import io.narsil.space.Candidate;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * The log of a run: one line of JSON an event, with its name and the time of day, which is for people only.
 *
 * <p>A line is whole or not there: what a kill cut short is removed before the next one is written. {@link
 * StudyEvent.Progressed} is left out.
 */
public final class EventLog implements StudyListener, AutoCloseable {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .addModule(new SimpleModule()
                    .addSerializer(Candidate.class, plain(Candidate::values))
                    .addSerializer(Enum.class, plain(Words::of))
                    .addSerializer(Optional.class, plain(value -> ((Optional<?>) value).orElse(null)))
                    .addSerializer(OptionalInt.class, plain(v -> v.isPresent() ? (Integer) v.getAsInt() : null))
                    .addSerializer(OptionalDouble.class, plain(v -> v.isPresent() ? (Double) v.getAsDouble() : null)))
            .build();

    private final Path file;
    private final FileChannel channel;

    private EventLog(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Opens a log to write at its end, or makes it. */
    public static EventLog open(Path file) {
        try {
            FileChannel channel = FileChannel.open(
                    file,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE,
                    LinkOption.NOFOLLOW_LINKS);
            channel.truncate(whole(channel));
            channel.position(channel.size());
            return new EventLog(file, channel);
        } catch (IOException e) {
            throw WholeFile.failure(file, e);
        }
    }

    /** Where the last whole line ends. */
    private static long whole(FileChannel channel) throws IOException {
        ByteBuffer one = ByteBuffer.allocate(1);
        for (long end = channel.size(); end > 0; end--) {
            channel.read(one.clear(), end - 1);
            if (one.get(0) == '\n') {
                return end;
            }
        }
        return 0;
    }

    @Override
    public synchronized void on(StudyEvent event) {
        Optional<String> line = line(event);
        if (line.isEmpty()) {
            return;
        }
        ByteBuffer bytes = ByteBuffer.wrap(line.get().getBytes(StandardCharsets.UTF_8));
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw WholeFile.failure(file, e);
        }
    }

    /** The line of an event, with its end; nothing of {@link StudyEvent.Progressed}. */
    public static Optional<String> line(StudyEvent event) {
        if (event instanceof StudyEvent.Progressed) {
            return Optional.empty();
        }
        ObjectNode line = JSON.createObjectNode();
        line.put("time", Instant.now().toString());
        line.put("event", name(event.getClass()));
        line.setAll((ObjectNode) JSON.valueToTree(event));
        try {
            return Optional.of(JSON.writeValueAsString(line) + "\n");
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Such as {@code trial_done}. */
    static String name(Class<? extends StudyEvent> event) {
        return PropertyNamingStrategies.SnakeCaseStrategy.INSTANCE.translate(event.getSimpleName());
    }

    @Override
    public synchronized void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw WholeFile.failure(file, e);
        }
    }

    /** Writes a value as another one that JSON knows. */
    private static <T> JsonSerializer<T> plain(Function<T, Object> known) {
        return new JsonSerializer<>() {
            @Override
            public void serialize(T value, JsonGenerator out, SerializerProvider provider) throws IOException {
                provider.defaultSerializeValue(known.apply(value), out);
            }
        };
    }
}
