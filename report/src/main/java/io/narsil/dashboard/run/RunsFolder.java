package io.narsil.dashboard.run;

import io.narsil.config.Unreadable;
import io.narsil.config.UserException;
import io.narsil.study.folder.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The runs in a folder and in folders below it, or the one run that the folder itself is. Links are named and not followed. */
public final class RunsFolder implements AutoCloseable {
    private static final int DEPTH = 3;
    private static final int MOST_FOLDERS = 5_000;
    private static final int MOST_RUNS = 1_000;
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Path root;
    /** What takes longer than a page waits: long logs, and stores. */
    private final ExecutorService beside = Executors.newFixedThreadPool(2, task -> {
        Thread thread = new Thread(task, "narsil-reading");
        thread.setDaemon(true);
        return thread;
    });

    private final Map<String, WatchedRun> runs = new TreeMap<>();
    private String problem = "";
    private int visited;
    private boolean looked;
    private long lookedAt;

    /**
     * A folder.
     *
     * @throws UserException where it is none
     */
    public RunsFolder(Path root) {
        if (!Files.isDirectory(root)) {
            throw new UserException(
                    root.toString(),
                    Files.exists(root) ? "this is no folder" : "there is no such folder",
                    "runs/, in the folder where \"narsil search\" was started");
        }
        this.root = root;
    }

    /** The folder. */
    public Path root() {
        return root;
    }

    /** Whether it is a run itself. */
    public boolean single() {
        return begun(new RunFolder(root));
    }

    /** The runs by name, which is the path from the folder; those that have come meanwhile are among them. */
    public synchronized List<WatchedRun> runs() {
        long now = System.nanoTime();
        if (!looked || now - lookedAt > PAUSE_NANOS) {
            looked = true;
            lookedAt = now;
            look();
        }
        return List.copyOf(runs.values());
    }

    /** What is wrong with the folder; empty where nothing is. */
    public synchronized String problem() {
        return problem;
    }

    /** The run of a name, which need not come from us: it is looked up and leads nowhere. */
    public Optional<WatchedRun> run(String name) {
        return runs().stream().filter(r -> r.name().equals(name)).findFirst();
    }

    private void look() {
        Map<String, WatchedRun> found = new TreeMap<>();
        problem = "";
        visited = 0;
        if (single()) {
            Path name = root.toAbsolutePath().normalize().getFileName();
            add(name == null ? "run" : name.toString(), root, false, found);
        } else {
            below(root, "", DEPTH, found);
        }
        runs.clear();
        runs.putAll(found);
    }

    private void below(Path folder, String prefix, int depth, Map<String, WatchedRun> found) {
        for (Path path : folders(folder)) {
            String name = prefix + path.getFileName();
            if (visited++ > MOST_FOLDERS || found.size() >= MOST_RUNS) {
                problem = root + " has more folders than are looked through; name one of them";
                return;
            }
            boolean link = Files.isSymbolicLink(path);
            if (begun(new RunFolder(path))) {
                add(name, path, link, found);
            } else if (depth > 1 && !link) {
                below(path, name + "/", depth - 1, found);
            }
        }
    }

    private List<Path> folders(Path folder) {
        List<Path> folders = new ArrayList<>();
        try (Stream<Path> all = Files.list(folder)) {
            all.filter(p -> Files.isDirectory(p) && !p.getFileName().toString().startsWith("."))
                    .sorted()
                    .forEach(folders::add);
        } catch (IOException e) {
            if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
                problem = folder + ": " + Unreadable.folder(e);
            }
        }
        return folders;
    }

    /** A run that was there before keeps what was read of it. */
    private void add(String name, Path path, boolean link, Map<String, WatchedRun> found) {
        WatchedRun known = runs.get(name);
        found.put(
                name,
                known != null && known.link() == link
                        ? known
                        : new WatchedRun(name, new RunFolder(path), link, beside));
    }

    @Override
    public void close() {
        beside.shutdownNow();
    }

    /** Whether a search was begun in a folder: it keeps its study, and a store or a log. */
    private static boolean begun(RunFolder folder) {
        return Files.exists(folder.study()) && (Files.exists(folder.trials()) || Files.exists(folder.events()));
    }
}
