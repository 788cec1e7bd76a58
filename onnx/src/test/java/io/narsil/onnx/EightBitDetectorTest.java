package io.narsil.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EightBitDetectorTest {
    /** The layers that answer, and those that mix no channels, stay in floats. */
    @Test
    void layersThatMixChannelsAreRoundedAndAnswersAreNot() throws IOException {
        Set<String> layers = EightBitLayers.of(SampleDetector.all().get(0).detector());
        assertThat(layers)
                .contains("neck.8.lateral", "detect.1.pointwise")
                .doesNotContain("detect.classes", "detect.sides", "detect.1.depthwise");
    }

    /** A layer that all levels share is there for each, since their values have ranges of their own. */
    @Test
    void theFileFindsNearlyTheSame() throws IOException {
        SampleDetector sample = SampleDetector.all().get(0);
        DetectorFile file = sample.file(Optional.empty());
        byte[] eight = file.eightBits(List.of(sample.image()));
        assertThat(eight.length).isLessThan(file.bytes().length / 2);
        assertThat(new String(eight, StandardCharsets.ISO_8859_1)).contains("QuantizeLinear");
        try (OnnxModel exact = OnnxModel.of(file.bytes(), 1);
                OnnxModel rounded = OnnxModel.of(eight, 1)) {
            OnnxDetector.Answers wanted = new OnnxDetector(exact).run(sample.image());
            OnnxDetector.Answers found = new OnnxDetector(rounded).run(sample.image());
            double off = 0;
            double size = 0;
            for (int i = 0; i < wanted.boxes().length; i++) {
                double side = wanted.boxes()[i];
                off += Math.abs(found.boxes()[i] - side);
                size += Math.abs(side);
            }
            assertThat(off / size).isBetween(1e-6, 0.1);
        }
    }
}
