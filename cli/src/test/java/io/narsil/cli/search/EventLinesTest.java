package io.narsil.cli.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.narsil.study.event.EventLog;
import io.narsil.study.event.StudyEvent;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventLinesTest {
    @TempDir
    private Path folder;

    /** A line without the time of day. */
    private static String line(String text) throws Exception {
        var line = (com.fasterxml.jackson.databind.node.ObjectNode) new ObjectMapper().readTree(text);
        assertThat(line.remove("time")).isNotNull();
        return line.toString();
    }

    @Test
    void whatAProgramReadsIsWhatTheLogHas() throws Exception {
        StringWriter printed = new StringWriter();
        List<StudyEvent> events =
                List.of(new StudyEvent.TrialStarted(3), new StudyEvent.EpochDone(3, 1, Double.NaN, 0.5, 2));
        Path file = folder.resolve("events.jsonl");
        try (EventLog log = EventLog.open(file)) {
            EventLines lines = new EventLines(new PrintWriter(printed));
            for (StudyEvent event : events) {
                log.on(event);
                lines.on(event);
                assertThat(printed.toString()).as("flushed at once").endsWith("}\n");
            }
        }
        List<String> read = printed.toString().lines().toList();
        List<String> logged = Files.readAllLines(file);
        assertThat(read).hasSize(2);
        for (int i = 0; i < read.size(); i++) {
            assertThat(line(read.get(i))).isEqualTo(line(logged.get(i)));
        }
    }
}
