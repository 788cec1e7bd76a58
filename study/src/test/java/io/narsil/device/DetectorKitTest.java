package io.narsil.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.json.Json;
import io.narsil.latency.LatencyTerms;
import io.narsil.network.NetworkFile;
import io.narsil.network.Trace;
import io.narsil.onnx.OnnxModel;
import io.narsil.space.Candidate;
import io.narsil.space.DetectorSpace;
import io.narsil.space.InputSpec;
import io.narsil.space.Problem;
import io.narsil.space.SpaceFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A kit of detectors: what is timed has neck, head and the boxes' decoding, and the model knows them. */
class DetectorKitTest {
    private static final InputSpec IMAGES = new InputSpec(3, 64, 2);
    private static final String SPACE = DetectorSpace.completed("""
            narsil: space/1
            name: cells
            stages:
              - {block: conv, kernel: 3, channels: 8, stride: 2}
              - {block: mbconv, kernel: 3, expansion: [1, 2], channels: 8, depth: [1, 2], stride: 2}
              - {block: mbconv, kernel: 3, expansion: 2, channels: [8, 16], depth: [1, 2], stride: 2}
              - {block: mbconv, kernel: [3, 5], expansion: 2, channels: [16, 24], stride: 2}
              - {block: mbconv, kernel: 3, expansion: 2, channels: [16, 24], depth: [1, 2], stride: 2}
              - {block: classifier}
            """);

    @TempDir
    private Path folder;

    /** A device whose time is a sum over operations of the whole detector. */
    private static double milliseconds(SortedMap<String, Double> terms) {
        return 1e-6
                * (2000 * terms.getOrDefault("depthwise", 0.0)
                        + 5000 * terms.getOrDefault("upsample", 0.0)
                        + 0.03 * terms.get("pointwise macs"));
    }

    @Test
    void aKitOfDetectorsBecomesAProfile() throws Exception {
        Problem problem = Problem.of(SpaceFile.parse("cells", SPACE, 64), IMAGES);
        Path kit = folder.resolve("kit");
        DeviceKit.write(kit, problem, SPACE, 60);
        DeviceKit.Contents contents = Json.read(kit.resolve("kit.json"), DeviceKit.Contents.class);
        assertThat(contents.networks()).hasSize(20 + 60 + 1);
        assertThat(contents.choices().subList(0, 80)).doesNotHaveDuplicates();
        Map<String, List<Double>> times = new LinkedHashMap<>();
        for (int i = 0; i < contents.networks().size(); i++) {
            String name = contents.networks().get(i);
            boolean reference = name.equals(contents.reference());
            try (OnnxModel model = OnnxModel.of(Files.readAllBytes(kit.resolve(name + ".onnx")), 1)) {
                assertThat(model.detects()).as(name).isEqualTo(!reference);
            }
            double ms = reference
                    ? 3
                    : milliseconds(LatencyTerms.of(Trace.of(problem.architecture(
                            CandidateText.read(contents.choices().get(i), problem.space())
                                    .orElseThrow()))));
            times.put(name, List.of(ms, ms, ms));
        }
        Path results = Files.writeString(
                folder.resolve("results.json"),
                Json.write(new DeviceKit.Results("results/1", contents.id(), "made up", "runtime 1", 1, 1, times)));

        DeviceProfile profile = DeviceKit.read(kit, results);
        profile.check("here", SPACE, IMAGES);
        assertThat(profile.networks()).isEqualTo(60);
        assertThat(profile.validation().networks()).hasSize(20);
        assertThat(profile.validation().passed()).isTrue();
        assertThat(profile.validation().medianError()).isLessThan(0.02);
        // The reference is a network that classifies, with its own time.
        assertThat(profile.reference().milliseconds()).isEqualTo(3);
        assertThat(NetworkFile.parse("reference", profile.reference().architecture())
                        .classes())
                .isEqualTo(2);
        Problem timed = profile.timed(problem);
        double worst = 0;
        for (String choices : contents.choices()) {
            Candidate candidate = CandidateText.read(choices, problem.space()).orElseThrow();
            double real = milliseconds(LatencyTerms.of(Trace.of(problem.architecture(candidate))));
            worst = Math.max(worst, Math.abs(timed.milliseconds(candidate) / real - 1));
        }
        assertThat(worst).isLessThan(0.06);
    }
}
