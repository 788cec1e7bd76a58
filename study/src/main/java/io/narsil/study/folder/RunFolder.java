package io.narsil.study.folder;

import io.narsil.config.Unreadable;
import io.narsil.config.UserException;
import io.narsil.files.Folders;
import io.narsil.files.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * The folder of one run, which holds everything that a run needs and makes: where each of its files lies. No other place
 * spells their names. Whoever writes into it takes its {@link RunLock} first.
 *
 * @param path path of the folder, which need not exist
 */
public record RunFolder(Path path) {
    /** The profile's name in the folder, by which the frozen study calls it. */
    public static final String DEVICE = "device.json";

    private static final String MODELS = "models";
    private static final String EVOLVED = "evolved";

    /** The study, with the settings that are in force. */
    public Path study() {
        return path.resolve("study.yaml");
    }

    /** The studies that the run followed one after the other; only where settings were changed under way, or a clock planned. */
    public Path revisions() {
        return path.resolve("revisions.json");
    }

    /** The space as it was begun. */
    public Path space() {
        return path.resolve("space.yaml");
    }

    /** The folder from which paths in the study lead. */
    public Path origin() {
        return path.resolve("origin.txt");
    }

    /** What the run comes from; written when the first worker has started. */
    public Path provenance() {
        return path.resolve("provenance.json");
    }

    /** The store of trials, where no {@link #store} says that it is elsewhere. */
    public Path database() {
        return path.resolve("study.db");
    }

    /** What says where the store of trials is; only where it is not in this folder. */
    public Path store() {
        return path.resolve("store.yaml");
    }

    /** The file by which the trials are found, and which is missing where none was begun. */
    public Path trials() {
        return Files.exists(store()) ? store() : database();
    }

    /** Which runner trains, where it is not this machine: no result depends on it, so it is no part of the frozen study. */
    public Path runner() {
        return path.resolve("runner.yaml");
    }

    /** What is said to jobs on other machines and by them, while a search runs. */
    public Path jobs() {
        return path.resolve("jobs");
    }

    /** What happened, a line of JSON an event. */
    public Path events() {
        return path.resolve("events.jsonl");
    }

    /** The prepared images. */
    public Path images() {
        return path.resolve("images.safetensors");
    }

    /** What is marked in the prepared images, where objects are to be found. */
    public Path objects() {
        return path.resolve("objects.safetensors");
    }

    /** The profile of the device that latencies are of; only where a budget limits them. */
    public Path device() {
        return path.resolve(DEVICE);
    }

    /** Milliseconds of candidates that were measured, by a hash of their networks. */
    public Path latencies() {
        return path.resolve("latencies.json");
    }

    /** What the search has learned; written whenever a round is over. */
    public Path predictor() {
        return path.resolve("predictor.safetensors");
    }

    /** The best predicted candidates for many budgets, of a run that is over. */
    public Path fronts() {
        return path.resolve("fronts.json");
    }

    /** What workers wrote on their standard error. */
    public Path workerLog() {
        return path.resolve("workers.log");
    }

    /** Written last: a run that has it is finished. */
    public Path result() {
        return path.resolve("result.json");
    }

    /** The page of a finished run. */
    public Path report() {
        return path.resolve("report.html");
    }

