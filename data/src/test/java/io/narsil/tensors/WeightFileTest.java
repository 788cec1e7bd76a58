package io.narsil.tensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
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

    private static TensorEntry entry(TensorEntry.Type type, int... bits) {
        ByteBuffer bytes = ByteBuffer.allocate(bits.length * type.size()).order(ByteOrder.LITTLE_ENDIAN);
        for (int value : bits) {
            if (type.size() == Short.BYTES) {
                bytes.putShort((short) value);
            } else {
                bytes.putLong(value);
            }
        }
        return new TensorEntry("a", type, List.of((long) bits.length), bytes.flip());
    }

    /** Bits and values of 16 bits are those of IEEE 754 and of bfloat16, which is the upper half of a 32-bit float. */
    @Test
    void floatsOf16BitsAreReadAsTheyAre() {
        Path file = folder.resolve("weights.safetensors");
        int[] halves = {0x0000, 0x8000, 0x3C00, 0xC000, 0x3555, 0x7BFF, 0x0400, 0x0001, 0x83FF};
        float[] values = {0, -0.0f, 1, -2, 0.33325195f, 65504, 0x1p-14f, 0x1p-24f, -0x3FFp-24f};
        Safetensors.write(file, List.of(entry(TensorEntry.Type.F16, halves)), Map.of());
        Map<String, List<Long>> shapes = Map.of("a", List.of((long) halves.length));
        assertThat(WeightFile.read(file, shapes, List.of()).get("a")).containsExactly(values);
        Safetensors.write(file, List.of(entry(TensorEntry.Type.BF16, 0x3F80, 0xC049)), Map.of());
        assertThat(WeightFile.read(file, SHAPES, List.of()).get("a")).containsExactly(1, -3.140625f);
        for (int[] unsound : new int[][] {{0x7C00, 0}, {0, 0x7E00}}) {
            Safetensors.write(file, List.of(entry(TensorEntry.Type.F16, unsound)), Map.of());
            assertThatThrownBy(() -> WeightFile.read(file, SHAPES, List.of()))
                    .hasMessageContaining(unsound[0] == 0 ? "a holds NaN" : "a holds Infinity")
                    .hasMessageContaining("Maybe weights from before that training went wrong");
        }
    }

    /** What is likely meant follows what is wrong: these are the right network's. */
    @Test
    void numbersOfOtherKindsAreRefusedWithAWayToConvertThem() {
        Path file = folder.resolve("weights.safetensors");
        Safetensors.write(file, List.of(entry(TensorEntry.Type.I64, 1, 2)), Map.of());
        assertThatThrownBy(() -> WeightFile.read(file, SHAPES, List.of()))
                .hasMessageContaining(
                        "arrays are no floats of 32 or 16 bits: a holds I64 and not F32. Maybe convert them")
                .hasMessageNotContaining("another network");
    }

    /** Arrays of any kind may stand beside those that are read. */
    @Test
    void aSoundFileOfUnknownNumbersIsNotCalledBroken() throws Exception {
        Path file = folder.resolve("weights.safetensors");
        List<TensorEntry> entries = List.of(
                TensorEntry.of("a", new float[] {1, 2}, 2),
                new TensorEntry(
                        "mask.num_batches_tracked", TensorEntry.Type.BOOL, List.of(1L), ByteBuffer.allocate(1)));
        Safetensors.write(file, entries, Map.of());
        assertThat(WeightFile.read(file, SHAPES, List.of())).hasSize(1);
        Safetensors.write(file, List.of(entry(TensorEntry.Type.F16, 0, 0)), Map.of());
        byte[] bytes = Files.readAllBytes(file);
        String changed = new String(bytes, StandardCharsets.ISO_8859_1).replace("\"F16\"", "\"C16\"");
        Files.write(file, changed.getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> WeightFile.read(file, SHAPES, List.of()))
                .hasMessageContaining("\"a\" holds numbers of the type \"C16\", which is not known")
                .hasMessageNotContaining("cut off");
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
