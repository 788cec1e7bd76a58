package io.narsil.study.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialEndsTest {
    @TempDir
    private Path folder;

    private static String line(String time, String event, String rest) {
        return "{\"time\":\"2026-11-28T" + time + "Z\",\"event\":\"" + event + "\"" + rest + "}\n";
    }

    private static String started(String time, int trial) {
        return line(time, "trial_started", ",\"trial\":" + trial);
    }

    private static String done(String time, int trial) {
        return line(time, "trial_done", ",\"result\":{\"trial\":" + trial + ",\"status\":\"done\",\"scores\":[0.5]}");
    }

    private Map<Integer, Double> ends(String... lines) throws Exception {
        Path log = folder.resolve("events.jsonl");
        Files.writeString(log, String.join("", lines));
        return TrialEnds.of(log);
    }

    @Test
    void pausesDoNotCount() throws Exception {
        assertThat(ends(
                        line("10:00:00", "data_read", ""),
                        started("10:00:01", 3),
                        done("10:00:02.500", 3),
                        line("12:00:00", "data_read", ""),
                        line("12:00:01", "resumed", ",\"over\":1"),
                        started("12:00:02", 4),
                        done("12:00:10", 4)))
                .isEqualTo(Map.of(3, 2.5, 4, 12.5));
    }

    /** A kill may come between the store, which knows that a trial is over, and the log. */
    @Test
    void whatAKillKeptFromTheLogWasOverWhenItEnded() throws Exception {
        assertThat(ends(
                        line("10:00:00", "data_read", ""),
                        started("10:00:01", 0),
                        started("10:00:02", 1),
                        line("10:00:05", "epoch_done", ",\"trial\":0,\"epoch\":1"),
                        line("11:00:00", "data_read", ""),
                        started("11:00:01", 1),
                        done("11:00:04", 1),
                        started("11:00:05", 2)))
                .isEqualTo(Map.of(0, 5.0, 1, 9.0, 2, 10.0));
    }

    @Test
    void aTrialThatIsTrainedOnceMoreEndsLater() throws Exception {
        assertThat(ends(line("10:00:00", "data_read", ""), done("10:00:01", 0), done("10:00:07", 0)))
                .isEqualTo(Map.of(0, 7.0));
    }

    @Test
    void linesThatAreNoneCostThemselves() throws Exception {
        assertThat(ends(
                        "\n",
                        "[]\n",
                        "{\"event\":\"trial_done\",\"result\":{\"trial\":1}}\n",
                        line("10:00:00", "data_read", ""),
                        "{\"time\":\"2026-11-28T10:00:05\n",
                        done("10:00:02", 7),
                        "{\"time\":\"2026-11-28T10:00:09Z\",\"event\":\"trial_done\",\"result\":"))
                .containsEntry(7, 2.0)
                .doesNotContainKey(1);
        assertThat(TrialEnds.of(folder.resolve("none.jsonl"))).isEmpty();
    }
}
