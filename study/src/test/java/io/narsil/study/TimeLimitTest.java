package io.narsil.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.files.WholeFile;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimeLimitTest {
    private static final String STUDY = "data: fashion\nbudgets: {small: {macs: 1M}}\n";

    @TempDir
    private Path folder;

    private Study read(String more) {
        Path file = folder.resolve("s.yaml");
        WholeFile.write(file, STUDY + more);
        return StudyFile.read(file);
    }

    @Test
    void whatAStudyDoesNotSayIsPlanned() {
        assertThat(read("").time()).isEqualTo(TimeLimit.NONE);
        TimeLimit all = read("minutes: 60\n").time();
        assertThat(all.seconds()).isEqualTo(3600);
        assertThat(all.planned()).containsExactly("rounds", "batch", "epochs", "final_epochs");
        TimeLimit some = read("minutes: 60\nrounds: 3\nepochs: 4\n").time();
        assertThat(some.planned()).containsExactly("batch", "final_epochs");
        assertThat(some.rounds() || some.epochs()).isFalse();
    }

    @Test
    void theFrozenStudySaysWhatIsPlanned() {
        Study study = read("minutes: 60\nrounds: 3\n");
        String frozen = StudyFile.write(study);
        assertThat(frozen).contains("minutes: 60\nplanned: [batch, epochs, final_epochs]\n");
        Path file = folder.resolve("frozen.yaml");
        WholeFile.write(file, frozen);
        assertThat(StudyFile.read(file).time()).isEqualTo(study.time());
        assertThat(StudyFile.write(read(""))).doesNotContain("minutes", "planned");
    }

    @Test
    void anotherRunsPlanIsTakenWhereTheStudySaysNothing() {
        Study study = read("minutes: 60\nrounds: 3\n");
        var other = study.plan().paced(7, 8, 9, 10);
        assertThat(study.time().take(study.plan(), other))
                .isEqualTo(study.plan().paced(3, 8, 9, 10));
    }

    @Test
    void rungsArePlannedWhereTheyAreOnAndNothingSaysTheirEnd() {
        Study study = read("minutes: 60\nrungs: on\n");
        assertThat(study.time().planned()).containsExactly("rounds", "batch", "rungs");
        var other = study.plan().climbing(List.of(4, 12), 36).paced(7, 8, 4, 36);
        assertThat(study.time().take(study.plan(), other)).isEqualTo(other);
        Path file = folder.resolve("frozen.yaml");
        WholeFile.write(file, StudyFile.write(study.planned(other)));
        assertThat(StudyFile.read(file).time()).isEqualTo(study.time());
        assertThat(StudyFile.read(file).plan()).isEqualTo(other);
        assertThat(read("minutes: 60\nrungs: on\nfinal_epochs: 27\n").time().planned())
                .containsExactly("rounds", "batch");
        Study said = read("minutes: 60\nrungs: [1, 4]\nbatch: 6\n");
        assertThat(said.time().planned()).containsExactly("rounds");
        assertThat(said.plan().rungs()).containsExactly(1, 4);
        assertThat(said.plan().finalEpochs()).isEqualTo(12);
        assertThat(read("minutes: 60\nrungs: off\n").time())
                .isEqualTo(read("minutes: 60\n").time());
        assertThat(study.time().take(study.plan(), read("").plan()).rungs())
                .as("rungs that a run has not are not taken from it")
                .isNotEmpty();
    }

    @Test
    void faultsAreNamed() {
        assertThatThrownBy(() -> read("minutes: 0\n")).hasMessageContaining("\"minutes\" must be from 1 to 1000000");
        assertThatThrownBy(() -> read("minutes: 1h\n"))
                .hasMessageContaining("\"minutes\" must be a whole number of minutes, not \"1h\". Maybe 60.");
        assertThatThrownBy(() -> read("minutes: 12.4\nrounds: 2.5\n"))
                .hasMessageContaining("not \"12.4\". Maybe 12.")
                .hasMessageContaining("\"rounds\" must be a whole number from 1 to 1000, not \"2.5\". Maybe 3.");
        assertThatThrownBy(() -> read("planned: [rounds]\n")).hasMessageContaining("Maybe \"minutes: 60\"");
        assertThatThrownBy(() -> read("minutes: 5\nplanned: [seed]\n")).hasMessageContaining("what is planned can be");
    }
}
