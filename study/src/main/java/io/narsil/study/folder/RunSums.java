package io.narsil.study.folder;

import io.narsil.config.Problems;
import io.narsil.config.UserException;
import io.narsil.files.Fingerprint;
import io.narsil.files.TextFile;
import io.narsil.files.WholeFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The SHA-256 of each file that a finished run keeps, but of its store and images, which have their own checks, and of
 * ONNX files, which {@code narsil export} may write again in another form. {@code sha256sum -c SHA256SUMS} checks it, too.
 * Runs of earlier versions have none.
 *
 * @param run run folder
 */
public record RunSums(RunFolder run) {
    private static final Pattern LINE = Pattern.compile("([0-9a-f]{64})  (.+)");

    /** The file of the sums. */
    public Path file() {
        return run.path().resolve("SHA256SUMS");
    }

    /**
     * Writes the sums of all that is there, and of the result that is about to be written.
     *
     * @param result text of the result
     */
    void write(String result) {
        StringBuilder text = new StringBuilder();
        for (Path kept : files()) {
            text.append(line(Fingerprint.of(kept), kept));
        }
        WholeFile.write(file(), text + line(Fingerprint.of(result), run.result()));
    }

    private String line(String sum, Path kept) {
        return sum + "  " + run.path().relativize(kept).toString().replace('\\', '/') + "\n";
    }

    private List<Path> files() {
        List<Path> files = new ArrayList<>(Stream.of(
                        run.study(),
                        run.revisions(),
                        run.space(),
                        run.provenance(),
                        run.predictor(),
                        run.device(),
                        run.parent().architecture(),
                        run.parent().weights(),
                        run.latencies())
                .filter(Files::exists)
                .toList());
        run.members().stream()
                .flatMap(m ->
                        Stream.of(m.architecture(), m.recipe(), m.metrics(), m.weights(), m.testAnswers(), m.found()))
                .filter(Files::exists)
                .forEach(files::add);
        return files;
    }

    /** The files that are not as the run left them; those that are missing are none of them. */
    public List<Path> damaged() {
        return damaged(sums());
    }

    /**
     * Throws a {@link UserException} that names all files outside of models that are not as the run left them. A run that
     * goes on writes them anew, so that there is nothing to compare with until it is over.
     */
    public void check() {
        if (!run.finished()) {
            return;
        }
        Map<Path, String> sums = sums();
        sums.keySet().removeIf(f -> !run.path().equals(f.getParent()));
        refuse(damaged(sums));
    }

    /**
     * The same of a member's network and weights, wherever its run folder is; nothing is known of models outside of a run.
     *
     * @param model folder of any model
     */
    public static void check(ModelFolder model) {
        Path path = model.path().toAbsolutePath().normalize();
        Path models = path.getParent();
        if (models == null || models.getParent() == null) {
            return;
        }
        RunFolder run = new RunFolder(models.getParent());
        if (run.models().equals(models)) {
            RunSums all = new RunSums(run);
            ModelFolder inside = new ModelFolder(path);
            Map<Path, String> sums = all.sums();
            sums.keySet().retainAll(List.of(inside.architecture(), inside.weights()));
            all.refuse(damaged(sums));
        }
    }

    /** The same of all files. */
    public void checkAll() {
        refuse(damaged());
    }

    /** The same of some files; nothing is known of those that the run did not leave. */
    public void check(List<Path> files) {
        Set<Path> wanted = files.stream().map(RunSums::place).collect(Collectors.toSet());
        Map<Path, String> sums = sums();
        sums.keySet().removeIf(f -> !wanted.contains(place(f)));
        refuse(damaged(sums));
    }

    private static Path place(Path file) {
        return file.toAbsolutePath().normalize();
    }

    private void refuse(List<Path> damaged) {
        Problems problems = new Problems();
        damaged.forEach(f -> problems.add(
                f.toString(),
                "the file is not as the run left it: its SHA-256 is not that in " + file().getFileName(),
                "it is damaged: run the same search again, which makes it again; if you changed it, delete its line in "
                        + file().getFileName()));
        problems.throwIfAny();
    }

    private static List<Path> damaged(Map<Path, String> sums) {
        return sums.entrySet().stream()
                .filter(e -> Files.isRegularFile(e.getKey()))
                .filter(e -> !Fingerprint.of(e.getKey()).equals(e.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The sums by file; of names that lead out of the run none is taken. */
    private Map<Path, String> sums() {
        Map<Path, String> sums = new LinkedHashMap<>();
        if (!Files.exists(file())) {
            return sums;
        }
        Map<String, Path> known = new LinkedHashMap<>();
        files().forEach(f -> known.put(line("", f).strip(), f));
        known.put(line("", run.result()).strip(), run.result());
        for (String text : TextFile.read(file()).lines().toList()) {
            Matcher line = LINE.matcher(text);
            if (line.matches() && known.containsKey(line.group(2))) {
                sums.put(known.get(line.group(2)), line.group(1));
            }
        }
        return sums;
    }

    /** Sets a damaged file aside, and gives where it lies now. */
    public static Path setAside(Path file) {
        return WholeFile.setAside(file);
    }
}
