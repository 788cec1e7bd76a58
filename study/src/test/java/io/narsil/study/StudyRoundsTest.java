package io.narsil.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.config.UserException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rounds that are said beside a study. */
class StudyRoundsTest {
    @TempDir
    private Path folder;

    private Study study(String more) throws Exception {
        return StudyFile.read(Files.writeString(
                folder.resolve("mine.yaml"), "data: fashion\nbudgets: {small: {macs: 1M}}\nbatch: 7\n" + more));
    }

    @Test
    void onlyTheNumberOfRoundsIsAnotherOne() throws Exception {
        Study study = study("rounds: 2\n");
        assertThat(StudyFile.write(study.withRounds("--rounds", 3)))
                .isEqualTo(StudyFile.write(study).replace("rounds: 2\n", "rounds: 3\n"))
                .contains("rounds: 3\n");
        assertThat(study.withRounds("--rounds", 3).unsaid()).isEqualTo(study.unsaid());
    }

    @Test
    void whatAClockPlansIsNotSaid() throws Exception {
        Study study = study("minutes: 10\n");
        assertThatThrownBy(() -> study.withRounds("--rounds", 3))
                .isInstanceOf(UserException.class)
                .hasMessageContaining(
                        "--rounds: the rounds of this study are planned into its minutes. Maybe leave it out");
    }

    @Test
    void beyondThemAClockMayPlanOtherThings() throws Exception {
        Study study = study("minutes: 10\nrounds: 2\n");
        assertThat(StudyFile.write(study.withRounds("--rounds", 3))).contains("rounds: 3\n", "minutes: 10\n");
    }
}
