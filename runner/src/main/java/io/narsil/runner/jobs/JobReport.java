package io.narsil.runner.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.narsil.files.WholeFile;
import io.narsil.runner.Death;
import io.narsil.runner.MachineKind;
import io.narsil.runner.Protocol;
import io.narsil.runner.WorkerMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * All that a job has said so far; the file is written anew, whole, whenever there is more to say.
 *
 * @param run name of this start of the job, which a queue may start again
 * @param node name of the machine, for people
 * @param beat number that grows while the job lives
 * @param lines messages of the worker protocol, the last of which may end the request
 * @param death kind of the trainer's death, or null where it did not die
 * @param how words for its death
 * @param machine kind of the machine, or null where it is not told
 * @param files bytes of the files that the job has written by their paths, once it is over: where they are not seen elsewhere yet, they are late
 */
public record JobReport(
        String run,
        String node,
        long beat,
        List<String> lines,
        Death death,
        String how,
        MachineKind machine,
        Map<String, Long> files) {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    public JobReport {
        run = Objects.requireNonNullElse(run, "");
        node = Objects.requireNonNullElse(node, "");
        lines = lines == null ? List.of() : List.copyOf(lines);
        how = Objects.requireNonNullElse(how, "");
        files = files == null ? Map.of() : Map.copyOf(files);
    }

    /** What a job has said; nothing where it has not begun, or its file cannot be read now. */
    static Optional<JobReport> read(Path file) {
        try {
            return Optional.ofNullable(JSON.readValue(Files.readString(file), JobReport.class));
        } catch (IOException | IllegalArgumentException | NullPointerException e) {
            // On a network's file system a file may be late, or be replaced while it is read.
            return Optional.empty();
        }
    }

    /** Writes it, whole or not at all. */
    void write(Path file) {
        try {
            WholeFile.write(file, JSON.writeValueAsString(this));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether the request is over, with a result that stays. */
    boolean over() {
        return message(lines.size() - 1)
                .filter(m -> m instanceof WorkerMessage.Done || m instanceof WorkerMessage.Failed)
                .isPresent();
    }

    /** The name and version of what trains, once it was ready. */
    Optional<String> engine() {
        return message(0).filter(WorkerMessage.Ready.class::isInstance).map(m -> ((WorkerMessage.Ready) m).engine());
    }

    private Optional<WorkerMessage> message(int index) {
        try {
            return index >= 0 && index < lines.size()
                    ? Optional.of(Protocol.message(lines.get(index)))
                    : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
