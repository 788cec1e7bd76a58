package io.narsil.tensors;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is given in place of a safetensors file is called what it is, and not damaged. */
class OtherFileTest {
    @TempDir
    private Path folder;

    private Path file(byte[] bytes) throws Exception {
        return Files.write(folder.resolve("weights.safetensors"), bytes);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<!DOCTYPE html><html><head></head></html>|a page of the web (HTML)|the address of the file itself",
                "<html lang=\"en\"><title>404</title></html>|a page of the web (HTML)|the address of the file itself",
                "version https://git-lfs.github.com/spec/v1|what Git LFS has in a file's place|git lfs pull",
                "hello, no weights|text, which begins with \"hello, no weights\"|pth_to_safetensors.py",
                "{\"weight_map\": {}}|text, which begins with \"{\"weight_map\"|another file",
                "gewöhnlicher Text|text, which begins with \"gewöhnlicher Text\"|another file"
            })
    void textIsNamedAsWhatItIs(String text, String what, String maybe) throws Exception {
        Path file = file(text.getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> Safetensors.read(file))
                .hasMessageContaining(what)
                .hasMessageContaining(maybe)
                .message()
                .doesNotContain("cut off", "claims a length");
    }

    @Test
    void aLongTextMayBeCutWithinACharacter() throws Exception {
        for (int before = 0; before < 4; before++) {
            Path file = file(("x".repeat(before) + "\u00e9\u20ac".repeat(400)).getBytes(StandardCharsets.UTF_8));
            assertThatThrownBy(() -> Safetensors.read(file)).hasMessageContaining("this is text");
        }
    }

    @Test
    void otherProgramsFilesAreNamed() throws Exception {
        byte[] packed = {0x1F, (byte) 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2};
        assertThatThrownBy(() -> Safetensors.read(file(packed))).hasMessageContaining("packed by gzip. Maybe gunzip");
        byte[] keras = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1A, '\n', 0, 0};
        assertThatThrownBy(() -> Safetensors.read(file(keras))).hasMessageContaining("HDF5");
        byte[] onnx = {8, 8, 0x12, 7, 'p', 'y', 't', 'o', 'r', 'c', 'h'};
        assertThatThrownBy(() -> Safetensors.read(file(onnx))).hasMessageContaining("this is an ONNX file");
        byte[] pickle = {(byte) 0x80, 2, '}', 'q', 0, '(', 'X', 1, 0, 0};
        assertThatThrownBy(() -> Safetensors.read(file(pickle)))
                .hasMessageContaining("this is a pickle")
                .hasMessageContaining("tools/pth_to_safetensors.py");
    }

    /** What begins as one does was one. */
    @Test
    void aFileThatIsCutIsCalledSo() throws Exception {
        Path file = folder.resolve("weights.safetensors");
        Safetensors.write(file, List.of(TensorEntry.of("a", new float[] {1, 2}, 2)), Map.of());
        byte[] whole = Files.readAllBytes(file);
        for (int size : new int[] {0, 5, 20, whole.length - 1}) {
            Files.write(file, Arrays.copyOf(whole, size));
            assertThatThrownBy(() -> Safetensors.read(file)).hasMessageEndingWith("Maybe it was cut off.");
        }
    }
}
