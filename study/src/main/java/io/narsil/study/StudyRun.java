package io.narsil.study;

import io.narsil.data.DataSet;
import io.narsil.device.DeviceProfile;
import io.narsil.files.WholeFile;
import io.narsil.json.Json;
import io.narsil.predictor.GaussianPredictor;
import io.narsil.random.Seeds;
import io.narsil.runner.TrialRunner;
import io.narsil.runner.WorkerCommand;
import io.narsil.runner.WorkerPool;
import io.narsil.search.Extremes;
import io.narsil.search.FinalCheck;
import io.narsil.search.Measure;
import io.narsil.search.Search;
import io.narsil.search.SearchPlan;
import io.narsil.search.Step;
import io.narsil.space.Parameter;
import io.narsil.space.Problem;
import io.narsil.space.SearchSpace;
import io.narsil.space.SpaceFile;
import io.narsil.space.StageCosts;
import io.narsil.store.StoredTrial;
import io.narsil.store.StudyTrials;
import io.narsil.store.TrialStore;
import io.narsil.store.TrialStores;
import io.narsil.study.event.EventLog;
import io.narsil.study.event.StudyEvent;
import io.narsil.study.event.StudyListener;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Runs a study in its folder, from where it was to its end.
 *
 * <p>The search is a function of its history, and the store keeps that. So a study that is continued asks for the next
 * step as if it had never stopped.
 */
public final class StudyRun {
    private final Study study;
    private final Path path;
    private final WorkerCommand command;
    private final StudyListener listener;

    /** @param path of the run folder; made where it is missing */
    public StudyRun(Study study, Path path, WorkerCommand command, StudyListener listener) {
        this.study = study;
        this.path = path.toAbsolutePath().normalize();
        this.command = command;
        this.listener = listener;
    }

    /** Runs to the end, or reads the result of a run that was there before. */
    public StudyResult run() {
        try (RunFolder folder = RunFolder.open(path);
                EventLog log = EventLog.open(folder.events())) {
            StudyListener events = StudyListener.all(List.of(log, listener));
            FrozenStudy frozen = new FrozenStudy(study, folder);
            frozen.compare();
            if (Files.exists(folder.result())) {
                events.on(new StudyEvent.FinishedBefore());
                return Json.read(folder.result(), StudyResult.class);
            }
            SearchSpace space = SpaceFile.parse(study.spaceName(), study.spaceText());
            DataSet data = RunImages.of(study, folder);
            events.on(RunImages.read(data));
            Checks.images(study, data, space);
            Problem plain = Problem.of(space, StudySpace.images(data));
            events.on(read(plain.costs()));
            Optional<DeviceProfile> profile = new Profiles(study, folder, events).find(plain.costs());
            Problem problem = profile.map(p -> Problem.of(space, plain.input(), p.model()))
                    .orElse(plain);
            Checks.budgets(study, problem.costs());
            frozen.keep();
            new Repairs(folder, events).database();
            folder.makeScratch();
            try (TrialStore store = TrialStores.open(folder.database().toString());
                    TrialRunner runner = WorkerPool.of(command, folder.workerLog(), new RunArtifacts(folder))
                            .workers(study.workers())
                            .build()) {
                StudyTrials trials = store.study(study.name(), space);
                StudyResult result = search(folder, data, problem, profile, trials, runner, log);
                WholeFile.write(folder.result(), Json.write(result));
                folder.dropScratch();
                events.on(new StudyEvent.Finished(result.candidates()));
                return result;
            }
        }
    }

    private StudyResult search(
            RunFolder folder,
            DataSet data,
            Problem problem,
            Optional<DeviceProfile> profile,
            StudyTrials trials,
            TrialRunner runner,
            StudyListener log) {
        SearchPlan plan = study.plan();
        StageCosts costs = problem.costs();
        boolean own = !study.trainer().isEmpty();
        ProgressMeter meter = new ProgressMeter(plan, costs, System::nanoTime, listener);
        StudyListener sweeper = event -> {
            if (event instanceof StudyEvent.TrialDone over) {
                folder.dropCheckpoint(over.result().trial());
            }
        };
        // The store first: what is shown is durable.
        StudyListener events = StudyListener.all(List.of(new StoreKeeper(trials), sweeper, log, listener, meter));
        List<StoredTrial> before = trials.trials();
        meter.restore(before);
        if (!own) {
            new Repairs(folder, events).weights(costs, before);
        }
        int over = trials.finishedCount();
        if (!before.isEmpty()) {
            events.on(new StudyEvent.Resumed(over, before.size() - over));
        }
        events.on(new StudyEvent.WorkersStarting(study.workers(), own));
        String engine = runner.start();
        if (!Files.exists(folder.provenance())) {
            WholeFile.write(folder.provenance(), Json.write(Provenance.here(engine, data.fingerprint(), plan.seed())));
        }
        TrialRequests requests = new TrialRequests(costs, new Seeds(plan.seed()), plan.distillation());
        before.forEach(t -> requests.add(t.trial()));
        StepTrainer trainer = new StepTrainer(costs, runner, trials, requests, Verdict.of(data), plan.rounds(), events);
        GaussianPredictor predictor = new GaussianPredictor(problem);
        Search search = Search.of(problem, plan)
                .predictor(predictor)
                .check(profile.filter(DeviceProfile::here)
                        .<FinalCheck>map(p -> new LatencyCheck(costs, p, folder.latencies(), events))
                        .orElse(FinalCheck.NONE))
                .listener(new SearchEvents(costs, plan.rankCorrelation(), events))
                .build();
        Step.Done done = search.run(trainer.history(), trainer);
        search.predictor(trainer.history());
        PredictorFile.write(folder.predictor(), predictor.state(), problem, study.spaceText());
        StudyResult result = new FamilyWriter(study, folder, costs, trials)
                .write(done.family(), done.stop().epoch());
        return own ? result : new Delivery(folder, runner, data, plan, profile, events).deliver(result);
    }

    private static StudyEvent.SpaceRead read(StageCosts costs) {
        SearchSpace space = costs.space();
        return new StudyEvent.SpaceRead(
                space.name(),
                space.size(Parameter.Group.ARCHITECTURE),
                space.size(Parameter.Group.RECIPE),
                costs.of(Extremes.smallest(costs, Measure.MACS)).macs(),
                costs.of(Extremes.largest(costs, Measure.MACS)).macs());
    }
}
