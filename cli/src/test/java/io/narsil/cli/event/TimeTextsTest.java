package io.narsil.cli.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.study.event.StudyEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimeTextsTest {
    @Test
    void aPlanSaysWhatWillBeDoneAndWhenItIsOver() {
        assertThat(TimeTexts.of(new StudyEvent.PaceMeasuring(60))).endsWith("to plan the search into 60 minutes");
        assertThat(TimeTexts.of(new StudyEvent.TimePlanned(4, 12, 5, List.of(), 15, 3492, 3600)))
                .isEqualTo(
                        "4 rounds of 12 candidates of 5 epochs, finalists of 15 epochs; at this pace it is over after"
                                + " 58.2 minutes of 60 minutes");
        assertThat(TimeTexts.of(new StudyEvent.TimePlanned(1, 2, 1, List.of(), 1, 90, 60)))
                .isEqualTo("1 round of 2 candidates of 1 epoch, finalists of 1 epoch; at this pace it is over after"
                        + " 1.5 minutes, which is longer than the 1 minute of the study");
        assertThat(TimeTexts.of(new StudyEvent.TimePlanned(3, 8, 2, List.of(2, 6), 18, 60, 60)))
                .startsWith("3 rounds of 8 candidates of 2, then 6 epochs, finalists of 18 epochs; ");
    }
}
