package io.narsil.dashboard;

import static io.narsil.dashboard.ActingPage.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.narsil.study.Tiny;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What actions do; a program that only says what it was asked takes the place of this one. */
@Timeout(240)
class ActionsTest {
    @TempDir
    private Path folder;

    private Path study;
    private Dashboard dashboard;
    private ActingPage page;

    @BeforeEach
    void start() throws Exception {
        try (LoggedRun run = new LoggedRun(folder.resolve("tiny"))) {
            run.round(0, 0, 4);
            run.train(0, 0.5);
            run.failed(1, "no card");
        }
        study = folder.toAbsolutePath().resolve("tiny/study.yaml");
        serve(folder);
    }

    private void serve(Path root) {
        if (dashboard != null) {
            dashboard.close();
        }
        dashboard = Dashboard.acting(root, Place.here(), 0, PretendCommand.words(folder), Set.of());
        page = new ActingPage(dashboard.url());
    }

    @AfterEach
    void stop() {
        dashboard.close();
    }

    private Path hold() throws Exception {
        return Files.createFile(folder.resolve(PretendCommand.HOLD));
    }

    @Test
    void aStoppedRunGoesOnByTheCommandThatThePageShows() throws Exception {
        assertThat(page.offers("tiny")).containsExactly("go_on", "finish", "retry_failed", "more_round");
        JsonNode offer = page.json("api/actions?run=tiny").get("offers").get(0);
        assertThat(offer.get("command").asText()).isEqualTo("narsil search " + study);
        JsonNode job = page.await(page.begun("action", "go_on", "run", "tiny"), "done");
        assertThat(job.get("said").asText()).isEqualTo("done: search");
        assertThat(job.get("commands").get(0).asText()).isEqualTo("narsil search " + study);
        assertThat(page.json("api/job?job=1").get("text").asText()).startsWith("asked: [search, " + study + "]");
        Path log = Path.of(job.get("log").asText());
        assertThat(log).isEqualTo(folder.toAbsolutePath().resolve(".actions/0001-go_on.log"));
        assertThat(folder.resolve("tiny")).isDirectoryNotContaining("glob:**actions*");
        String more = Integer.toString(Tiny.PLAN.rounds() + 1);
        assertThat(page.json("api/actions?run=tiny")
                        .get("offers")
                        .get(3)
                        .get("says")
                        .asText())
                .startsWith("Plans " + more + " rounds in all");
        page.await(page.begun("action", "more_round", "run", "tiny"), "done");
        assertThat(page.json("api/job?job=2").get("text").asText())
                .startsWith("asked: [search, " + study + ", --rounds, " + more + "]");
        page.await(page.begun("action", "retry_failed", "run", "tiny"), "done");
        assertThat(page.json("api/job?job=3").get("text").asText()).contains(study + ", --retry-failed]");
        page.await(page.begun("action", "finish", "run", "tiny"), "done");
        assertThat(page.json("api/job?job=4").get("text").asText()).contains("[finish, " + study.getParent() + "]");
        refused(page.act("action", "stop", "run", "tiny"), 409, "No search runs in tiny: it is stopped.");
    }

    @Test
    void aRunThatIsNotListedIsNoneAndNoNameLeadsOut() throws Exception {
        Files.createDirectories(folder.resolve("secret"));
        for (String name : List.of(
                "none",
                "../tiny",
                "tiny/..",
                "tiny/../tiny",
                "/etc",
                ".",
                "..",
                "secret",
                "TINY",
                "@tiny",
                "tiny\n",
                "")) {
            for (String action : List.of("go_on", "stop", "evolve", "train", "take")) {
                refused(
                        page.act("action", action, "run", name, "name", "a", "macs", "1k"),
                        404,
                        "There is no such run in");
            }
            assertThat(page.json("api/actions?run="
                                    + java.net.URLEncoder.encode(name, java.nio.charset.StandardCharsets.UTF_8))
                            .get("offers"))
                    .isEmpty();
        }
        Files.createSymbolicLink(folder.resolve("linked"), folder.resolve("tiny"));
        TimeUnit.MILLISECONDS.sleep(1100);
        refused(page.act("action", "go_on", "run", "linked"), 409, "linked is a link, which is not followed.");
    }

