package io.narsil.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.config.YamlText;
import io.narsil.runner.Device;
import io.narsil.runner.Precision;
import io.narsil.search.Budget;
import io.narsil.search.Measure;
import io.narsil.search.SearchPlan;
import io.narsil.space.SpaceFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyFileTest {
    @TempDir
    private Path folder;

    private Study read(String yaml) throws Exception {
        return StudyFile.read(Files.writeString(folder.resolve("mine.yaml"), yaml));
    }

    @Test
    void everythingButDataAndBudgetsHasADefault() throws Exception {
        Study study = read("data: fashion\nbudgets: {a: {macs: 1M}}\n");
        assertThat(study.name()).isEqualTo("mine");
        assertThat(study.space().name()).isEqualTo("scaled");
        assertThat(study.plan().rounds() * study.plan().batch()).isGreaterThanOrEqualTo(24);
        assertThat(study.unsaid()).containsExactlyInAnyOrder("epochs", "final_epochs");
        assertThat(study.training().workers()).isPositive();
        assertThatThrownBy(() -> read("rounds: 3\n"))
                .hasMessageContaining("\"data\" is missing")
                .hasMessageContaining("\"budgets\" is missing");
    }

    @Test
    void aTrainersCommandIsAList() {
        assertThatThrownBy(
                        () -> read("data: fashion\nbudgets: {a: {macs: 1M}}\ntrainer: {command: python3 train.py}\n"))
                .hasMessageContaining("is a list of a program and its arguments, not \"python3 train.py\"")
                .hasMessageContaining("Maybe command: [python3, train.py].");
    }

    @Test
    void budgetsComeFromTheSmallestToTheLargest() throws Exception {
        Study study = read(
                "data: fashion\nbudgets:\n  c: {params: 1M}\n  b: {macs: 2M}\n  a: {macs: 2M, params: 10k}\n  z: {macs: 1M}\n");
        assertThat(study.plan().budgets()).extracting(Budget::name).containsExactly("z", "a", "b", "c");
        assertThat(study.plan().budgets().get(1).limits())
                .containsEntry(Measure.MACS, 2_000_000L)
                .containsEntry(Measure.PARAMS, 10_000L);
    }

    @Test
    void latencyIsATimeAndMayHaveAProfile() throws Exception {
        Study study = read("""
                data: fashion
                budgets: {b: {latency: 3ms, macs: 2M}, a: {latency: 750us, macs: 2M}}
                profile: phone.json
                """);
        assertThat(study.plan().budgets()).extracting(Budget::name).containsExactly("a", "b");
        assertThat(study.plan().budgets().get(0).limits()).containsEntry(Measure.LATENCY, 750_000L);
        assertThat(study.plan().budgets().get(0)).hasToString("2.00M multiply-adds and 0.750 ms latency");
        assertThat(study.profile()).contains(folder.resolve("phone.json"));
        assertThat(StudyFile.write(study))
                .contains("  a: {macs: 2000000, latency: 0.75ms}\n", "profile: device.json\n");
        assertThatThrownBy(() -> read("data: fashion\nbudgets: {a: {latency: 3}}\n"))
                .hasMessageEndingWith("mine.yaml:2: \"budgets.a.latency\" must be a time like 3ms or 750us, not \"3\"."
                        + " Maybe 3ms.");
        assertThatThrownBy(() -> read("data: fashion\nbudgets: {a: {macs: 2M}}\nprofile: phone.json\n"))
                .hasMessageContaining("mine.yaml:3: a device profile is for budgets of latency, and there are none");
    }

    @Test
    void rungsGrowToTheFinalEpochs() throws Exception {
        String head = "data: fashion\nbudgets: {a: {macs: 1M}}\n";
        Study study = read(head + "rungs: [3, 9, 27]\nfinal_epochs: 60\n");
        assertThat(study.plan().rungs()).containsExactly(3, 9, 27);
        assertThat(study.plan().epochs()).isEqualTo(3);
        assertThat(study.unsaid()).isEmpty();
        assertThat(StudyFile.write(study)).contains("rungs: [3, 9, 27]\n").doesNotContain("\nepochs:");
        assertThat(read(head + "rungs: [3, 9]\n").plan().finalEpochs()).isEqualTo(27);
        assertThatThrownBy(() -> read(head + "rungs: [9, 3]\n"))
                .hasMessageContaining(":3: rungs must grow, but 3 follows 9. Maybe \"rungs: [3, 9]\".");
        assertThatThrownBy(() -> read(head + "rungs: [3, 9]\nfinal_epochs: 9\nepochs: 2\n"))
                .hasMessageContaining(":3: the last rung, 9 epochs, must be lower than final_epochs, which is 9")
                .hasMessageContaining(
                        ":5: candidates are trained 3 epochs first, as rungs say, not 2. Maybe remove this");
        assertThatThrownBy(() -> read(head + "rungs: []\n"))
                .hasMessageContaining("rungs is a list of numbers of epochs");
        assertThatThrownBy(() -> read(head + "rungs: 3\n"))
                .hasMessageEndingWith(
                        ":3: rungs is a list of numbers of epochs that grow, or on, not \"rungs: 3\". Maybe \"rungs: [3, 9, 27]\".");
    }

    @Test
    void rungsThatAreOnFollowFromTheFinalEpochs() throws Exception {
        String head = "data: fashion\nbudgets: {a: {macs: 1M}}\n";
        Study study = read(head + "rungs: on\nfinal_epochs: 27\ndistillation: 0.5\n");
        assertThat(study.plan().rungs()).containsExactly(3, 9);
        assertThat(study.plan().epochs()).isEqualTo(3);
        assertThat(StudyFile.write(study)).contains("rungs: [3, 9]\nfinal_epochs: 27\n");
        assertThat(read(head + "rungs: off\n").plan()).isEqualTo(read(head).plan());
        assertThat(read(head + "rungs: off\n").unsaid()).isEqualTo(read(head).unsaid());
        assertThatThrownBy(() -> read(head + "rungs: on\n"))
                .hasMessageEndingWith(
                        ":3: rungs that are on are a ninth and a third of final_epochs, which is not given."
                                + " Maybe \"final_epochs: 27\".");
        assertThatThrownBy(() -> read(head + "rungs: on\nfinal_epochs: 1\n"))
                .hasMessageContaining(":3: there is no rung on the way to final_epochs, which is 1");
    }

    /** Whoever does what one message advises gets no other one by it. */
    @Test
    void allThatDoesNotFitRungsIsSaidAtOnceAndWhatIsAdvisedFits() throws Exception {
        String head = "data: fashion\nbudgets: {a: {macs: 1M}}\n";
        assertThatThrownBy(() -> read(head + "rungs: [9, 3]\nepochs: 5\nfinal_epochs: 6\n"))
                .message()
                .satisfies(
                        text -> assertThat(text.lines().map(l -> l.replaceAll(".*mine.yaml", "")))
                                .containsExactly(
                                        ":3: rungs must grow, but 3 follows 9. Maybe \"rungs: [3]\".",
                                        ":3: the last rung, 9 epochs, must be lower than final_epochs, which is 6."
                                                + " Maybe \"rungs: [3]\", or \"final_epochs: 27\".",
                                        ":4: candidates are trained 3 epochs first, as rungs say, not 5. Maybe remove this line."));
        assertThat(read(head + "rungs: [3]\nfinal_epochs: 6\n").plan().rungs()).containsExactly(3);
        assertThatThrownBy(() -> read(head + "rungs: on\nepochs: 5\n"))
                .hasMessageContaining("Maybe \"final_epochs: 45\", of which \"epochs: 5\" is the ninth.");
        assertThat(read(head + "rungs: on\nepochs: 5\nfinal_epochs: 45\n")
                        .plan()
                        .rungs())
                .containsExactly(5, 15);
        assertThatThrownBy(() -> read(head + "rungs: 3\nepochs: 2\nfinal_epochs: 12\n"))
                .hasMessageContaining("Maybe \"rungs: [2, 6]\".");
        assertThat(read(head + "rungs: [2, 6]\nepochs: 2\nfinal_epochs: 12\n")
                        .plan()
                        .rungs())
                .containsExactly(2, 6);
        assertThatThrownBy(() -> read(head + "rungs: [x, 9]\nepochs: 5\n"))
                .message()
                .contains("not \"x\"")
                .doesNotContain("1 epochs first");
    }

    @Test
    void aDeviceIsOneThatIsKnown() throws Exception {
        assertThat(read("data: fashion\nbudgets: {a: {macs: 2M}}\ndevice: cuda\n")
                        .training()
                        .engine()
                        .device())
                .isEqualTo(Device.CUDA);
        assertThatThrownBy(() -> read("data: fashion\nbudgets: {a: {macs: 2M}}\ndevice: cdua\n"))
                .hasMessageContaining("\"device\" must be one of cpu, cuda, not \"cdua\". Maybe \"cuda\"");
        assertThatThrownBy(() ->
                        read("data: fashion\nbudgets: {a: {macs: 2M}}\ndevice: cuda\ntrainer: {command: [./train]}\n"))
                .hasMessageContaining("device is the built-in trainer's alone");
    }

    @Test
    void aPrecisionIsOneThatIsKnownAndTheQuickestIsWrittenDown() throws Exception {
        String study = "data: fashion\nbudgets: {a: {macs: 2M}}\n";
        for (String precision : List.of("fp32", "bf16")) {
            Study read = read(study + "precision: " + precision + "\n");
            assertThat(read.training().engine().precision())
                    .isEqualTo(Precision.valueOf(precision.toUpperCase(Locale.ROOT)));
            assertThat(StudyFile.write(read)).contains("device: cpu\nprecision: " + precision + "\n");
        }
        // A run that goes on elsewhere must not take the other machine's quickest one instead.
        assertThat(StudyFile.write(read(study))).containsPattern("\nprecision: (fp32|bf16)\n");
        assertThat(read(study + "device: cuda\n").training().engine().precision())
                .isEqualTo(Precision.BF16);
        assertThatThrownBy(() -> read(study + "precision: bf61\n"))
                .hasMessageContaining(
                        "mine.yaml:3: \"precision\" must be one of fp32, bf16, not \"bf61\". Maybe \"bf16\"");
        assertThatThrownBy(() -> read(study + "precision: bf16\ntrainer: {command: [./train]}\n"))
                .hasMessageContaining("precision is the built-in trainer's alone");
    }

    @Test
    void theFrozenCopyMeansTheSameAndKnowsNoWorkers() throws Exception {
        Files.createDirectories(folder.resolve("my \"images\""));
        Study study = read("""
                data: {folder: 'my "images"', resolution: 32, validation: 0.2, skip_broken: true}
                budgets: {a: {macs: 1.5M}, b: {macs: 3M, params: 100k}}
                rounds: 2
                seed: 42
                workers: 7
                """);
        String frozen = StudyFile.write(study);
        assertThat(frozen).doesNotContain("workers");
        Study again = read(frozen);
        assertThat(again.plan()).isEqualTo(study.plan());
        assertThat(again.data()).isEqualTo(study.data());
        assertThat(StudyFile.write(again)).isEqualTo(frozen);
    }

    @Test
    void aTrainerIsACommandThatIsRunBesideTheStudy() throws Exception {
        Study study = read("data: fashion\nbudgets: {a: {macs: 1M}}\ntrainer: {command: [python3, train.py]}\n");
        assertThat(study.worker().command()).containsExactly("python3", "train.py");
        assertThat(study.worker().folder()).hasValue(folder.toAbsolutePath());
        assertThat(StudyFile.write(study)).contains("trainer: {command: [\"python3\", \"train.py\"]}");
        assertThatThrownBy(() -> read("data: fashion\nbudgets: {a: {macs: 1M}}\ntrainer: {command: []}\n"))
                .hasMessageContaining("mine.yaml:3: the command of a trainer must name a program");
        assertThatThrownBy(() -> read("data: fashion\nbudgets: {a: {macs: 1M}}\ntrainer: {comand: [x]}\n"))
                .hasMessageContaining("unknown key \"trainer.comand\". Maybe \"command\".");
    }

    @Test
    void severalFinalistsAreSaidAndNotBesideRungs() throws Exception {
        String plain = "data: fashion\nbudgets: {a: {macs: 1M}}\n";
        assertThat(read(plain).plan().finalists()).isEqualTo(1);
        // A run of an earlier version, whose study does not say it, is the same.
        assertThat(StudyFile.write(read(plain))).doesNotContain("finalists");
        Study three = read(plain + "finalists: 3\n");
        assertThat(PlanNodes.parse("frozen", StudyFile.write(three))).isEqualTo(three.plan());
        assertThat(three.plan().finalists()).isEqualTo(3);
        assertThatThrownBy(() -> read(plain + "finalists: 0\n")).hasMessageContaining("mine.yaml:3: \"finalists\"");
        assertThatThrownBy(() -> read(plain + "finalists: 2\nrungs: [1, 3]\nfinal_epochs: 9\n"))
                .hasMessageContaining("mine.yaml:3: \"finalists\" says how many are trained anew");
    }

    /** Names of files and of studies that YAML would take for something else, or not take at all. */
    @Test
    void networksMadeByHandComeFirstUnlessTheStudySaysOtherwise() throws Exception {
        String plain = "data: fashion\nbudgets: {a: {macs: 1M}}\n";
        Study study = read(plain);
        assertThat(study.plan().hand()).isEqualTo(SearchPlan.Hand.FIRST);
        // A run of an earlier version, whose study does not say it, is the same.
        assertThat(StudyFile.write(study)).doesNotContain("by_hand");
        assertThat(StudyFile.write(read(plain + "by_hand: on\n"))).isEqualTo(StudyFile.write(study));
        Study off = read(plain + "by_hand: off\n");
        assertThat(off.plan().hand()).isEqualTo(SearchPlan.Hand.OFF);
        assertThat(PlanNodes.parse("frozen", StudyFile.write(off))).isEqualTo(off.plan());
        Study timed = read(plain + "minutes: 10\n");
        assertThat(timed.plan().hand()).isEqualTo(SearchPlan.Hand.LAST);
        assertThat(PlanNodes.parse("frozen", StudyFile.write(timed)).hand()).isEqualTo(SearchPlan.Hand.LAST);
        String own = plain + "trainer: {command: [python3, train.py]}\n";
        assertThat(read(own).plan().hand()).isEqualTo(SearchPlan.Hand.OFF);
        assertThat(StudyFile.write(read(own))).doesNotContain("by_hand");
        assertThat(StudyFile.write(read(own + "by_hand: off\n"))).isEqualTo(StudyFile.write(read(own)));
        assertThatThrownBy(() -> read(own + "by_hand: on\n"))
                .hasMessageContaining("by_hand is the built-in trainer's alone");
    }

    @Test
    void oddNamesAreFrozenAsTheyAre() throws Exception {
        for (String odd :
                List.of("a: b", "a #b", "- a", "yes", "null", "1e3", "it's \"odd\"", "W\u00f6rter \u65e5\u672c")) {
            String file = odd.replace("\"", "") + ".yaml";
            Files.writeString(
                    folder.resolve(file),
                    SpaceFile.shippedText("fbnetv3-small").replaceFirst("name: .*", "name: 'a: b'"));
            String study =
                    "name: \"null\"\ndata: fashion\nbudgets: {\"null\": {macs: 1M}, \"1e3\": {macs: 2M}}\nspace: "
                            + YamlText.quoted(file) + "\n";
            String frozen = StudyFile.write(read(study));
            Study again = read(frozen);
            assertThat(again.space().name()).isEqualTo(file);
            assertThat(again.name()).isEqualTo("null");
            assertThat(again.plan().budgets()).extracting(Budget::name).containsExactly("null", "1e3");
            assertThat(StudyFile.write(again)).isEqualTo(frozen);
        }
    }
}
