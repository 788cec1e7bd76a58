package io.narsil.study.folder;

import io.narsil.config.Fault;
import io.narsil.config.UserException;
import io.narsil.config.Words;
import io.narsil.files.Fingerprint;
import io.narsil.files.WholeFile;
import io.narsil.json.Json;
import io.narsil.network.Network;
import io.narsil.network.NetworkFile;
import io.narsil.runner.Engine;
import io.narsil.runner.TrainRequest;
import io.narsil.search.TrialResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a single training was asked for when it was begun: all that its bits depend on beside its images. It is kept in the scratch folder,
 * so that another one is not taken for its continuation, and does not begin anew in silence either.
 *
 * @param network network as it is written in files
 * @param recipe settings by name, all of them
 * @param score name of the score by which epochs are compared
 * @param engine device and precision
 * @param start fingerprint of the weights that it starts from; empty for random ones
 * @param marks fingerprint of what is marked in the images; empty for a classification
 * @param detector neck and head; empty for a classification
 */
public record BegunTraining(
        String network,
        Map<String, String> recipe,
        int epochs,
        long seed,
        String score,
        String engine,
        String start,
        String marks,
        String detector) {

    /**
     * That of a request.
     *
     * @param start file of the weights that it starts from
     * @param marks file of what is marked in the images
     */
    public static BegunTraining of(TrainRequest request, Engine engine, Optional<Path> start, Optional<Path> marks) {
        TrainRequest.Detection form = request.detection();
        return new BegunTraining(
                NetworkFile.write(request.network()),
                request.recipe(),
                request.epochs(),
                request.seed(),
                request.score(),
                Words.of(engine.device()) + " in " + Words.of(engine.precision()),
                start.map(Fingerprint::of).orElse("") + parent(request),
                marks.map(Fingerprint::of).orElse(""),
                form == null ? "" : "neck " + form.neck() + ", head " + form.depth() + ", " + form.activation());
    }

    private static String parent(TrainRequest request) {
        Network parent = request.parent() == null ? null : request.parent().network();
        return parent == null ? "" : " of " + NetworkFile.write(parent);
    }

    /**
     * Keeps this in a folder, or refuses where another training was begun there.
     *
     * @throws UserException with all that is different
     */
    public void begin(RunFolder folder) {
        Path file = folder.scratch().resolve("training.json");
        if (Files.exists(file)) {
            List<Fault> faults = Json.complete(file, BegunTraining.class).differences(this).stream()
                    .map(what -> new Fault(
                            folder.path().toString(),
                            "a training was begun here with " + what,
                            "the same command as before, or another folder with --out"))
                    .toList();
            if (!faults.isEmpty()) {
                throw new UserException(faults);
            }
            return;
        }
        Json.write(file, this);
    }

    /** Removes the images of a training that was stopped, before they are read again: the disk may not hold both. Those of a search stay. */
    public static void dropImages(RunFolder folder) {
        if (!Files.exists(folder.study())) {
            WholeFile.remove(folder.images());
        }
    }

    /**
     * The scores of the training that was begun.
     *
     * @throws UserException with the reason where it failed or diverged; one that diverged would do so again, so that another may begin
     */
    public static List<Double> scores(TrialResult result, RunFolder folder) {
        if (!result.done()) {
            boolean diverged = result.status() == TrialResult.Status.DIVERGED;
            if (diverged) {
                folder.dropScratch();
            }
            throw new UserException(
                    "",
                    "the training " + (diverged ? "diverged: " : "failed: ") + result.reason(),
                    diverged ? "a smaller learning rate" : "");
        }
        return result.scores();
    }

    private List<String> differences(BegunTraining now) {
        List<String> found = new ArrayList<>();
        found.addAll(different("another network", network, now.network));
        recipe.forEach((name, value) -> found.addAll(changed(name, value, now.recipe.get(name))));
        now.recipe.keySet().stream()
                .filter(name -> !recipe.containsKey(name))
                .forEach(name -> found.add("no setting " + name));
        found.addAll(changed("epochs", epochs, now.epochs));
        // Derived from the user's, who would not know the number.
        found.addAll(different("another seed", seed, now.seed));
        found.addAll(changed("score", score, now.score));
        found.addAll(changed("computing on", engine, now.engine));
        found.addAll(different("other weights to start from", start, now.start));
        found.addAll(different("other boxes marked in the images", marks, now.marks));
        found.addAll(changed("a detector of", detector, now.detector));
        return found;
    }

    private static List<String> different(String what, Object before, Object now) {
        return Objects.equals(before, now) ? List.of() : List.of(what + " than now");
    }

    private static List<String> changed(String name, Object before, Object now) {
        return Objects.equals(before, now)
                ? List.of()
                : List.of(name + " " + said(before) + ", which is " + said(now) + " now");
    }

    private static String said(Object value) {
        return value == null || value.toString().isEmpty() ? "nothing" : value.toString();
    }
}
