package io.narsil.study.run;

import io.narsil.runner.Device;
import io.narsil.runner.RunnerChoice;
import io.narsil.runner.RunnerPlace;
import io.narsil.runner.TrialRunner;
import io.narsil.runner.WorkerCommand;
import io.narsil.store.StorePlace;
import io.narsil.store.StoredTrial;
import io.narsil.store.StudyTrials;
import io.narsil.store.TrialStore;
import io.narsil.study.Study;
import io.narsil.study.delivery.DeliveredFiles;
import io.narsil.study.delivery.Delivery;
import io.narsil.study.event.EventLog;
import io.narsil.study.event.RunTime;
import io.narsil.study.event.StudyEvent;
import io.narsil.study.event.StudyListener;
import io.narsil.study.folder.Provenance;
import io.narsil.study.folder.RunArtifacts;
import io.narsil.study.folder.RunFolder;
import io.narsil.study.folder.RunLock;
import io.narsil.study.folder.StudyResult;
import io.narsil.study.repair.FailedTrials;
import io.narsil.study.repair.Repairs;
import io.narsil.study.search.StudySearch;
import io.narsil.study.setup.GivenStudy;
import io.narsil.study.setup.StudySetup;
import io.narsil.study.trial.CardMemory;
import io.narsil.study.trial.Counted;
import io.narsil.study.trial.ProgressMeter;
import io.narsil.study.trial.RunState;
import io.narsil.study.trial.Sound;
import io.narsil.study.trial.StepTrainer;
import io.narsil.study.trial.StoreKeeper;
import io.narsil.study.trial.TrialRequests;
import io.narsil.study.trial.Verdict;
import io.narsil.study.trial.WorkerMemory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs a study in its folder, from where it was to its end. */
public final class StudyRun {
    private final Study study;
    private final RunFolder folder;
    private final WorkerCommand command;
    private final StudyListener listener;
    private final StorePlace place;
    private boolean retry;
    private int finish;
    /** What is odd about the images, where this run has decoded them. */
    private final List<String> notes = new ArrayList<>();

    /** @param path path of the run folder, which is made where it is missing */
    public StudyRun(Study study, Path path, WorkerCommand command, StudyListener listener) {
        this.folder = new RunFolder(path.toAbsolutePath().normalize());
        this.study = study;
        this.command = command;
        this.listener = listener;
        this.place = new StorePlace(folder.database(), folder.store());
    }

    /** Trains trials once more that have failed; also in a run that is over, which is then made again from there. */
    public StudyRun retryFailed(boolean wanted) {
        retry = wanted;
        return this;
    }

    /**
     * Has the run come to its end with what it has: the best trained candidates become finalists.
     *
     * @param epochs length of a finalist's training, in epochs
     */
    public StudyRun finish(int epochs) {
        finish = epochs;
        return this;
    }

    /** Runs to the end, or reads the result of a run that was there before. */
    public StudyResult run() {
        try (RunLock lock = RunLock.take(folder)) {
            folder.refuseLinks();
            if (folder.finished()) {
                DeliveredFiles.mend(folder, listener);
            }
            GivenStudy given = new GivenStudy(study, folder, finish);
            if (given.done()) {
                FailedTrials failed = FailedTrials.stored(study.named(given.name()), given::spaces, folder, retry);
                if (!retry || !failed.any()) {
                    StudyResult before = StudyResult.read(folder);
                    dropScratch();
                    logEnd(before);
                    listener.on(new StudyEvent.FinishedBefore());
                    failed.tell(listener);
                    return before;
                }
                folder.dropResult();
            }
            Optional<String> odd = checkStore();
            // With its trials a run loses the time that they took.
            if (!place.begun() && RunTime.tells(folder.events(), StudyEvent.TrialStarted.class)) {
                folder.forget();
            }
            return run(given, lock, odd);
        }
    }

    /** A run that was killed when its result was there has not told its log. */
    private void logEnd(StudyResult result) {
        if (Files.exists(folder.events()) && !RunTime.endsWith(folder.events(), StudyEvent.Finished.class)) {
            try (EventLog log = EventLog.open(folder.events())) {
                log.on(new StudyEvent.FinishedBefore());
                log.on(new StudyEvent.Finished(result.candidates()));
            }
        }
    }

    /**
     * A store that cannot be, is of another version or another search's is refused before anything is read or written; what is damaged
     * is mended later.
     */
    private Optional<String> checkStore() {
        Optional<String> odd = place.check(study.store());
        if (place.begun() && !place.damaged()) {
            try (TrialStore store = place.open()) {
                store.own();
            }
        }
        return odd;
    }

    private StudyResult run(GivenStudy given, RunLock lock, Optional<String> odd) {
        try (EventLog log = EventLog.open(folder.events())) {
            StudyListener events = StudyListener.all(List.of(log, listener, this::note));
            StudySetup setup = StudySetup.of(given.study(), folder, events);
            // After the images, whose reading is the start that a run's time is counted from.
            odd.ifPresent(note -> events.on(new StudyEvent.StoreNoted(note)));
            new Repairs(folder, events).database();
            folder.makeScratch();
            folder.makeAnswers();
            if (setup.byHand()) {
                folder.makeByHand();
            }
            int workers = workers(setup, events);
            // A search that keeps to a time plans with the workers that there are.
            StudySetup manned = setup.workers(workers);
            StudySetup planned = given.planned() ? manned : StudySearch.begin(manned, events);
            place.begin(study.store(), given.name());
            RunnerEvents news = new RunnerEvents(folder);
            try (TrialStore store = place.open();
                    TrialRunner runner = runner(workers, news)) {
                store.own();
                if (place.elsewhere()) {
                    events.on(new StudyEvent.StoreNoted("trials are kept in " + place.address()));
                }
                StudyResult result = run(
                                given,
                                planned,
                                store.study(given.name(), setup.problem().spaces()),
                                runner,
                                workers,
                                news,
                                log,
                                lock)
                        .took(RunTime.seconds(folder.events()));
                lock.check();
                result.write(folder);
                dropScratch();
                events.on(new StudyEvent.Finished(result.candidates()));
                return result;
            }
        }
    }

