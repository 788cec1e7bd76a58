package io.narsil.runner.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.narsil.files.TextFile;
import io.narsil.files.WholeFile;
import io.narsil.runner.AnswerRequest;
import io.narsil.runner.Protocol;
import io.narsil.runner.TrainRequest;
import io.narsil.runner.WorkerRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What a job is asked for.
 *
 * @param line request of the worker protocol; empty where a job only has to show that it can start
 * @param there paths of the files that the request names and that were there when it was written: where they are not seen yet, they
 *     are late
 */
record RequestFile(String line, List<Path> there) {
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<List<String>> PATHS = new TypeReference<>() {};

    RequestFile {
        there = List.copyOf(there);
    }

    /** A request whose files are looked for now. */
    static RequestFile of(String line) {
        return new RequestFile(
                line,
                named(line).stream()
                        .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                        .toList());
    }

    /** The files that a line names, to be read or written. */
    private static List<Path> named(String line) {
        return paths(line, request -> request instanceof TrainRequest train ? of(train) : of((AnswerRequest) request));
    }

    /** The files that whoever carries out a line writes. */
    static List<Path> written(String line) {
        return paths(
                line,
                request -> request instanceof TrainRequest train
                        ? Stream.of(train.checkpoint(), train.weights(), train.predictions())
                        : Stream.of(((AnswerRequest) request).answers()));
    }

    private static List<Path> paths(String line, Function<WorkerRequest, Stream<String>> names) {
        if (line.isEmpty()) {
            return List.of();
        }
        WorkerRequest request;
        try {
            request = Protocol.request(line);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
        return names.apply(request)
                .filter(Objects::nonNull)
                .filter(name -> !name.isEmpty())
                .map(Path::of)
                .toList();
    }

    private static Stream<String> of(TrainRequest request) {
        return Stream.of(
                request.images(),
                request.start(),
                request.checkpoint(),
                request.weights(),
                request.predictions(),
                request.teacher() == null ? null : request.teacher().weights(),
                request.parent() == null ? null : request.parent().weights(),
                request.detection() == null ? null : request.detection().objects());
    }

    private static Stream<String> of(AnswerRequest request) {
        return Stream.of(
                request.images(),
                request.weights(),
                request.answers(),
                request.detection() == null ? null : request.detection().objects());
    }

    /** Writes it, whole: its line, and a second one with the files. */
    void write(Path file) {
        try {
            List<String> paths = there.stream().map(Path::toString).toList();
            WholeFile.write(file, line + "\n" + JSON.writeValueAsString(paths) + "\n");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether all of it is seen: on a network's file system a new file may be empty, or end in the middle, for a while. */
    static boolean whole(Path file) {
        try {
            return Late.seen(file) && Files.readString(file).matches("[^\n]*\n[^\n]*\n");
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Reads it.
     *
     * @throws IllegalArgumentException where it is none, or not whole
     */
    static RequestFile read(Path file) {
        List<String> lines = TextFile.read(file).lines().toList();
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("an empty file");
        }
        try {
            List<String> paths = lines.size() > 1 ? JSON.readValue(lines.get(1), PATHS) : List.of();
            return new RequestFile(
                    lines.get(0).strip(), paths.stream().map(Path::of).toList());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
