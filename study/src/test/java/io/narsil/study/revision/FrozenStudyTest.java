package io.narsil.study.revision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.config.UserException;
import io.narsil.files.TextFile;
import io.narsil.files.WholeFile;
import io.narsil.json.Json;
import io.narsil.runner.Device;
import io.narsil.runner.Engine;
import io.narsil.runner.Precision;
import io.narsil.search.Plans;
import io.narsil.search.SearchPlan;
import io.narsil.study.Study;
import io.narsil.study.StudyFile;
import io.narsil.study.TimeLimit;
import io.narsil.study.Tiny;
import io.narsil.study.event.StudyEvent;
import io.narsil.study.event.StudyListener;
import io.narsil.study.folder.RunFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrozenStudyTest {
    @TempDir
    private Path path;

    private final Study study = Tiny.study();
    private RunFolder folder;

    @BeforeEach
    void begin() {
        folder = new RunFolder(path);
        new FrozenStudy(study, folder).keep(0, 0, StudyListener.NONE);
    }

    private static Study other(Precision precision, Study.Space space) {
        return Study.of("tiny", Tiny.study().data(), Tiny.PLAN)
                .engine(new Engine(Device.CPU, precision))
                .space(space)
                .build();
    }

    private void refused(Study now, String... because) {
        assertThatThrownBy(() -> new FrozenStudy(now, folder).compare())
                .isInstanceOf(UserException.class)
                .hasMessageContainingAll(because);
    }

    @Test
    void whatWasBegunIsKept() {
        assertThat(TextFile.read(folder.study())).isEqualTo(StudyFile.write(study));
        assertThat(TextFile.read(folder.space())).isEqualTo(study.space().text());
    }

    @Test
    void beforeATrialWasBegunMistakesCanBeMended() {
        new FrozenStudy(other(Precision.FP32, new Study.Space("s", "another")), folder).compare();
    }

    @Test
    void afterThatTheSameStudyGoesOnWithAnyNumberOfWorkers() {
        WholeFile.write(folder.database(), "begun");
        new FrozenStudy(study.withWorkers(9), folder).compare();
    }

    @Test
    void anotherSpaceIsRefusedWithTheLineThatDiffers() {
        WholeFile.write(folder.database(), "begun");
        Study.Space space = study.space();
        String changed = space.text().replaceFirst("narsil: .*", "narsil: changed");
        refused(
                other(study.training().engine().precision(), new Study.Space(space.name(), changed)),
                "the space is not the one that " + path + " was begun with",
                "was begun with: its space.yaml says \"narsil: ",
                "the study now says \"narsil: changed\"",
                "another folder with --out");
    }

    /** A later version may mean another space by {@code scaled}, or by {@code around(...)}. */
    @Test
    void theProgramsOwnSpaceIsTheOneThatTheRunWasBegunWith() {
        Study later = other(
                study.training().engine().precision(),
                new Study.Space(study.space().name(), study.space().text() + "\n# of a later version\n"));
        assertThat(FrozenStudy.asBegun(later, folder)).as("nothing was begun").isEqualTo(later);
        WholeFile.write(folder.database(), "begun");
        Study kept = FrozenStudy.asBegun(later, folder);
        assertThat(kept.space()).isEqualTo(study.space());
        new FrozenStudy(kept, folder).compare();
        Study renamed = other(study.training().engine().precision(), new Study.Space("fbnetv3", "another"));
        assertThat(FrozenStudy.asBegun(renamed, folder)).isEqualTo(renamed);
        Study own = other(study.training().engine().precision(), new Study.Space("mine.yaml", "another"));
        assertThat(FrozenStudy.asBegun(own, folder))
                .as("a file of one's own is compared")
                .isEqualTo(own);
    }

    @Test
    void anotherPrecisionIsRefusedWithTheLineToWrite() {
        WholeFile.write(folder.database(), "begun");
        boolean bf16 = study.training().engine().precision() == Precision.BF16;
        refused(
                other(bf16 ? Precision.FP32 : Precision.BF16, study.space()),
                "\"precision\" cannot change in a run that has begun",
                "Maybe write \"precision: " + (bf16 ? "bf16" : "fp32") + "\" into the study");
    }

    private Study planned(UnaryOperator<SearchPlan.Builder> change) {
        return study.planned(change.apply(SearchPlan.of(Tiny.PLAN.budgets())
                        .pool(60)
                        .rounds(2)
                        .batch(4)
                        .epochs(2)
                        .finalEpochs(3)
                        .seed(7))
                .build());
    }

    /** The settings of which something is said when trials go on with a study. */
    private List<String> keep(Study now, int trials, int finish) {
        List<String> said = new ArrayList<>();
        FrozenStudy frozen = new FrozenStudy(now, folder, finish);
        frozen.compare();
        frozen.keep(trials, 1, e -> said.add(((StudyEvent.SettingChanged) e).setting()));
        return said;
    }

    @Test
    void allThatCannotChangeIsNamedAtOnce() {
        WholeFile.write(folder.database(), "begun");
        refused(
                planned(p -> p.epochs(3).seed(8).rounds(5)),
                "\"epochs\" cannot change in a run that has begun, since candidates are compared after equally long",
                "it is \"2\", and here \"3\"",
                "\"seed\" cannot change");
        assertThatThrownBy(() -> new FrozenStudy(planned(p -> p.seed(8).rounds(5)), folder).compare())
                .hasMessageNotContaining("rounds");
    }

    /** A study's own file may say what its frozen copy only derives, or nothing of it. */
    @Test
    void aSettingIsFoundWhereTheStudySaysIt() throws Exception {
        String file = Files.writeString(
                        path.resolve("s.yaml"), "data: fashion\nbudgets:\n  a: {macs: 1M}\ninit: there\n")
                .toString();
        assertThat(SettingPlace.of(file, "data")).isEqualTo(file + ":1");
        assertThat(SettingPlace.of(file, "budgets.a")).isEqualTo(file + ":3");
        assertThat(SettingPlace.of(file, "budgets.b")).isEqualTo(file + ":2");
        assertThat(SettingPlace.of(file, "init.sha256")).isEqualTo(file + ":4");
        assertThat(SettingPlace.of(file, "seed")).isEqualTo(file);
        assertThat(SettingPlace.of("none", "seed")).isEqualTo("none");
    }

    @Test
    void nobodyWhoHasClimbedIsTaughtAnew() {
        RunFolder climbing = new RunFolder(path.resolve("climbing"));
        new FrozenStudy(planned(p -> p.rungs(List.of(2))), climbing).keep(0, 0, StudyListener.NONE);
        WholeFile.write(climbing.database(), "begun");
        assertThatThrownBy(() ->
                        new FrozenStudy(planned(p -> p.rungs(List.of(2)).distillation(0.5)), climbing).compare())
                .hasMessageContaining(
                        "\"distillation\" cannot change in a run that has begun, since its finalists go on");
        WholeFile.write(folder.database(), "begun");
        new FrozenStudy(planned(p -> p.distillation(0.5)), folder).compare();
    }

    @Test
    void whatAddsToARunIsSaidAndBothStudiesAreKept() {
        WholeFile.write(folder.database(), "begun");
        WholeFile.write(folder.result(), "{}");
        Study more = planned(p -> p.rounds(3).batch(6).finalEpochs(9));
        assertThat(new FrozenStudy(more, folder).changed()).isTrue();
        assertThat(keep(more, 8, 0)).containsExactly("rounds", "batch", "final_epochs");
        assertThat(folder.finished()).isFalse();
        assertThat(TextFile.read(folder.study())).isEqualTo(StudyFile.write(more));
        Plans plans = Revisions.read(folder).plans(folder);
        assertThat(plans.eras()).extracting(Plans.Era::from).containsExactly(0, 8);
        assertThat(plans.of(7)).isEqualTo(Tiny.PLAN);
        assertThat(plans.now()).isEqualTo(more.plan());
        // Once more, as after a kill: nothing is new.
        assertThat(new FrozenStudy(more, folder).changed()).isFalse();
        assertThat(keep(more, 11, 0)).isEmpty();
        assertThat(Revisions.read(folder).plans(folder)).isEqualTo(plans);
    }

    @Test
    void aChangeThatNothingFollowedIsForgotten() {
        WholeFile.write(folder.database(), "begun");
        keep(planned(p -> p.rounds(3)), 8, 0);
        keep(study, 8, 0);
        assertThat(Revisions.read(folder).plans(folder)).isEqualTo(Plans.of(Tiny.PLAN));
    }

    @Test
    void finishingIsAnEraOfItsOwnAndTheStudyStaysTheSame() {
        WholeFile.write(folder.database(), "begun");
        keep(study, 6, 5);
        assertThat(TextFile.read(folder.study())).isEqualTo(StudyFile.write(study));
        Plans plans = Revisions.read(folder).plans(folder);
        assertThat(plans.now()).isEqualTo(Tiny.PLAN.finish(5));
        assertThat(new FrozenStudy(study, folder, 5).changed()).isFalse();
        assertThat(new FrozenStudy(study, folder, 6).changed()).isTrue();
        assertThat(new FrozenStudy(study, folder).changed()).isTrue();
        keep(study, 10, 0);
        assertThat(Revisions.read(folder).plans(folder).now()).isEqualTo(Tiny.PLAN);
    }

    private static Study timed(int finalEpochs, String... planned) {
        return Study.of("tiny", Tiny.study().data(), Tiny.PLAN.paced(2, 4, 2, finalEpochs))
                .space(Tiny.study().space())
                .time(new TimeLimit(9, List.of(planned)))
                .build();
    }

    @Test
    void whatAClockMakesOfFinalsChangesNoBelief() {
        WholeFile.write(folder.database(), "begun");
        keep(timed(60, "rounds", "final_epochs"), 0, 0);
        keep(timed(49, "rounds", "final_epochs"), 4, 0);
        keep(timed(70, "rounds", "final_epochs"), 8, 0);
        keep(timed(70, "rounds", "final_epochs"), 12, 5);
        Plans plans = Revisions.followed(folder).orElseThrow();
        assertThat(plans.eras()).extracting(e -> e.plan().believed()).containsExactly(60, 60, 60, 60);
        assertThat(plans.eras()).extracting(e -> e.plan().finalEpochs()).containsExactly(60, 49, 70, 5);
        // What the user says is believed, and planned from.
        keep(timed(30, "rounds"), 14, 0);
        keep(timed(25, "rounds", "final_epochs"), 18, 0);
        keep(timed(20, "rounds", "final_epochs"), 20, 0);
        assertThat(Revisions.followed(folder).orElseThrow().eras().subList(4, 7))
                .extracting(e -> e.plan().believed())
                .containsExactly(30, 25, 25);
    }

    @Test
    void aStoreThatWasLostBeginsANewCourse() {
        WholeFile.write(folder.database(), "begun");
        Study more = planned(p -> p.rounds(3));
        keep(more, 8, 0);
        keep(more, 0, 0);
        assertThat(Revisions.read(folder).plans(folder)).isEqualTo(Plans.of(more.plan()));
    }

    @Test
    void anotherNameChangesNothing() {
        WholeFile.write(folder.database(), "begun");
        FrozenStudy renamed = new FrozenStudy(study.named("other"), folder);
        renamed.compare();
        assertThat(renamed.changed()).isFalse();
        assertThat(renamed.name()).isEqualTo("tiny");
    }

    @Test
    void revisionsThatDoNotFollowEachOtherAreDamage() {
        String text = TextFile.read(folder.study());
        for (List<Revisions.Revision> wrong : List.of(
                List.of(new Revisions.Revision(5, text, 0)),
                List.of(new Revisions.Revision(0, text, 0), new Revisions.Revision(0, text, 0)),
                List.of(new Revisions.Revision(0, text, -1)))) {
            Json.write(folder.revisions(), new Revisions(wrong));
            assertThatThrownBy(() -> new FrozenStudy(study, folder).keep(9, 1, StudyListener.NONE))
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("revisions.json: the file is damaged");
        }
    }
}
