package io.narsil.runner.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.narsil.config.UserException;
import io.narsil.files.TextFile;
import io.narsil.files.WholeFile;
import io.narsil.runner.MachineKind;
import io.narsil.runner.WorkerCommand;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The command that starts trainers, as other machines read it. Of the built-in trainer Java, its libraries and the folder of
 * temporary files are those of the machine that reads it.
 *
 * @param folder working folder of a trainer of the user's own, or null for the built-in one
 * @param vectors vector instructions that trainers are held to; empty where none are known
 */
record TrainerFile(List<String> command, Map<String, String> environment, String folder, String vectors) {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    TrainerFile {
        command = List.copyOf(Objects.requireNonNull(command, "no command"));
        environment = environment == null ? Map.of() : Map.copyOf(environment);
        vectors = Objects.requireNonNullElse(vectors, "");
    }

    private static Map<String, String> here() {
        return Map.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "{java}",
                System.getProperty("java.class.path"),
                "{class path}",
                "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                "{temporary}");
    }

    /** Writes a command for other machines. */
    static void write(Path file, WorkerCommand trainer, String vectors) {
        Map<String, String> here = here();
        List<String> command = trainer.own()
                ? trainer.command()
                : trainer.command().stream()
                        .map(word -> here.getOrDefault(word, word))
                        .toList();
        String folder = trainer.folder().map(f -> f.toAbsolutePath().toString()).orElse(null);
        try {
            WholeFile.write(
                    file, JSON.writeValueAsString(new TrainerFile(command, trainer.environment(), folder, vectors)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The command on this machine, whose trainer is held to the file's vector instructions where it could do more. */
    static WorkerCommand read(Path file) {
        TrainerFile trainer;
        try {
            trainer = JSON.readValue(TextFile.read(file), TrainerFile.class);
        } catch (JsonProcessingException | IllegalArgumentException | NullPointerException e) {
            throw new UserException(file.toString(), "this is no command of a trainer", "");
        }
        if (trainer == null || trainer.command.isEmpty()) {
            throw new UserException(file.toString(), "this is no command of a trainer", "");
        }
        Map<String, String> environment =
                new HashMap<>(MachineKind.here(trainer.environment).heldTo(trainer.vectors));
        environment.putAll(trainer.environment);
        Optional<Path> folder = Optional.ofNullable(trainer.folder).map(Path::of);
        if (folder.isPresent()) {
            return new WorkerCommand(trainer.command, environment, folder);
        }
        List<String> command = trainer.command.stream().map(TrainerFile::local).toList();
        return new WorkerCommand(command, environment, folder);
    }

    private static String local(String word) {
        for (Map.Entry<String, String> known : here().entrySet()) {
            if (known.getValue().equals(word)) {
                return known.getKey();
            }
        }
        return word;
    }
}
