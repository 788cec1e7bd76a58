package io.narsil.dashboard.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.config.UserException;
import io.narsil.dashboard.LoggedRun;
import io.narsil.dashboard.log.RunLog;
import io.narsil.files.Fingerprint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunsFolderTest {
    private static final int TRIES = 200;
    private static final long PAUSE_NANOS = 50_000_000;

    @TempDir
    private Path folder;

    private RunsFolder runs;

    @AfterEach
    void close() {
        if (runs != null) {
            runs.close();
        }
    }

    private RunsFolder runs() {
        runs = new RunsFolder(folder);
        return runs;
    }

    private void make(String name) throws Exception {
        try (LoggedRun run = new LoggedRun(folder.resolve(name))) {
            run.round(0, 0, 2);
            run.train(0, 0.5);
            run.train(1, 0.6);
        }
    }

    /** The summary of a run once it is as it should be, or the last one. */
    private RunSummary await(String name, Predicate<RunSummary> wanted) {
        RunSummary last = null;
        for (int i = 0; i < TRIES; i++) {
            last = runs.run(name).map(WatchedRun::summary).orElse(null);
            if (last != null && wanted.test(last)) {
                return last;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return last;
    }

    private List<String> names() {
        return runs().runs().stream().map(WatchedRun::name).toList();
    }

    @Test
    void runsAreFoundBelowTheFolderAndWhereItIsOne() throws Exception {
        make("b");
        make("deep/er/a");
        make("too/deep/er/a");
        make(".hidden");
        make("b/models/inside");
        Files.createDirectories(folder.resolve("photos/cats"));
        assertThat(names()).containsExactly("b", "deep/er/a");
        runs.close();
        runs = new RunsFolder(folder.resolve("b"));
        assertThat(runs.runs()).extracting(WatchedRun::name).containsExactly("b");
    }

    @Test
    void frontsAreMadeAnewWhereTheLogHasGrown() throws Exception {
        try (LoggedRun run = new LoggedRun(folder.resolve("a"))) {
            run.round(0, 0, 1);
            run.train(0, 0.5);
            runs();
            await("a", s -> s.over() == 1);
            WatchedRun watched = runs.run("a").orElseThrow();
            Map<String, Object> before = watched.growth();
            assertThat(before).containsEntry("trials", 1);
            run.round(1, 1, 1);
            run.train(1, 0.7);
            await("a", s -> s.over() == 2);
            Map<String, Object> after = watched.growth();
            assertThat(after).containsEntry("trials", 2);
            watched.summary();
            assertThat(watched.growth()).as("nothing is new").isSameAs(after);
        }
    }

    @Test
    void aFolderThatIsNoneIsRefused() throws Exception {
        assertThatThrownBy(() -> new RunsFolder(folder.resolve("none")))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("none: there is no such folder. Maybe runs/");
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> new RunsFolder(file)).hasMessageContaining("file: this is no folder");
        assertThat(runs().runs()).isEmpty();
    }

    @Test
    void linksAreNamedAndNotFollowed(@TempDir Path elsewhere) throws Exception {
        make("a");
        Files.move(folder.resolve("a"), elsewhere.resolve("a"));
        Files.createSymbolicLink(folder.resolve("link"), elsewhere.resolve("a"));
        Files.createSymbolicLink(folder.resolve("below"), elsewhere);
        make("b");
        assertThat(names()).containsExactly("b", "link");
        RunSummary link = await("link", s -> true);
        assertThat(link.state()).isEqualTo("refused");
        assertThat(link.over()).isZero();
        assertThat(link.problems())
                .containsExactly("this is a link, which is not followed. Maybe name the folder that it leads to");
        // A log that is a link is not read either.
        Files.move(folder.resolve("b/events.jsonl"), elsewhere.resolve("log"));
        Files.createSymbolicLink(folder.resolve("b/events.jsonl"), elsewhere.resolve("log"));
        assertThat(await("b", s -> !s.problems().isEmpty()).problems().get(0)).contains("b/events.jsonl");
        assertThat(runs.run("../" + folder.getFileName() + "/b")).isEmpty();
    }

    @Test
    void damageIsSaidInTheRowOfItsRunAlone() throws Exception {
        make("a");
        make("damaged");
        make("later");
        make("foreign");
        Files.writeString(folder.resolve("damaged/study.db"), "no database at all ".repeat(200));
        byte[] later = Files.readAllBytes(folder.resolve("later/study.db"));
        // The version in the header of an SQLite file.
        later[63] = 99;
        Files.write(folder.resolve("later/study.db"), later);
        Files.writeString(folder.resolve("foreign/study.yaml"), "narsil: study/7\n");
        assertThat(names()).hasSize(4);
        assertThat(await("damaged", s -> !s.problems().isEmpty()).problems().get(0))
                .contains("study.db: the database is damaged. Maybe");
        assertThat(await("later", s -> !s.problems().isEmpty()).problems().get(0))
                .contains("the database is of version 99, newer than this program");
        assertThat(await("foreign", s -> !s.problems().isEmpty()).problems().get(0))
                .contains("study.yaml:1: this file is \"study/7\", not \"study/1\"");
        // What is known of them stays, and the others are as they were.
        assertThat(await("damaged", s -> true).over()).isEqualTo(2);
        RunSummary sound = await("a", s -> true);
        assertThat(sound.problems()).isEmpty();
        assertThat(sound.state()).isEqualTo("stopped");
        assertThat(sound.best()).extracting(RunSummary.Best::budget).containsExactly("small", "large");
    }

    @Test
    void whatAKillKeptFromTheLogComesFromTheStore() throws Exception {
        try (LoggedRun run = new LoggedRun(folder.resolve("a"))) {
            run.round(0, 0, 2);
            run.train(0, 0.5);
            run.started(1);
            run.epoch(1, 0.3);
            run.epochWithoutLog(1, 0.7);
            run.doneWithoutLog(1);
            run.roundWithoutLog(1, 2, 2);
        }
        runs();
        RunSummary summary = await("a", s -> s.counts().get("chosen") == 2);
        assertThat(summary.counts()).containsEntry("done", 2).containsEntry("running", 0);
        assertThat(summary.over()).isEqualTo(2);
        assertThat(summary.problems()).isEmpty();
        WatchedRun run = runs.run("a").orElseThrow();
        List<Double> scores = run.log(log -> log.scores(1));
        assertThat(scores).containsExactly(0.3, 0.7);
        // Its recipe is known, whoever tells of the trial.
        assertThat(run.recipes(List.of(0, 3))).noneMatch(String::isEmpty);
        assertThat(run.candidate(3).architecture()).isNotEmpty();
        assertThat(run.candidate(0).blocks()).isNotEmpty();
        assertThat(run.candidate(0).space()).isEqualTo("fbnetv3-small");
    }

    @Test
    void aRunWithoutALogIsReadFromItsStore() throws Exception {
        make("a");
        Files.delete(folder.resolve("a/events.jsonl"));
        runs();
        RunSummary summary = await("a", s -> s.over() == 2);
        assertThat(summary.best()).hasSize(2);
        assertThat(runs.run("a").orElseThrow().log(RunLog::size)).isEqualTo(2);
    }

    @Test
    void aNewRunIsSeenAndOneThatIsGoneIsNot() throws Exception {
        assertThat(names()).isEmpty();
        make("new");
        assertThat(await("new", s -> s.over() == 2)).isNotNull();
        Files.move(folder.resolve("new"), folder.resolve(".gone"));
        for (int i = 0; i < TRIES && runs.run("new").isPresent(); i++) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        assertThat(runs.run("new")).isEmpty();
    }

    @Test
    void nothingIsWritten() throws Exception {
        make("a");
        Map<String, String> before = content();
        runs();
        assertThat(await("a", s -> s.over() == 2).over()).isEqualTo(2);
        WatchedRun run = runs.run("a").orElseThrow();
        assertThat(run.members().rows()).hasSize(2);
        assertThat(run.candidate(1).recipe()).containsKey("optimizer");
        runs.close();
        assertThat(content()).isEqualTo(before);
    }

    private Map<String, String> content() throws Exception {
        Map<String, String> content = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                content.put(file.toString(), Files.isRegularFile(file) ? Fingerprint.of(file) : "");
            }
        }
        return content;
    }
}
