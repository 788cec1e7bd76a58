package io.narsil.study;

import io.narsil.files.TextFile;
import io.narsil.study.folder.RunFolder;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the paths of a study's file lead from. The frozen copy in a run folder keeps the words of the study that it was
 * made of, so they still lead from the folder of that one, which the run folder remembers.
 *
 * @param folder folder from which images and the user's own trainer are found
 * @param run run folder that the file is the frozen study of
 */
public record Origin(Path folder, Optional<RunFolder> run) {
    /** That of a study's file. */
    public static Origin of(Path file) {
        Path study = file.toAbsolutePath().normalize();
        RunFolder run = new RunFolder(study.getParent());
        boolean frozen = study.equals(run.study()) && (Files.exists(run.trials()) || Files.exists(run.provenance()));
        return frozen ? new Origin(origin(run), Optional.of(run)) : new Origin(study.getParent(), Optional.empty());
    }

    /** As the run remembers; where it does not, or was moved away, the folder in which a search makes {@code runs/NAME}. */
    private static Path origin(RunFolder run) {
        Path usual = run.path().resolve("../..").normalize();
        if (!Files.exists(run.origin())) {
            return usual;
        }
        try {
            Path kept = run.path().resolve(TextFile.read(run.origin()).strip()).normalize();
            return Files.isDirectory(kept) ? kept : usual;
        } catch (InvalidPathException e) {
            return usual;
        }
    }

    /** The command that goes on with the run, by the file that it was begun with where that has the study's usual name. */
    String command(String study) {
        Path given = folder.resolve(study + ".yaml");
        return "narsil search " + (Files.exists(given) ? given : "STUDY.yaml")
                + run.map(r -> " --out " + r.path()).orElse("");
    }

    /** What a run folder keeps, so that the folder and the study can be moved together. */
    public String write(RunFolder to) {
        Path from = to.path().toAbsolutePath().normalize();
        boolean sameRoot = from.getRoot() != null && from.getRoot().equals(folder.getRoot());
        return (sameRoot ? from.relativize(folder) : folder).toString() + "\n";
    }
}