    /** Sets the result aside, since the run goes on; the family of that result stays until there is another one. */
    public void reopen() {
        if (finished()) {
            try {
                Files.move(result(), path.resolve("result.before.json"), StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                throw WholeFile.failure(path, e);
            }
        }
    }

    /** Sets the log aside, since the run begins anew: its trials were taken away. */
    public void forget() {
        try {
            Files.move(events(), path.resolve("events.before.jsonl"), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw WholeFile.failure(path, e);
        }
    }

    /** Whether the run is over. */
    public boolean finished() {
        return Files.exists(result());
    }

    /** The folder of the family. */
    Path models() {
        return path.resolve(MODELS);
    }

    /** The members of the family that are written so far, in the order of their names. */
    public List<ModelFolder> members() {
        return ModelFolder.all(models());
    }

    /** The member of the family for a budget. */
    public ModelFolder model(String budget) {
        return new ModelFolder(models().resolve(budget));
    }

    /** The trained network that candidates start from; only where the study names one. */
    public ModelFolder parent() {
        return new ModelFolder(path.resolve("parent"));
    }

    /** What evolution found for a budget after the run was over. */
    public ModelFolder evolved(String budget) {
        return new ModelFolder(path.resolve(EVOLVED).resolve(budget));
    }

    /** All that evolution found so far, in the order of their names. */
    public List<ModelFolder> evolved() {
        Path all = path.resolve(EVOLVED);
        return Files.isSymbolicLink(all) ? List.of() : ModelFolder.all(all);
    }

    /** A model's place inside this folder, with slashes on every system; what {@link #inside} leads back from. */
    public String name(ModelFolder model) {
        return path.relativize(model.path()).toString().replace('\\', '/');
    }

    /** The model of that {@link #name}; a {@link UserException} where the name leads out of this folder. */
    public ModelFolder inside(String name) {
        try {
            Path inside = path.resolve(name).normalize();
            boolean real = !Files.exists(inside) || inside.toRealPath().startsWith(path.toRealPath());
            if (real && inside.startsWith(path.normalize()) && !inside.equals(path.normalize())) {
                return new ModelFolder(inside);
            }
        } catch (InvalidPathException e) {
            // no path at all: refused like one that leads elsewhere
        } catch (IOException e) {
            throw new UserException(path.resolve(name).toString(), Unreadable.folder(e), "");
        }
        throw new UserException(
                result().toString(),
                "the folder \"" + name.replace('\0', '?') + "\" of a member is not inside the run",
                "the file was changed: take it from a copy, or delete it and run the same search again");
    }

    /** The folder of what only an unfinished run needs. */
    public Path scratch() {
        return path.resolve("checkpoints");
    }

    /** The state of a trial that is not over. */
    public Path checkpoint(int trial) {
        return new RunArtifacts(this).path(RunArtifacts.checkpoint(trial));
    }

    /** Where a finalist's weights wait until it is known to be a member of the family. */
    public Path weights(int trial) {
        return new RunArtifacts(this).path(RunArtifacts.weights(trial));
    }

    /** The folder of what finalists and medians answer to images: figures by class are made of it, should the run go on. */
    public Path answers() {
        return path.resolve("answers");
    }

    /** The folder of the weights of what was made by hand, which may become a member, should the run go on. */
    Path byHand() {
        return path.resolve("by-hand");
    }

    /** Where the weights lie of what was made by hand. */
    public Path byHand(int trial) {
        return new RunArtifacts(this).path(RunArtifacts.byHand(trial));
    }

    /** Where the classes lie that a trained network names for images. */
    public Path predictions(int trial) {
        return new RunArtifacts(this).path(RunArtifacts.predictions(trial));
    }

    /** The file whose lock {@link RunLock} holds. */
    Path lock() {
        return path.resolve("lock");
    }

    /** Removes a trial's checkpoint, which nobody needs once the trial is over. */
    public void dropCheckpoint(int trial) {
        try {
            Files.deleteIfExists(checkpoint(trial));
        } catch (IOException e) {
            throw WholeFile.failure(path, e);
        }
    }

    /** Removes the result, so that the run goes on. */
    public void dropResult() {
        try {
            Files.deleteIfExists(result());
        } catch (IOException e) {
            throw WholeFile.failure(result(), e);
        }
    }

    /** Throws a {@link UserException} where a folder in it is a link: what is written there would come to lie elsewhere. */
    public void refuseLinks() {
        Links.refuse(List.of(scratch(), answers(), models(), parent().path(), path.resolve(EVOLVED), jobs()));
    }

    /** Makes the folder that trainers write to, which a user's own need not make. */
    public void makeScratch() {
        make(scratch());
    }

    /** Makes the folder of answers, too. */
    public void makeAnswers() {
        make(answers());
    }

    /** Makes the folder of what is made by hand. */
    public void makeByHand() {
        make(byHand());
    }

    private void make(Path inside) {
        try {
            Files.createDirectories(inside);
        } catch (IOException e) {
            throw WholeFile.failure(path, e);
        }
    }

    /** Removes all that only an unfinished run needs. */
    public void dropScratch() {
        Folders.delete(scratch());
    }
}
