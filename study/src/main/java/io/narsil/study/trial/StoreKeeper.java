package io.narsil.study.trial;

import io.narsil.config.Words;
import io.narsil.store.Chosen;
import io.narsil.store.EpochRecord;
import io.narsil.store.StudyTrials;
import io.narsil.study.event.StudyEvent;
import io.narsil.study.event.StudyListener;

/**
 * Keeps in the store what happens to trials. It hears of everything first: what others show is durable.
 *
 * @param trials trials of the run
 */
public record StoreKeeper(StudyTrials trials) implements StudyListener {
    @Override
    public void on(StudyEvent event) {
        if (event instanceof StudyEvent.TrialsChosen step) {
            trials.chosen(step.choices().stream()
                    .map(c -> new Chosen(c.trial(), c.cost(), c.prediction(), Words.of(step.why())))
                    .toList());
        } else if (event instanceof StudyEvent.TrialStarted started) {
            trials.started(started.trial());
        } else if (event instanceof StudyEvent.EpochDone e) {
            trials.epoch(e.trial(), new EpochRecord(e.epoch(), e.loss(), e.score(), e.seconds()));
        } else if (event instanceof StudyEvent.TrialDone over) {
            trials.finished(over.result());
        } else if (event instanceof StudyEvent.TrialRetried retried) {
            trials.reopened(retried.trial());
        } else if (event instanceof StudyEvent.TrialReopened reopened) {
            trials.reopened(reopened.trial());
        }
    }
}
