package io.narsil.cli.search;

import io.narsil.study.event.StudyEvent;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The trials that train just now, with their last epoch. */
final class Running {
    private static final int NAMED = 4;

    private final Map<Integer, Integer> epochs = new TreeMap<>();

    void on(StudyEvent event) {
        if (event instanceof StudyEvent.TrialStarted started) {
            epochs.putIfAbsent(started.trial(), 0);
        } else if (event instanceof StudyEvent.EpochDone over) {
            epochs.put(over.trial(), over.epoch());
        } else if (event instanceof StudyEvent.WorkerDied died && died.alone()) {
            epochs.remove(died.trial());
        } else if (event instanceof StudyEvent.TrialDone over) {
            epochs.remove(over.result().trial());
        }
    }

    int count() {
        return epochs.size();
    }

    /** Such as {@code training: 7 (2 epochs), 8}; empty where none trains. */
    String text() {
        if (epochs.isEmpty()) {
            return "";
        }
        String first = epochs.entrySet().stream()
                .limit(NAMED)
                .map(e -> e.getKey() + (e.getValue() == 0 ? "" : " (" + epochs(e.getValue()) + ")"))
                .collect(Collectors.joining(", "));
        int more = epochs.size() - NAMED;
        return "training: " + first + (more > 0 ? " and " + more + " more" : "");
    }

    private static String epochs(int count) {
        return count == 1 ? "1 epoch" : count + " epochs";
    }
}
