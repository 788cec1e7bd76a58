package io.narsil.study.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.narsil.files.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** How long a run took, by its log: the time between a stop and the next start does not count. */
public final class RunTime {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LONGEST = Duration.ofDays(365);

    private RunTime() {}

    /** The seconds from each start to the last event before the next one, summed. */
    public static double seconds(Path log) {
        return seconds(lines(log));
    }

    /** Whether a log tells of an event. */
    public static boolean tells(Path log, Class<? extends StudyEvent> kind) {
        String name = EventLog.name(kind);
        return Files.exists(log)
                && lines(log).stream()
                        .anyMatch(line -> line.contains(name)
                                && event(line).path("event").asText().equals(name));
    }

    /** Whether the last event of a log is of a kind. */
    public static boolean endsWith(Path log, Class<? extends StudyEvent> kind) {
        List<String> lines = lines(log);
        return !lines.isEmpty()
                && event(lines.get(lines.size() - 1)).path("event").asText().equals(EventLog.name(kind));
    }

    private static List<String> lines(Path log) {
        try {
            // Bytes that are damaged cost their line, not the run.
            return new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw WholeFile.failure(log, e);
        }
    }

    static double seconds(List<String> lines) {
        Duration sum = Duration.ZERO;
        Instant before = null;
        for (String line : lines) {
            JsonNode event = event(line);
            Instant time = time(event);
            if (time == null) {
                continue;
            }
            if (before != null && !RunClock.starts(event.path("event").asText())) {
                sum = sum.plus(between(before, time));
            }
            before = time;
        }
        return sum.toMillis() / 1e3;
    }

    /** Never negative, nor as long as no pause of a run is: a clock may be set back or on. */
    private static Duration between(Instant from, Instant to) {
        Duration between = Duration.between(from, to);
        return between.isNegative() || between.compareTo(LONGEST) > 0 ? Duration.ZERO : between;
    }

    /** The event of a line; an empty one where the line was cut short. */
    private static JsonNode event(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            return JSON.createObjectNode();
        }
    }

    private static Instant time(JsonNode event) {
        try {
            return Instant.parse(event.path("time").asText());
        } catch (DateTimeException e) {
            return null;
        }
    }
}
