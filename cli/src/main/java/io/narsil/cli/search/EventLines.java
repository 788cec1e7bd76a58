package io.narsil.cli.search;

import io.narsil.study.event.EventLog;
import io.narsil.study.event.StudyEvent;
import io.narsil.study.event.StudyListener;
import java.io.PrintWriter;

/**
 * What happens in a run, for a program that follows it: the lines of its log as they come, each with the time
 * at which it is printed.
 *
 * @param out standard output; each line is flushed, so that it is read when it happens
 */
record EventLines(PrintWriter out) implements StudyListener {
    @Override
    public void on(StudyEvent event) {
        EventLog.line(event).ifPresent(line -> {
            out.print(line);
            out.flush();
        });
    }
}
