package io.narsil.fuzz;

import io.narsil.study.event.EventLog;
import io.narsil.study.event.RunTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The log of a run, which a start cuts to whole lines and the end adds up. */
public final class EventsTarget {
    private EventsTarget() {}

    public static void fuzzerTestOneInput(byte[] data) throws IOException {
        Path log = Scratch.file("events.jsonl", data);
        Reading.clean(() -> RunTime.seconds(log));
        Reading.clean(() -> EventLog.open(log).close());
        byte[] left = Files.readAllBytes(log);
        if (left.length > 0 && left[left.length - 1] != '\n') {
            throw new AssertionError("half a line is left");
        }
    }
}
