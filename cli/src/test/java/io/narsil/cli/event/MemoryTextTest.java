package io.narsil.cli.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.study.event.StudyEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryTextTest {
    private static final double GB = 1e9;

    @ParameterizedTest
    @CsvSource({
        "2, 2, 1.2, 8, '2 training processes take up to 1.2 GB each, 2.4 GB of the 8.0 GB that are free'",
        "1, 1, 1.2, 8, 'a training process takes up to 1.2 GB of the 8.0 GB that are free'",
        "8, 3, 1.2, 4, 'a training process takes up to 1.2 GB, and 4.0 GB are free: 3 of 8 are started. Maybe smaller images"
                + " or budgets; --workers 8 starts all'",
        "8, 8, 1.2, 4, '8 training processes take up to 1.2 GB each, 9.6 GB, and only 4.0 GB are free. Maybe fewer of them:"
                + " --workers 3'",
        "1, 1, 1.2, 1, 'a training process takes up to 1.2 GB, and only 1.0 GB are free. Maybe smaller images or budgets'",
    })
    void eachCaseHasItsSentence(int wanted, int count, double each, double free, String said) {
        assertThat(MemoryText.of(
                        new StudyEvent.MemoryForetold(wanted, count, (long) (each * GB), (long) (free * GB), false)))
                .isEqualTo(said);
    }

    @Test
    void itSaysWhoseMemoryItIs() {
        assertThat(MemoryText.of(new StudyEvent.MemoryForetold(16, 4, (long) (1.5 * GB), (long) (8 * GB), true)))
                .startsWith(
                        "a training process takes up to 1.5 GB, and 8.0 GB of graphics memory are free: 4 of 16 are started");
    }
}
