package io.narsil.study;

import io.narsil.data.DataSet;
import io.narsil.network.Network;
import io.narsil.network.NetworkFile;
import io.narsil.onnx.OnnxModel;
import io.narsil.onnx.Preparation;
import io.narsil.runner.WorkerPool;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The last step of a study: every member as a proven ONNX file, timed on this machine. */
final class Delivery {
    private static final int ROUNDS = 5;
    private static final int RUNS = 40;
    private static final int WARM_UP = 20;

    private final RunFolder folder;
    private final WorkerPool workers;
    private final DataSet data;
    private final StudyListener listener;

    Delivery(RunFolder folder, WorkerPool workers, DataSet data, StudyListener listener) {
        this.folder = folder;
        this.workers = workers;
        this.data = data;
        this.listener = listener;
    }

    /** The result with what was exported and measured. */
    StudyResult deliver(StudyResult result) {
        OnnxExport export = new OnnxExport(workers, folder.images(), folder.scratch());
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
                                model.resolve("weights.safetensors"),
                                data.classes(),
                                preparation,
                                model.resolve("model.onnx")));
            }
        }
        Map<String, double[]> times = time(List.copyOf(proofs.keySet()));
        listener.stage(
                "deliver",
                proofs.size() + " ONNX files, each proven on "
                        + proofs.values().stream()
                                .mapToInt(OnnxExport.Proof::images)
                                .max()
                                .orElse(0)
                        + " test images and timed with ONNX Runtime, one thread");
        return result.with(result.family().stream()
                .map(m -> proofs.containsKey(m.budget())
                        ? m.delivered(onnx(proofs.get(m.budget()), times.get(m.budget())))
                        : m)
                .toList());
    }

    private static StudyResult.Onnx onnx(OnnxExport.Proof proof, double[] sorted) {
        return new StudyResult.Onnx(
                "model.onnx",
                proof.images(),
                proof.difference(),
                sorted[sorted.length / 2],
                sorted[sorted.length / 10],
                sorted[sorted.length * 9 / 10]);
    }

    /** Turn by turn, so that a change of the machine's speed falls on all. */
    private Map<String, double[]> time(List<String> budgets) {
        List<OnnxModel> models = new ArrayList<>();
        try {
            budgets.forEach(b -> models.add(OnnxModel.open(folder.model(b).resolve("model.onnx"), 1)));
            double[][] times = new double[budgets.size()][ROUNDS * RUNS];
            for (int round = 0; round < ROUNDS; round++) {
                for (int m = 0; m < models.size(); m++) {
                    System.arraycopy(models.get(m).milliseconds(WARM_UP, RUNS), 0, times[m], round * RUNS, RUNS);
                }
            }
            Map<String, double[]> all = new LinkedHashMap<>();
            for (int m = 0; m < models.size(); m++) {
                Arrays.sort(times[m]);
                all.put(budgets.get(m), times[m]);
            }
            return all;
        } finally {
            models.forEach(OnnxModel::close);
        }
    }
}
