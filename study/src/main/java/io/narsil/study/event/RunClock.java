package io.narsil.study.event;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * How long a run has taken so far, told line by line of its log: from the first line of each start to the last line before the next one.
 * A time is read only where somebody asks, since a log has many lines.
 */
public final class RunClock {
    /** Every start reads the images before anything else happens, and may find something odd or damaged as it does. */
    private static final Set<String> START =
            Set.of("data_read", "data_noted", "file_damaged", EventLog.name(StudyEvent.FinishedBefore.class));

    private double before;
    private String first = "";
    private String last = "";

    /** Whether an event is among the first of a start. */
    public static boolean starts(String event) {
        return START.contains(event);
    }

    /** Hears of an event at a time of day. */
    public void at(String time, String event) {
        if (starts(event)) {
            before = seconds();
            first = time;
        }
        last = time;
    }

    /** The seconds from the first event to the last, without pauses. */
    public double seconds() {
        return before + between(first, last);
    }

    /** The seconds from a time of day up to the last event. */
    public double since(String time) {
        return between(time, last);
    }

    private static double between(String from, String to) {
        try {
            return from.isEmpty() || to.isEmpty()
                    ? 0
                    : Math.max(
                            0,
                            Duration.between(Instant.parse(from), Instant.parse(to))
                                            .toMillis()
                                    / 1e3);
        } catch (DateTimeException | ArithmeticException e) {
            return 0;
        }
    }
}