    private StudyResult run(
            GivenStudy given,
            StudySetup found,
            StudyTrials trials,
            TrialRunner runner,
            int workers,
            RunnerEvents news,
            StudyListener log,
            RunLock lock) {
        StudyListener words = StudyListener.all(List.of(event -> lock.check(), log, listener));
        new Repairs(folder, words).rows(trials);
        List<StoredTrial> before = trials.trials();
        Sound.check(folder.trials(), before);
        RunState state = RunState.of(before, given::followed);
        StudySetup setup = given.keep(found, state.trials(), state.rounds(), state.candidates(), words);
        ProgressMeter meter = new ProgressMeter(setup.study().plan(), setup.problem(), System::nanoTime, listener);
        // The store first: what is shown is durable. Before it, that it is still the one in the folder.
        StudyListener events = StudyListener.all(
                List.of(event -> lock.check(), new StoreKeeper(trials), this::sweep, log, listener, meter));
        List<StoredTrial> counted = Counted.of(before, setup.plans());
        news.to(events);
        meter.restore(counted);
        boolean own = study.training().own();
        if (!own) {
            new Repairs(folder, events).weights(setup.problem(), setup.plans(), before);
            if (setup.study().plan().distillation() > 0) {
                new Repairs(folder, events).teachers(setup.plans(), before);
            }
        }
        FailedTrials failed = new FailedTrials(before);
        if (retry) {
            failed.retry(folder, counted, events);
        } else {
            failed.tell(events);
        }
        int over = trials.finishedCount();
        // What was lost or failed is open again.
        long open = Counted.of(trials.trials(), setup.plans()).stream()
                .filter(t -> t.result().isEmpty())
                .count();
        if (!before.isEmpty()) {
            events.on(new StudyEvent.Resumed(over, (int) open));
        }
        RunnerChoice choice = study.training().runner().choice();
        events.on(new StudyEvent.WorkersStarting(workers, own, choice.local() ? "" : choice.words()));
        boolean toChoose = state.rounds() < setup.study().plan().rounds() && (state.trials() == 0 || state.choosing());
        if (!choice.local() && toChoose) {
            RunnerEvents.idle(workers, setup.study().plan().batch()).ifPresent(news::told);
        }
        String engine = runner.start();
        // Workers take their time, and a folder that was removed meanwhile would be made again.
        lock.check();
        if (state.choosing() && Provenance.otherRules(folder)) {
            events.on(new StudyEvent.RulesChanged());
        }
        news.begin(engine, setup.fingerprint(), study.plan().seed(), notes)
                .ifPresent(move -> events.on(new StudyEvent.MachineChanged(
                        move.from().differences(move.to()),
                        // A job holds its trainer by itself.
                        choice.local() ? move.from().pin(move.to()) : "")));
        TrialRequests requests =
                new TrialRequests(setup.problem(), setup.study().plan()).inherit(study.inherited());
        before.forEach(t -> requests.add(t.trial()));
        Verdict verdict = new Verdict(
                setup.problem().task().guessing(setup.data().validation().labels()),
                setup.problem().task().scoreText());
        StepTrainer trainer = new StepTrainer(requests, runner, trials, verdict, events);
        StudyResult searched = new StudySearch(setup, trainer, events).run();
        StudyResult result = finish == 0 ? searched : searched.early(state.rounds(), given.rounds());
        new FailedTrials(trials.trials()).tell(events);
        return own ? result : new Delivery(setup, runner, events).deliver(result);
    }

    /** A search that was brought to its end may go on with what it had begun. */
    private void dropScratch() {
        if (finish == 0) {
            folder.dropScratch();
        }
    }

    private TrialRunner runner(int workers, RunnerEvents news) {
        return study.training()
                .runner()
                .choice()
                .runner(new RunnerPlace(
                                command,
                                workers,
                                new RunArtifacts(folder),
                                folder.jobs(),
                                folder.workerLog(),
                                study.origin().folder())
                        .with(RunnerEvents.vectors(folder), news));
    }

    /** The number of workers; the memory of others' trainers is not foretold. */
    private int workers(StudySetup setup, StudyListener events) {
        Study.Training training = study.training();
        if (training.own() || !training.runner().choice().local()) {
            return training.workers();
        }
        WorkerMemory.Wish wish = new WorkerMemory.Wish(training.workers(), training.said());
        return training.engine().device() == Device.CUDA
                ? CardMemory.bounded(setup.problem(), setup.study().plan(), wish, events)
                : WorkerMemory.bounded(setup.problem(), setup.study().plan(), wish, events);
    }

    private void note(StudyEvent event) {
        if (event instanceof StudyEvent.DataNoted odd) {
            notes.add(odd.note());
        }
    }

    /** A checkpoint is of no use once its trial is over, unless candidates climb: then until nobody climbs any more. */
    private void sweep(StudyEvent event) {
        if (event instanceof StudyEvent.TrialDone over && !study.plan().climbing()) {
            folder.dropCheckpoint(over.result().trial());
        }
    }
}
