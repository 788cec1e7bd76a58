package io.narsil.study;

import io.narsil.config.UserException;
import io.narsil.data.DataSet;
import io.narsil.data.DataSources;
import io.narsil.data.ImageSet;
import io.narsil.data.PreparedData;
import io.narsil.device.DeviceProfile;
import io.narsil.files.TextFile;
import io.narsil.files.WholeFile;
import io.narsil.json.Json;
import io.narsil.predictor.GaussianPredictor;
import io.narsil.random.Seeds;
import io.narsil.runner.WorkerCommand;
import io.narsil.runner.WorkerPool;
import io.narsil.search.FamilyMember;
import io.narsil.search.FinalCheck;
import io.narsil.search.Search;
import io.narsil.search.SearchPlan;
import io.narsil.space.InputSpec;
import io.narsil.space.SearchSpace;
import io.narsil.space.SpaceFile;
import io.narsil.space.StageCosts;
import io.narsil.store.SqliteTrialStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Runs a study in its folder, from where it was to its end.
 *
 * <p>A study that is continued is searched again from the start, and the store answers for every trial that is over;
 * since the search depends on results alone, it comes by the same way to where it was.
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
        try (RunFolder folder = RunFolder.open(path)) {
            compareWithFrozen(folder);
            if (Files.exists(folder.result())) {
                listener.stage("finished", "this study was run before; nothing is trained again");
                return Json.read(folder.result(), StudyResult.class);
            }
            SearchSpace space = SpaceFile.parse(study.spaceName(), study.spaceText());
            DataSet data = data(folder);
            Checks.images(study, data, space);
            InputSpec images = StudySpace.images(data);
            StageCosts plain = new StageCosts(space, images);
            listener.stage("space", StageTexts.space(space, plain));
            Optional<DeviceProfile> profile = new Profiles(study, folder, listener).find(plain);
            StageCosts costs =
                    profile.map(p -> new StageCosts(space, images, p.model())).orElse(plain);
            Checks.budgets(study, costs);
            WholeFile.write(folder.space(), study.spaceText());
            WholeFile.write(folder.study(), StudyFile.write(study));
            return search(folder, data, costs, profile);
        }
    }

    /** A damaged database is set aside: its trials are run again, and come to the same. */
    private void checkDatabase(RunFolder folder) {
        Path database = folder.database();
        if (SqliteTrialStore.damaged(database)) {
            Path aside = WholeFile.setAside(database);
            for (String journal : List.of("-wal", "-shm")) {
                Path file = database.resolveSibling(database.getFileName() + journal);
                if (Files.exists(file)) {
                    WholeFile.setAside(file);
                }
            }
            listener.stage(
                    "damaged",
                    database + " is damaged and was set aside as " + aside.getFileName()
                            + "; its trials are run again");
        }
    }

    private StudyResult search(RunFolder folder, DataSet data, StageCosts costs, Optional<DeviceProfile> profile) {
        checkDatabase(folder);
        folder.makeScratch();
        SearchPlan plan = study.plan();
        Seeds seeds = new Seeds(plan.seed());
        ProgressMeter meter = new ProgressMeter(plan, costs, System::nanoTime);
        try (SqliteTrialStore store = SqliteTrialStore.open(folder.database());
                WorkerPool workers = new WorkerPool(command, study.workers(), folder.workerLog())) {
            if (store.finishedCount() > 0) {
                listener.stage("resume", store.finishedCount() + " trials are over already and are not run again");
            }
            Runtime.getRuntime().addShutdownHook(new Thread(workers::close));
            StageTexts texts = new StageTexts(plan, meter, store, listener);
            texts.workers(study.workers(), !study.trainer().isEmpty());
            String engine = workers.start();
            if (!Files.exists(folder.provenance())) {
                Provenance provenance = Provenance.here(engine, data.fingerprint(), plan.seed());
                WholeFile.write(folder.provenance(), Json.write(provenance));
            }
            StoredEvaluator evaluator = new StoredEvaluator(
                    costs,
                    store,
                    workers,
                    folder,
                    new TrialRequests(costs, folder, seeds, plan.distillation()),
                    new Verdict(costs.images().classes(), guessing(data.validation())),
                    study.trainer().isEmpty(),
                    meter,
                    listener);
            FinalCheck check = profile.filter(DeviceProfile::here)
                    .<FinalCheck>map(p -> new LatencyCheck(costs, p, folder.latencies(), listener))
                    .orElse(FinalCheck.NONE);
            GaussianPredictor predictor = new GaussianPredictor(costs);
            List<FamilyMember> family = new Search(plan, costs, predictor, evaluator, check, texts).run();
            PredictorFile.write(folder.predictor(), predictor.state(), costs, study.spaceText());
            StudyResult result = new FamilyWriter(study, folder, costs, store).write(family, texts.stopEpoch());
            if (study.trainer().isEmpty()) {
                result = new Delivery(folder, workers, data, plan, profile, listener).deliver(result);
            }
            WholeFile.write(folder.result(), Json.write(result));
            folder.dropScratch();
            return result;
        }
    }

    /** What always naming the commonest class reaches, and one standard deviation of luck. */
    private static double guessing(ImageSet images) {
        int[] counts = new int[Arrays.stream(images.labels()).max().orElse(0) + 1];
        Arrays.stream(images.labels()).forEach(label -> counts[label]++);
        double share = (double) Arrays.stream(counts).max().orElse(0) / images.count();
        return share + Math.sqrt(share * (1 - share) / images.count());
    }

    /** Once a trial was begun, the study and its space may not change; before that, mistakes can still be mended. */
    private void compareWithFrozen(RunFolder folder) {
        if (Files.exists(folder.database())) {
            compare(folder.study(), StudyFile.write(study), "study");
            compare(folder.space(), study.spaceText(), "space");
            study.profile()
                    .ifPresent(
                            p -> compare(folder.device(), DeviceProfile.read(p).write(), "device profile"));
        }
    }

    private void compare(Path kept, String now, String what) {
        if (!Files.exists(kept)) {
            return;
        }
        List<String> before = TextFile.read(kept).lines().toList();
        List<String> after = now.lines().toList();
        if (!before.equals(after)) {
            String removed =
                    before.stream().filter(l -> !after.contains(l)).findFirst().orElse("");
            String added =
                    after.stream().filter(l -> !before.contains(l)).findFirst().orElse("");
            throw new UserException(
                    study.file(),
                    "the " + what + " is not the one that " + path + " was begun with: it said \"" + removed.strip()
                            + "\" and now says \"" + added.strip() + "\"",
                    removed.startsWith("precision: ")
                            ? "write \"" + removed + "\" into the study, where this machine's quickest is another one"
                            : "give the changed study another name, or another folder with --out");
        }
    }

    private DataSet data(RunFolder folder) {
        DataSet data;
        if (Files.exists(folder.images()) && Files.exists(folder.provenance())) {
            data = PreparedData.read(folder.images());
            String fingerprint =
                    Json.read(folder.provenance(), Provenance.class).data();
            if (!data.fingerprint().equals(fingerprint)) {
                throw new UserException(
                        folder.images().toString(),
                        "the images are not those that this run was begun with",
                        "give the study another folder with --out");
            }
        } else {
            data = DataSources.of(study.data(), study.dataLine()).load();
            PreparedData.write(folder.images(), data);
        }
        listener.stage("data", StageTexts.data(data));
        return data;
    }
}