    @Test
    void twoAtOnceAreDoneOneAfterTheOtherAndTheSameIsNotAskedTwice() throws Exception {
        Path hold = hold();
        Files.createFile(folder.resolve("tiny/predictor.safetensors"));
        String first = page.begun("action", "go_on", "run", "tiny");
        String second = page.begun("action", "evolve", "run", "tiny", "macs", "9k");
        page.await(first, "running");
        assertThat(page.job(second).get("state").asText()).isEqualTo("waiting");
        refused(
                page.act("action", "go_on", "run", "tiny"),
                409,
                "Just this is asked for already, and is running (number 1).");
        refused(page.act("action", "evolve", "run", "tiny", "macs", "9k"), 409, "and is waiting (number 2).");
        refused(
                page.act("action", "finish", "run", "tiny"),
                409,
                "Another search in tiny is asked for already, and is running (number 1). Maybe wait for its end.");
        Files.delete(hold);
        page.await(second, "done");
        assertThat(page.job(first).get("state").asText()).isEqualTo("done");
        assertThat(page.json("api/actions").get("jobs").get(0).get("number").asInt())
                .isEqualTo(2);
        page.await(page.begun("action", "go_on", "run", "tiny"), "done");
    }

    @Test
    void aCommandThatFailsSaysWhyAndTheNextOneIsDone() throws Exception {
        Path fail = Files.createFile(folder.resolve(PretendCommand.FAIL));
        JsonNode job = page.await(page.begun("action", "go_on", "run", "tiny"), "failed");
        assertThat(job.get("said").asText())
                .isEqualTo("b.yaml:4: so is this. Maybe <b>mend</b> it (2 problems, see the log)");
        assertThat(page.json("api/job?job=1").get("text").asText()).contains("a.yaml:3: it is broken. Maybe mend it\n");
        Files.delete(fail);
        page.await(page.begun("action", "go_on", "run", "tiny"), "done");
        dashboard.close();
        dashboard = Dashboard.acting(
                folder, Place.here(), 0, List.of(folder.resolve("no-such-java").toString()), Set.of());
        page = new ActingPage(dashboard.url());
        job = page.await(page.begun("action", "go_on", "run", "tiny"), "failed");
        assertThat(job.get("said").asText()).startsWith("the command could not be started: ");
        assertThat(job.get("log").asText()).as("logs of a server before stay").endsWith("0003-go_on.log");
    }

    @Test
    void whatWaitsIsTakenBackAndWhatRunsIsStopped() throws Exception {
        hold();
        Files.createFile(folder.resolve("tiny/predictor.safetensors"));
        String first = page.begun("action", "go_on", "run", "tiny");
        String second = page.begun("action", "evolve", "run", "tiny", "macs", "9k");
        page.await(first, "running");
        assertThat(page.act("action", "cancel", "job", second).body()).contains("\"state\":\"stopped\"");
        refused(page.act("action", "cancel", "job", second), 409, "Number 2 is over already.");
        refused(page.act("action", "cancel", "job", "17"), 404, "There is no such number.");
        refused(page.act("action", "cancel", "job", "../1"), 404, "There is no such number.");
        assertThat(page.act("action", "cancel", "job", first).statusCode()).isEqualTo(200);
        page.await(first, "stopped");
        assertThat(page.job(second).get("said").asText()).isEqualTo("taken back before it began");
    }

    @Test
    void whatTheRunDoesNotAllowAnyMoreWhenItsTurnComesIsNotBegun() throws Exception {
        Path hold = hold();
        Files.createFile(folder.resolve("tiny/predictor.safetensors"));
        page.await(page.begun("action", "evolve", "run", "tiny", "macs", "9k"), "running");
        String second = page.begun("action", "go_on", "run", "tiny");
        Files.writeString(folder.resolve("tiny/result.json"), "{}");
        Files.delete(hold);
        JsonNode job = page.await(second, "failed");
        assertThat(job.get("said").asText()).startsWith("tiny is over: there is nothing to go on with.");
        assertThat(Path.of(job.get("log").asText())).isEmptyFile();
    }

