package io.narsil.study.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunTimeTest {
    private static String line(String time, String event) {
        return "{\"time\":\"2026-11-26T" + time + "Z\",\"event\":\"" + event + "\"}";
    }

    @Test
    void theTimeBetweenAStopAndTheNextStartDoesNotCount() {
        assertThat(RunTime.seconds(List.of(
                        line("10:00:00", "data_read"),
                        line("10:00:02.500", "trial_done"),
                        "{\"time\":\"2026-11-26T10:00:05",
                        line("12:00:00", "data_read"),
                        line("12:00:01", "resumed"),
                        line("12:01:00", "trial_done"))))
                .isEqualTo(62.5);
    }

    @Test
    void whatIsFoundWhileImagesAreReadBelongsToTheNextStart() {
        assertThat(RunTime.seconds(List.of(
                        line("10:00:00", "data_noted"),
                        line("20:00:00", "data_noted"),
                        line("20:00:05", "data_read"),
                        line("20:00:07", "trial_done"))))
                .isEqualTo(2);
    }

    @Test
    void aDamagedByteCostsItsLineAlone(@TempDir Path folder) throws Exception {
        Path log = folder.resolve("events.jsonl");
        String text = line("10:00:00", "data_read") + "\nX" + line("10:00:01", "resumed") + "\n"
                + line("10:00:02", "trial_done") + "\n";
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        bytes[text.indexOf('X')] = (byte) 0xff;
        Files.write(log, bytes);
        assertThat(RunTime.seconds(log)).isEqualTo(2);
    }

    @Test
    void aClockThatIsSetBackTakesNoTimeAway() {
        assertThat(RunTime.seconds(List.of(
                        line("10:00:00", "data_read"), line("09:00:00", "trial_done"), line("09:00:07", "exported"))))
                .isEqualTo(7);
        assertThat(RunTime.seconds(List.of())).isZero();
    }

    @Test
    void timesThatNoClockShowsAreNoTimeOfARun() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            String year = i % 2 == 0 ? "-999999999" : "+999999999";
            lines.add("{\"time\":\"" + year + "-11-26T00:00:00Z\",\"event\":\"trial_done\"}");
        }
        assertThat(RunTime.seconds(lines)).isZero();
    }
}
