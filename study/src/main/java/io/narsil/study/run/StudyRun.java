package io.narsil.study.run;

import io.narsil.runner.Device;
import io.narsil.runner.FreeMemory;
import io.narsil.runner.TrialRunner;
import io.narsil.runner.WorkerCommand;
import io.narsil.runner.WorkerPool;
import io.narsil.store.StoredTrial;
import io.narsil.store.StudyTrials;
import io.narsil.store.TrialStore;
import io.narsil.store.TrialStores;
import io.narsil.study.Study;
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
import io.narsil.study.setup.FrozenStudy;
import io.narsil.study.setup.StudySetup;
import io.narsil.study.memory.WorkerMemory;
import io.narsil.study.trial.ProgressMeter;
import io.narsil.study.trial.StepTrainer;
import io.narsil.study.trial.StoreKeeper;
import io.narsil.study.trial.TrialRequests;
import io.narsil.study.trial.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/** Runs a study in its folder, from where it was to its end. */
public final class StudyRun {
    private final Study study;
    private final RunFolder folder;
    private final WorkerCommand command;
    private final StudyListener listener;
    private boolean retry;

    /** @param path path of the run folder, which is made where it is missing */
    public StudyRun(Study study, Path path, WorkerCommand command, StudyListener listener) {
        this.study = study;
        this.folder = new RunFolder(path.toAbsolutePath().normalize());
        this.command = command;
        this.listener = listener;
    }

    /** Trains trials once more that have failed; also in a run that is over, which is then made again from there. */
    public StudyRun retryFailed(boolean wanted) {
        retry = wanted;
        return this;
    }

    /** Runs to the end, or reads the result of a run that was there before. */
    public StudyResult run() {
        try (RunLock lock = RunLock.take(folder)) {
            if (folder.finished()) {
                new Repairs(folder, listener).finished();
            }
            FrozenStudy frozen = new FrozenStudy(study, folder);
            frozen.compare();
            if (folder.finished()) {
                FailedTrials failed = FailedTrials.stored(study, folder, retry);
                if (!retry || !failed.any()) {
                    StudyResult before = StudyResult.read(folder);
                    folder.dropScratch();
                    listener.on(new StudyEvent.FinishedBefore());
                    failed.tell(listener);
                    return before;
                }
                folder.dropResult();
            }
            checkVersion();
            return run(frozen, lock);
        }
    }

    /** A store of another version is refused before anything is read or written; what is damaged is mended later. */
    private void checkVersion() {
        String store = folder.database().toString();
        if (Files.exists(folder.database()) && !TrialStores.damaged(store)) {
            TrialStores.open(store).close();
        }
    }

    private StudyResult run(FrozenStudy frozen, RunLock lock) {
        try (EventLog log = EventLog.open(folder.events())) {
            StudyListener events = StudyListener.all(List.of(log, listener));
            StudySetup setup = StudySetup.of(study, folder, events);
            frozen.keep();
            new Repairs(folder, events).database();
            folder.makeScratch();
            int workers = workers(setup, events);
            try (TrialStore store = TrialStores.open(folder.database().toString());
                    TrialRunner runner = WorkerPool.of(command, folder.workerLog(), new RunArtifacts(folder))
                            .workers(workers)
                            .build()) {
                StudyResult result = run(
                                setup, store.study(study.name(), setup.problem().space()), runner, workers, log, lock)
                        .took(RunTime.seconds(folder.events()));
                lock.check();
                result.write(folder);
                folder.dropScratch();
                events.on(new StudyEvent.Finished(result.candidates()));
                return result;
            }
        }
    }

    private StudyResult run(
            StudySetup setup,
            StudyTrials trials,
            TrialRunner runner,
            int workers,
            StudyListener log,
            RunLock lock) {
        ProgressMeter meter = new ProgressMeter(study.plan(), setup.problem(), System::nanoTime, listener);
        // The store first: what is shown is durable. Before it, that it is still the one in the folder.
        StudyListener events = StudyListener.all(List.of(event -> lock.check(), new StoreKeeper(trials), this::sweep, log, listener, meter));
        new Repairs(folder, events).rows(trials);
        List<StoredTrial> before = trials.trials();
        meter.restore(before);
        boolean own = study.training().own();
        if (!own) {
            new Repairs(folder, events).weights(setup.problem(), before);
        }
        FailedTrials failed = new FailedTrials(before);
        if (retry) {
            failed.retry(folder, events);
        } else {
            failed.tell(events);
        }
        int over = trials.finishedCount();
        if (!before.isEmpty()) {
            events.on(new StudyEvent.Resumed(over, before.size() - over));
        }
        events.on(new StudyEvent.WorkersStarting(workers, own));
        String engine = runner.start();
        Provenance.begin(
                        folder, engine, setup.data().fingerprint(), study.plan().seed())
                .ifPresent(move -> events.on(new StudyEvent.MachineChanged(
                        move.from().differences(move.to()), move.from().pin(move.to()))));
        TrialRequests requests = new TrialRequests(setup.problem(), study.plan());
        before.forEach(t -> requests.add(t.trial()));
        Verdict verdict = new Verdict(
                setup.problem().task().guessing(setup.data().validation().labels()),
                setup.problem().task().scoreText());
        StepTrainer trainer = new StepTrainer(requests, runner, trials, verdict, events);
        StudyResult result = new StudySearch(setup, trainer, events).run();
        new FailedTrials(trials.trials()).tell(events);
        return own ? result : new Delivery(setup, runner, events).deliver(result);
    }

    /** The number of workers: what the user says, or else what memory is enough for. */
    private int workers(StudySetup setup, StudyListener events) {
        Study.Training training = study.training();
        OptionalLong free = FreeMemory.bytes();
        if (training.own() || training.engine().device() != Device.CPU || free.isEmpty()) {
            return training.workers();
        }
        long each = WorkerMemory.foretold(setup.problem(), study.plan());
        int room = WorkerMemory.workers(training.workers(), each, free);
        int count = training.said() ? training.workers() : room;
        events.on(new StudyEvent.MemoryForetold(training.workers(), count, each, free.getAsLong()));
        return count;
    }

    /** A checkpoint is of no use once its trial is over. */
    private void sweep(StudyEvent event) {
        if (event instanceof StudyEvent.TrialDone over) {
            folder.dropCheckpoint(over.result().trial());
        }
    }
}