    @Test
    void moreThanTwentyDoNotWait() throws Exception {
        hold();
        Files.createFile(folder.resolve("tiny/predictor.safetensors"));
        page.await(page.begun("action", "go_on", "run", "tiny"), "running");
        for (int i = 1; i <= 20; i++) {
            page.begun("action", "evolve", "run", "tiny", "macs", i + "k");
        }
        refused(
                page.act("action", "evolve", "run", "tiny", "macs", "21k"),
                429,
                "20 actions wait already, which is the most.");
    }

    @Test
    void whatRunsEndsWithTheDashboard() throws Exception {
        hold();
        page.await(page.begun("action", "go_on", "run", "tiny"), "running");
        List<ProcessHandle> children = ProcessHandle.current()
                .children()
                .filter(ProcessHandle::isAlive)
                .toList();
        assertThat(children).isNotEmpty();
        dashboard.close();
        assertThat(children).noneMatch(ProcessHandle::isAlive);
    }

    /** A search that was begun elsewhere, in its run's folder. */
    private Process search() throws Exception {
        List<String> words = new java.util.ArrayList<>(PretendCommand.words(folder));
        words.addAll(List.of("lock", folder.resolve("tiny").toString()));
        Process search = new ProcessBuilder(words)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(search.getInputStream().read()).isEqualTo('t');
        return search;
    }

    @Test
    void aSecondStopIsSaidToChangeNothingWhileASearchEnds() throws Exception {
        Process search = search();
        try {
            Path hold = hold();
            assertThat(page.act("action", "stop", "run", "tiny").body())
                    .contains("The search in tiny was asked to stop.");
            for (int i = 0; i < 2; i++) {
                assertThat(page.act("action", "stop", "run", "tiny").body())
                        .contains(
                                "was asked to stop before, and is ending. Like a second Ctrl-C, this changes nothing");
            }
            assertThat(search.waitFor(300, TimeUnit.MILLISECONDS))
                    .as("it ends in its own time")
                    .isFalse();
            Files.delete(hold);
            assertThat(search.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(search.exitValue()).as("as SIGTERM ends it").isEqualTo(143);
            refused(page.act("action", "stop", "run", "tiny"), 409, "No search runs in tiny: it is stopped.");
        } finally {
            search.destroyForcibly().waitFor();
        }
        // Another search there is asked for the first time.
        search = search();
        try {
            assertThat(page.act("action", "stop", "run", "tiny").body())
                    .contains("The search in tiny was asked to stop.");
        } finally {
            search.destroyForcibly().waitFor();
        }
    }

    @Test
    void aRunningSearchOfAnybodyIsStopped() throws Exception {
        Process search = search();
        try {
            TimeUnit.MILLISECONDS.sleep(500);
            assertThat(page.offers("tiny")).containsExactly("stop");
            refused(page.act("action", "go_on", "run", "tiny"), 409, "A search runs in tiny. Maybe stop it first.");
            assertThat(page.act("action", "stop", "run", "tiny").body())
                    .contains("The search in tiny was asked to stop.");
            assertThat(search.waitFor(60, TimeUnit.SECONDS)).isTrue();
            TimeUnit.MILLISECONDS.sleep(500);
            assertThat(page.offers("tiny")).contains("go_on");
        } finally {
            search.destroyForcibly().waitFor();
        }
    }

    @Test
    void aRunThatIsTheFolderItselfGetsNoLogs() throws Exception {
        // Also where it was none yet when the server was started.
        Files.move(study, folder.resolve("study.yaml"));
        serve(folder.resolve("tiny"));
        Files.move(folder.resolve("study.yaml"), study);
        JsonNode job = page.await(page.begun("action", "go_on", "run", "tiny"), "done");
        assertThat(Path.of(job.get("log").asText()).getParent())
                .isEqualTo(folder.toAbsolutePath().resolve(".actions"));
    }
}
