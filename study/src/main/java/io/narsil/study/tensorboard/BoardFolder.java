package io.narsil.study.tensorboard;

import io.narsil.config.UserException;
import io.narsil.files.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A folder for TensorBoard: a folder a trial with one file each, and beside them the file of the experiment. Nothing else may be in it. */
final class BoardFolder {
    /** TensorBoard takes any name with "tfevents" for a file of events; the end says whose it is. */
    static final String FILE = "events.out.tfevents.0.narsil";

    private static final Pattern TRIAL = Pattern.compile("trial-[0-9]{4,}-[a-z]+-[A-Za-z0-9_-]{1,64}");
    private static final int MOST_NAMED = 5;

    private final Path path;

    BoardFolder(Path path) {
        this.path = path;
    }

    Path experiment() {
        return path.resolve(FILE);
    }

    Path trial(String name) {
        return path.resolve(name).resolve(FILE);
    }

    /**
     * Removes what was written before of trials that there are no more.
     *
     * @param kept names of folders that stay
     * @throws UserException where there is anything that was not written as this folder's; nothing is removed then
     */
    void clear(Set<String> kept) {
        List<Path> old = new ArrayList<>();
        List<String> foreign = new ArrayList<>();
        for (Path entry : list(path)) {
            String name = entry.getFileName().toString();
            if (own(entry)) {
                old.add(entry);
            } else if (!own(entry, FILE)) {
                foreign.add(name);
            }
        }
        if (!foreign.isEmpty()) {
            String more = foreign.size() > MOST_NAMED ? " and " + (foreign.size() - MOST_NAMED) + " more" : "";
            throw new UserException(
                    path.toString(),
                    "this folder holds what was not written for TensorBoard by this command: "
                            + String.join(
                                    ", ",
                                    foreign.stream().sorted().limit(MOST_NAMED).toList()) + more,
                    "a folder that is new or empty");
        }
        old.stream().filter(f -> !kept.contains(f.getFileName().toString())).forEach(this::remove);
    }

    /** Whether it is the folder of a trial that holds nothing but its file. */
    private static boolean own(Path entry) {
        return TRIAL.matcher(entry.getFileName().toString()).matches()
                && Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)
                && list(entry).stream().allMatch(f -> own(f, FILE));
    }

    /** Whether it is the file, or what is left of it where its writing was cut short. */
    private static boolean own(Path file, String name) {
        String real = file.getFileName().toString();
        return (real.equals(name) || real.equals(name + ".partial"))
                && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    }

    private void remove(Path trial) {
        try {
            for (Path file : list(trial)) {
                Files.delete(file);
            }
            Files.delete(trial);
        } catch (IOException e) {
            throw WholeFile.failure(trial, e);
        }
    }

    private static List<Path> list(Path folder) {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.sorted().toList();
        } catch (IOException e) {
            throw WholeFile.failure(folder, e);
        }
    }
}
