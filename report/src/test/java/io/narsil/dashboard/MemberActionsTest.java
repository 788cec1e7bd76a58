package io.narsil.dashboard;

import static io.narsil.dashboard.ActingPage.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.narsil.files.WholeFile;
import io.narsil.study.finished.PredictedFronts;
import io.narsil.study.finished.SampleRun;
import io.narsil.study.folder.RunFolder;
import io.narsil.study.folder.StudyResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What actions find and train; a program that only says what it was asked takes the place of this one. */
@Timeout(240)
class MemberActionsTest {
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
        dashboard = Dashboard.acting(folder, Place.here(), 0, PretendCommand.words(folder), Set.of());
        page = new ActingPage(dashboard.url());
    }

    @AfterEach
    void stop() {
        dashboard.close();
    }

    @Test
    void anotherBudgetIsCheckedWordByWord() throws Exception {
        refused(
                page.act("action", "evolve", "run", "tiny", "macs", "900k"),
                409,
                "tiny has no predictor.safetensors yet");
        Files.createFile(folder.resolve("tiny/predictor.safetensors"));
        refused(page.act("action", "evolve", "run", "tiny"), 400, "There is no budget.");
        for (String limit : List.of(
                "900 k; ls",
                "-1",
                "--out",
                "$(ls)",
                "0",
                "1..2..3",
                "..",
                "1e9x",
                "@file",
                "9".repeat(41),
                "\u0661k")) {
            refused(
                    page.act("action", "evolve", "run", "tiny", "macs", limit),
                    400,
                    "A budget of multiply-adds must be a whole number");
        }
        refused(
                page.act("action", "evolve", "run", "tiny", "latency", "3"),
                400,
                "A budget of latency must be a time like 3ms");
        for (String name : List.of("../x", "a/b", "-x", "a b", "x".repeat(65))) {
            refused(
                    page.act("action", "evolve", "run", "tiny", "macs", "900k", "name", name),
                    400,
                    "A name has up to 64 letters");
        }
        page.await(
                page.begun("action", "evolve", "run", "tiny", "macs", "440k..900k", "params", "60k", "name", "phone"),
                "done");
        assertThat(page.json("api/job?job=1").get("text").asText())
                .startsWith(
                        "asked: [evolve, " + study.getParent() + ", --macs, 440k..900k, --params, 60k, --name, phone]");
    }

    @Test
    void aCandidateOfTheSliderAndAnEvolvedMemberAreTrainedAsThePageSays() throws Exception {
        RunFolder run = new RunFolder(folder.resolve("group/over"));
        SampleRun.write(run);
        PredictedFronts.write(run);
        TimeUnit.MILLISECONDS.sleep(1100);
        String name = page.json("api/fronts?run=group/over")
                .get("candidates")
                .get(0)
                .get("name")
                .asText();
        refused(
                page.act("action", "train_candidate", "run", "group/over", "candidate", name),
                409,
                "its images are not known");
        WholeFile.write(
                run.study(),
                "name: tiny\ndata: fashion\nspace: fbnetv3-small\nbudgets: {phone: {macs: 600k}}\nepochs: 5\n");
        TimeUnit.MILLISECONDS.sleep(500);
        refused(
                page.act("action", "train_candidate", "run", "group/over", "candidate", name),
                409,
                "study.yaml: the file is not as the run left it");
        Files.delete(run.path().resolve("SHA256SUMS"));
        Files.setLastModifiedTime(run.fronts(), FileTime.fromMillis(1));
        for (String other : List.of("0123456789abcdef", "../" + name, "", name + " ")) {
            refused(
                    page.act("action", "train_candidate", "run", "group/over", "candidate", other),
                    404,
                    "group/over has no candidate");
        }
        String there = run.path().toAbsolutePath() + "/evolved/";
        JsonNode job =
                page.await(page.begun("action", "train_candidate", "run", "group/over", "candidate", name), "done");
        assertThat(page.json("api/job?job=1").get("text").asText())
                .contains("asked: [evolve, " + run.path().toAbsolutePath() + ", --candidate, " + name + "]")
                .contains("asked: [train, --network, " + there + name + "/architecture.yaml, --recipe, " + there + name
                        + "/recipe.yaml, --data, fashion, --epochs, 2, --score, macro_f1, --out, trained/" + name
                        + "]");
        assertThat(job.get("commands")).hasSize(2);

        refused(
                page.act("action", "train", "run", "group/over", "name", "phone"),
                404,
                "group/over has no evolved member \"phone\".");
        Files.createDirectories(run.evolved("phone").path());
        Files.createFile(run.evolved("phone").architecture());
        Files.createFile(run.evolved("phone").recipe());
        assertThat(page.json("api/actions?run=group/over").get("evolved").get(0).asText())
                .isEqualTo("phone");
        page.await(page.begun("action", "train", "run", "group/over", "name", "phone"), "done");
        assertThat(page.json("api/job?job=2").get("text").asText()).contains("--out, trained/group-over-phone]");
        refused(page.act("action", "train", "run", "group/over", "name", "../phone"), 404, "has no evolved member");
        refused(page.act("action", "go_on", "run", "group/over"), 409, "group/over is over");
        // A search goes on with the rest of one that was brought to its end.
        StudyResult.read(run).early(1, 3).write(run);
        assertThat(page.offers("group/over")).contains("go_on").doesNotContain("finish");
        page.await(page.begun("action", "go_on", "run", "group/over"), "done");
    }
}
