package io.narsil.study.event;

import java.util.List;

/** Receives what happens in a run. Calls may come from several threads, never concurrently. */
public interface StudyListener {
    /** Hears nothing. */
    StudyListener NONE = event -> {};

    /** Something has happened; what it throws ends the run. */
    void on(StudyEvent event);

    /** Tells several listeners, each event in their order: what one has kept, the next ones may show. */
    static StudyListener all(List<StudyListener> listeners) {
        return new StudyListener() {
            @Override
            public synchronized void on(StudyEvent event) {
                listeners.forEach(listener -> listener.on(event));
            }
        };
    }
}
