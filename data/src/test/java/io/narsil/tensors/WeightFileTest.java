package io.narsil.tensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of weights by their first bytes. */
class WeightFileTest {
    private static final Map<String, List<Long>> SHAPES = Map.of("a", List.of(2L));

    @TempDir
    private Path folder;

    /** The length of the header stands first, and its lowest byte is that of a pickle for one length in 256. */
    @Test
    void aHeaderOfAnyLengthIsNoPickle() throws Exception {
        Path file = folder.resolve("weights.safetensors");
        boolean like = false;
        for (int padding = 0; padding < 256; padding++) {
            Safetensors.write(
                    file, List.of(TensorEntry.of("a", new float[] {1, 2}, 2)), Map.of("m", "x".repeat(padding)));
            like |= (Files.readAllBytes(file)[0] & 0xFF) == 0x80;
            assertThat(WeightFile.read(file, SHAPES, List.of())).hasSize(1);
        }
        assertThat(like).isTrue();
    }

    @Test
    void aPickleIsRefused() throws Exception {
        Path file = folder.resolve("weights.pt");
        for (byte[] start : new byte[][] {{'P', 'K', 3, 4}, {(byte) 0x80, 2, '}', 'q', 0, '(', 'X', 1, 0, 0}}) {
            Files.write(file, start);
            assertThatThrownBy(() -> WeightFile.read(file, SHAPES, List.of())).hasMessageContaining("this is a pickle");
        }
    }

    /** A list of all its arrays would not say what the matter is. */
    @Test
    void weightsOfADetectorAreCalledSo() {
        Path file = folder.resolve("weights.safetensors");
        Safetensors.write(
                file,
                List.of(
                        TensorEntry.of("a", new float[] {1, 2}, 2),
                        TensorEntry.of("detect.classes.bias", new float[] {1}, 1)),
                Map.of());
        assertThatThrownBy(() -> WeightFile.read(file, SHAPES, List.of()))
                .hasMessageContaining("these are the weights of a detector, and the network is none")
                .hasMessageContaining("Maybe the detector's folder");
        // Who reads its backbone alone says so.
        assertThat(WeightFile.read(file, SHAPES, List.of("detect.classes.bias")))
                .hasSize(1);
    }
}
