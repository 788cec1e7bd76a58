package io.narsil.study;

import io.narsil.data.DataSet;
import io.narsil.device.DeviceProfile;
import io.narsil.device.Pace;
import io.narsil.network.Network;
import io.narsil.network.NetworkFile;
import io.narsil.onnx.OnnxModel;
import io.narsil.onnx.Preparation;
import io.narsil.onnx.Stopwatch;
import io.narsil.runner.TrialRunner;
import io.narsil.search.Budget;
import io.narsil.search.Measure;
import io.narsil.search.SearchPlan;
import io.narsil.study.event.StudyEvent;
import io.narsil.study.event.StudyListener;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The last step of a study: every member as a proven ONNX file, timed on this machine. */
final class Delivery {
    private static final int TURNS = 25;

    private final RunFolder folder;
    private final TrialRunner runner;
    private final DataSet data;
    private final SearchPlan plan;
    private final int threads;
    /** The profile, where it is of this machine. */
    private final Optional<DeviceProfile> here;

    private final StudyListener events;

    /** @param profile of the device that the budgets' latencies are of */
    Delivery(
            RunFolder folder,
            TrialRunner runner,
            DataSet data,
            SearchPlan plan,
            Optional<DeviceProfile> profile,
            StudyListener events) {
        this.plan = plan;
        here = profile.filter(DeviceProfile::here);
        threads = profile.map(DeviceProfile::threads).orElse(1);
        this.folder = folder;
        this.runner = runner;
        this.data = data;
        this.events = events;
    }

    /** The result with what was exported and measured. */
    StudyResult deliver(StudyResult result) {
        OnnxExport export = new OnnxExport(runner, new RunArtifacts(folder));
        Preparation preparation = new Preparation(data.mean(), data.deviation(), false);
        Map<String, OnnxExport.Proof> proofs = new LinkedHashMap<>();
        for (StudyResult.Member member : result.family()) {
            if (member.problem().isEmpty()) {
                Path model = folder.model(member.budget());
                Network network = NetworkFile.read(model.resolve("architecture.yaml"));
                proofs.put(
                        member.budget(),
                        export.write(
                                network,
                                RunArtifacts.member(member.budget()),
                                data.classes(),
                                preparation,
                                model.resolve("model.onnx")));
            }
        }
        if (proofs.isEmpty()) {
            return result;
        }
        List<String> exported = List.copyOf(proofs.keySet());
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
                                timed.slowdown()))
                        : m)
                .toList());
    }

    private StudyResult.Onnx onnx(String name, OnnxExport.Proof proof, Stopwatch.Reading reading, double slowdown) {
        Budget budget = plan.budgets().stream()
                .filter(b -> b.name().equals(name))
                .findFirst()
                .orElseThrow();
        Long limit = here.isPresent() ? budget.limits().get(Measure.LATENCY) : null;
        if (limit != null && 1e6 * reading.median() > limit) {
            events.on(new StudyEvent.OverBudget(name, Math.round(1e6 * reading.median()), limit));
        }
        return new StudyResult.Onnx(
                "model.onnx",
                proof.images(),
                proof.difference(),
                reading.median(),
                reading.fast(),
                reading.slow(),
                limit == null ? null : limit / 1e6,
                slowdown);
    }

    private Pace.Timed time(List<String> budgets) {
        List<OnnxModel> models = new ArrayList<>();
        try {
            budgets.forEach(b -> models.add(OnnxModel.open(folder.model(b).resolve("model.onnx"), threads)));
            return here.map(p -> new Pace(p).time(models, TURNS))
                    .orElseGet(() -> new Pace.Timed(Stopwatch.time(models, TURNS), 1));
        } finally {
            models.forEach(OnnxModel::close);
        }
    }
}
