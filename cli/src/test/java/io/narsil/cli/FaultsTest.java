package io.narsil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.random.Seeds;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a study must survive, with real processes: afterwards its family is that of an undisturbed run, bit for bit.
 *
 * <p>{@code -Dnarsil.kills=30} kills as often as a release is checked with, and {@code -Dnarsil.seed=N} at other moments.
 */
class FaultsTest {
    private static final int KILLS = Integer.getInteger("narsil.kills", 3);
    private static final long SEED = Long.getLong("narsil.seed", 1);

    @TempDir
    private static Path folder;

    private static TinyStudy tiny;
    private static Path study;
    private static Map<String, String> expected;

    @BeforeAll
    static void undisturbed() throws Exception {
        tiny = new TinyStudy(folder);
        study = tiny.write();
        // With a umask of its own, so that its files show whose permissions they have.
        Path run = folder.resolve("undisturbed");
        List<String> strict = new ArrayList<>(List.of("bash", "-c", "umask 027; exec \"$@\"", "narsil"));
        strict.addAll(TinyStudy.command(List.of("search", study.toString(), "--out", run.toString())));
        tiny.finish(tiny.execute(strict));
        expected = TinyStudy.models(folder.resolve("undisturbed"));
    }

    @Test
    void theUmaskDecidesWhoMayReadForEveryFileAlike() throws Exception {
        try (Stream<Path> files = Files.walk(folder.resolve("undisturbed"))) {
            for (Path file : files.toList()) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .as(file.toString())
                        .isEqualTo(Files.isDirectory(file) ? "rwxr-x---" : "rw-r-----");
            }
        }
    }

    @Test
    void aFolderThatIsTakenAwayEndsTheSearchAndItsWorkers() throws Exception {
        Path run = folder.resolve("taken");
        Path elsewhere = folder.resolve("elsewhere");
        Process process = tiny.search(study, run);
        TinyStudy.awaitTrials(run, process, 1);
        List<ProcessHandle> workers = process.descendants().toList();
        Files.move(run, elsewhere);
        Files.createDirectory(run);
        tiny.refused(process);
        // Whoever writes first notices it: the search or one of its workers.
        assertThat(tiny.output()).contains(run.toString()).containsPattern("was removed(,| or) moved");
        for (ProcessHandle worker : workers) {
            worker.onExit().get(60, TimeUnit.SECONDS);
        }
        try (Stream<Path> left = Files.list(run)) {
            assertThat(left).as("nothing comes into another folder").isEmpty();
        }
        Files.delete(run);
        Files.move(elsewhere, run);
        tiny.finish(tiny.search(study, run));
        assertThat(TinyStudy.models(run)).isEqualTo(expected);
    }

    @Test
    void theCommandIsKilledAtRandomMoments() throws Exception {
        RandomGenerator random = new Seeds(SEED).stream("kills", 0);
        int kills = 0;
        for (int run = 0; kills < KILLS; run++) {
            Path path = folder.resolve("killed-" + run);
            Process process = tiny.search(study, path);
            while (kills < KILLS && !process.waitFor(300 + random.nextInt(4_000), TimeUnit.MILLISECONDS)) {
                TinyStudy.kill(process);
                kills++;
                process = tiny.search(study, path);
            }
            tiny.finish(process);
            assertThat(TinyStudy.models(path))
                    .as("seed " + SEED + ", run " + run)
                    .isEqualTo(expected);
        }
    }

    /** No trial loses a second worker here. */
    @Test
    void workersAreKilledAtRandomMoments() throws Exception {
        RandomGenerator random = new Seeds(SEED).stream("kills", 1);
        int kills = 0;
        for (int run = 0; kills < KILLS; run++) {
            Path path = folder.resolve("workers-" + run);
            Process process = tiny.search(study, path, "--workers", "2");
            Set<Integer> hit = new HashSet<>();
            while (kills < KILLS && !process.waitFor(100 + random.nextInt(1_000), TimeUnit.MILLISECONDS)) {
                List<Integer> running = TinyStudy.ids(path, "status = 'running'");
                List<ProcessHandle> workers = process.descendants().toList();
                if (!running.isEmpty() && running.stream().noneMatch(hit::contains) && !workers.isEmpty()) {
                    workers.get(random.nextInt(workers.size())).destroyForcibly();
                    hit.addAll(running);
                    // Another one may have begun in between.
                    hit.addAll(TinyStudy.ids(path, "status = 'running'"));
                    kills++;
                }
            }
            tiny.finish(process);
            assertThat(TinyStudy.models(path))
                    .as("seed " + SEED + ", run " + run)
                    .isEqualTo(expected);
        }
    }

    /** All workers are killed three times in a row, so that trials lose several, beside others and alone. */
    @Test
    void oneTrialLosesWorkersAgainAndAgain() throws Exception {
        RandomGenerator random = new Seeds(SEED).stream("kills", 2);
        int kills = 0;
        for (int run = 0; kills < KILLS; run++) {
            Path path = folder.resolve("again-" + run);
            Process process = tiny.search(study, path, "--workers", "2");
            int over = 0;
            while (kills < KILLS && process.isAlive()) {
                TinyStudy.awaitTrials(path, process, over);
                for (int i = 0; i < 3 && process.isAlive(); i++) {
                    kills += killWorkers(process, path);
                    process.waitFor(100 + random.nextInt(1_500), TimeUnit.MILLISECONDS);
                }
                // What was hit must come to its end before it is hit again.
                over = TinyStudy.ids(path, "status NOT IN ('chosen', 'running')")
                                .size()
                        + 3;
                if (over > 8) {
                    break;
                }
            }
            tiny.finish(process);
            assertThat(TinyStudy.ids(path, "status = 'failed'")).isEmpty();
            assertThat(TinyStudy.models(path))
                    .as("seed " + SEED + ", run " + run)
                    .isEqualTo(expected);
        }
    }

    /** Kills all workers, once there are any at work. */
    private static int killWorkers(Process process, Path run) throws Exception {
        List<ProcessHandle> workers = List.of();
        while (process.isAlive()
                && (workers.isEmpty()
                        || TinyStudy.ids(run, "status = 'running'").isEmpty())) {
            TimeUnit.MILLISECONDS.sleep(20);
            workers = process.descendants().toList();
        }
        workers.forEach(ProcessHandle::destroyForcibly);
        return workers.size();
    }

    /** A limit on the size of files stands for a full disk: writing fails in the midst of a file. */
    @Test
    void nothingCanBeWrittenForAWhile() throws Exception {
        // Its own output, which must be shorter than the limit.
        TinyStudy own = new TinyStudy(Files.createDirectories(folder.resolve("limited")));
        Path run = own.folder().resolve("full");
        List<String> arguments = List.of("search", own.write().toString(), "--out", run.toString());
        List<String> limited = new ArrayList<>(List.of("bash", "-c", "ulimit -f 100; exec \"$@\"", "narsil"));
        limited.addAll(TinyStudy.command(arguments));
        own.refused(own.execute(limited));
        assertThat(own.output()).contains("images.safetensors: the file could not be written: File too large");

        // Now the room ends while it runs: for workers' checkpoints, then for the command's database.
        for (boolean workers : new boolean[] {true, false}) {
            Process process = own.start(arguments);
            TinyStudy.awaitTrials(run, process, workers ? 1 : 3);
            List<ProcessHandle> hit = workers ? process.descendants().toList() : List.of(process.toHandle());
            String before = own.output();
            for (ProcessHandle handle : hit) {
                own.finish(own.execute(List.of("prlimit", "--pid", "" + handle.pid(), "--fsize=16384")));
            }
            own.refused(process);
            // A worker writes checkpoints, and the weights of a network by hand when its training is over; the command
            // writes its database, and a log that may have grown over the limit.
            assertThat(own.output().substring(before.length()))
                    .containsPattern(workers ? "(checkpoints|by-hand)/trial-" : "study\\.db|events\\.jsonl")
                    .doesNotContain("\tat ");
            try (Stream<Path> files = Files.walk(run)) {
                // Workers that end with the search may have been in the midst of such a file, which the next one
                // replaces.
                List<String> theirs = List.of("checkpoints", "by-hand");
                assertThat(files.filter(f -> theirs.stream().noneMatch(f.getParent()::endsWith))
                                .map(Path::toString))
                        .noneMatch(name -> name.endsWith(".partial"));
            }
        }
        own.finish(own.start(arguments));
        assertThat(TinyStudy.models(run)).isEqualTo(expected);
    }

    @Test
    void whatIsDamagedIsNamedAndMadeAgain() throws Exception {
        Path run = folder.resolve("damaged");
        Process process = tiny.search(study, run);
        TinyStudy.awaitTrials(run, process, 6);
        TinyStudy.kill(process);
        // The middle of the database is overwritten.
        Path database = run.resolve("study.db");
        try (var connection = java.sql.DriverManager.getConnection("jdbc:sqlite:" + database);
                var statement = connection.createStatement()) {
            statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
        }
        try (FileChannel channel = FileChannel.open(database, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[(int) channel.size() - 4_096]), 4_096);
        }
        process = tiny.search(study, run);
        awaitWeights(run, process);
        TinyStudy.kill(process);
        assertThat(tiny.output()).contains("study.db is damaged", "study.db.damaged");
        assertThat(run.resolve("study.db.damaged")).exists();

        // Weights are cut off: a finalist's, and those of all that was made by hand and may be a member in its place.
        cut(awaitWeights(run, null));
        try (Stream<Path> hand = Files.list(run.resolve("by-hand"))) {
            for (Path weights : hand.toList()) {
                cut(weights);
            }
        }
        tiny.finish(tiny.search(study, run));
        assertThat(tiny.output()).containsPattern("trial-\\d+-(weights|by-hand)\\.safetensors is damaged");
        assertThat(TinyStudy.models(run)).isEqualTo(expected);
    }

    private static void cut(Path weights) throws Exception {
        byte[] bytes = Files.readAllBytes(weights);
        Files.write(weights, java.util.Arrays.copyOf(bytes, bytes.length - 10));
    }

    /** The weights of the first finalist that is over. */
    private static Path awaitWeights(Path run, Process process) throws Exception {
        do {
            for (int id : TinyStudy.ids(run, "kind = 'finalist' AND status = 'done'")) {
                Path file = run.resolve("checkpoints/trial-" + id + "-weights.safetensors");
                if (Files.exists(file)) {
                    return file;
                }
            }
            TimeUnit.MILLISECONDS.sleep(5);
        } while (process != null && process.isAlive());
        throw new AssertionError("no finalist was trained");
    }
}
