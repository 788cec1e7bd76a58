package io.narsil.tensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.config.UserException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {
    @TempDir
    private Path folder;

    @Test
    void whatIsWrittenIsReadBack() {
        Path file = folder.resolve("t.safetensors");
        Safetensors.write(
                file,
                List.of(TensorEntry.of("a", new float[] {1, -2.5f, 3}, 3), TensorEntry.of("b", new int[] {7, 8}, 2, 1)),
                Map.of("name", "x\ny"));
        Safetensors.Content content = Safetensors.read(file);
        assertThat(content.tensors().get("a").floats()).containsExactly(1, -2.5f, 3);
        assertThat(content.tensors().get("b").ints()).containsExactly(7, 8);
        assertThat(content.tensors().get("b").shape()).containsExactly(2L, 1L);
        assertThat(content.metadata()).containsEntry("name", "x\ny");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,80]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1152921504606846976],\"data_offsets\":[0,8]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[4611686018427387904,4],\"data_offsets\":[0,8]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,8]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,0]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
                        + "\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}",
                "{\"a\":{\"dtype\":\"Q7\",\"shape\":[2],\"data_offsets\":[0,8]}}",
                "[1,2]",
                "{\"a\":",
            })
    void aHeaderThatLiesIsRefused(String header) throws Exception {
        byte[] head = header.getBytes(StandardCharsets.UTF_8);
        write(head.length, head, new byte[8]);
        assertThatThrownBy(() -> Safetensors.read(folder.resolve("lie")))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("not a sound safetensors file");
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 1L << 60, 1000})
    void aHeaderOfAnImpossibleLengthIsRefused(long length) throws Exception {
        write(length, "{}".getBytes(StandardCharsets.UTF_8), new byte[8]);
        assertThatThrownBy(() -> Safetensors.read(folder.resolve("lie")))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("claims a length of " + length);
    }

    private void write(long length, byte[] header, byte[] data) throws Exception {
        ByteBuffer bytes = ByteBuffer.allocate(8 + header.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
        Files.write(
                folder.resolve("lie"),
                bytes.putLong(length).put(header).put(data).array());
    }
}
