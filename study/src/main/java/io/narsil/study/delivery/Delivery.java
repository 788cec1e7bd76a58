package io.narsil.study.delivery;

import io.narsil.device.DeviceProfile;
import io.narsil.device.Pace;
import io.narsil.onnx.OnnxModel;
import io.narsil.onnx.Stopwatch;
import io.narsil.runner.TrialRunner;
import io.narsil.search.Budget;
import io.narsil.search.Measure;
import io.narsil.study.detector.DetectorExport;
import io.narsil.study.detector.DetectorProof;
import io.narsil.study.evaluation.Evaluation;
import io.narsil.study.evaluation.TestPart;
import io.narsil.study.event.StudyEvent;
import io.narsil.study.event.StudyListener;
import io.narsil.study.export.OnnxExport;
import io.narsil.study.folder.ModelFolder;
import io.narsil.study.folder.RunArtifacts;
import io.narsil.study.folder.RunFolder;
import io.narsil.study.folder.StudyResult;
import io.narsil.study.setup.StudySetup;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The last step of a study: every member as a proven ONNX file, timed on this machine. */
public final class Delivery {
    private static final int TURNS = 25;

    private final StudySetup setup;
    private final RunFolder folder;
    private final TrialRunner runner;
    private final StudyListener events;
    /** The profile, where it is of this machine. */
    private final Optional<DeviceProfile> here;

    private final int threads;

    /** @param runner started runner that answers with the networks whose weights are in the run's folder */
    public Delivery(StudySetup setup, TrialRunner runner, StudyListener events) {
        this.setup = setup;
        this.folder = setup.folder();
        this.runner = runner;
        this.events = events;
        here = setup.profile().filter(DeviceProfile::here);
        threads = setup.profile().map(DeviceProfile::threads).orElse(1);
    }

    /** The result with what was exported and measured. */
    public StudyResult deliver(StudyResult result) {
        Map<String, OnnxExport.Proof> proofs = new LinkedHashMap<>();
        for (StudyResult.Member member : result.family()) {
            if (member.problem().isEmpty()) {
                proofs.put(member.budget(), export(member.budget()));
            }
        }
        if (proofs.isEmpty()) {
            return result;
        }
        List<String> exported = List.copyOf(proofs.keySet());
        Map<String, Evaluation> answers = test(exported);
        Pace.Timed timed = time(exported);
        events.on(new StudyEvent.Exported(
                proofs.size(),
                proofs.values().stream()
                        .mapToInt(OnnxExport.Proof::images)
                        .max()
                        .orElse(0),
                threads));
        return result.with(result.family().stream()
                .map(m -> proofs.containsKey(m.budget())
                        ? m.delivered(onnx(
                                m.budget(),
                                proofs.get(m.budget()),
                                timed.readings().get(exported.indexOf(m.budget())),
                                timed.slowdown(),
                                answers.containsKey(m.budget())
                                        ? answers.get(m.budget()).top5()
                                        : null))
                        : m)
                .toList());
    }

    private OnnxExport.Proof export(String budget) {
        ModelFolder model = folder.model(budget);
        RunArtifacts files = new RunArtifacts(folder);
        String weights = RunArtifacts.member(budget);
        if (model.detector().isPresent()) {
            DetectorProof proof = new DetectorExport(runner, files)
                    .write(
                            model.detector().get().form().detector(model.network()),
                            weights,
                            setup.data(),
                            false,
                            model.onnx());
            return new OnnxExport.Proof(proof.images(), proof.scoreDifference());
        }
        return new OnnxExport(runner, files).write(model.network(), weights, setup.data(), model.onnx());
    }

    /**
     * The answers of each file to all test images, which are written beside it; what detectors find there is written already, and the
     * same as far as it was proven.
     */
    private Map<String, Evaluation> test(List<String> budgets) {
        Map<String, Evaluation> all = new LinkedHashMap<>();
        if (setup.problem().space().finds()) {
            return all;
        }
        try (TestPart part = new TestPart(setup.data(), setup.study().data())) {
            for (String budget : budgets) {
                all.put(budget, part.answersOf(folder.model(budget)));
            }
        }
        return all;
    }

    private StudyResult.Onnx onnx(
            String name, OnnxExport.Proof proof, Stopwatch.Reading reading, double slowdown, Evaluation.Share top5) {
        Budget budget = setup.study().plan().budgets().stream()
                .filter(b -> b.name().equals(name))
                .findFirst()
                .orElseThrow();
        Long limit = here.isPresent() ? budget.limits().get(Measure.LATENCY) : null;
        if (limit != null && 1e6 * reading.median() > limit) {
            events.on(new StudyEvent.OverBudget(name, Math.round(1e6 * reading.median()), limit));
        }
        return new StudyResult.Onnx(
                ModelFolder.ONNX,
                proof.images(),
                proof.difference(),
                reading.median(),
                reading.fast(),
                reading.slow(),
                limit == null ? null : limit / 1e6,
                slowdown,
                top5 == null ? null : top5.share());
    }

    private Pace.Timed time(List<String> budgets) {
        List<OnnxModel> models = new ArrayList<>();
        try {
            budgets.forEach(b -> models.add(OnnxModel.open(folder.model(b).onnx(), threads)));
            return here.map(p -> new Pace(p).time(models, TURNS))
                    .orElseGet(() -> new Pace.Timed(Stopwatch.time(models, TURNS), 1));
        } finally {
            models.forEach(OnnxModel::close);
        }
    }
}
