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

    /** A flip may only hit the checksum's own name; then the values are what they were. */
    @Test
    void anyFlippedBitIsNoticedOrHarmless() throws Exception {
        Path file = folder.resolve("kept.safetensors");
        Safetensors.write(file, List.of(TensorEntry.of("a", new float[] {1, -2.5f}, 2)), Map.of("epochs", "0.5"));
        byte[] bytes = Files.readAllBytes(file);
        int unnoticed = 0;
        for (int bit = 0; bit < 8 * bytes.length; bit++) {
            byte[] flipped = bytes.clone();
            flipped[bit / 8] ^= (byte) (1 << (bit % 8));
            Files.write(file, flipped);
            try {
                Safetensors.Content content = Safetensors.read(file);
                unnoticed++;
                assertThat(content.need("a", file).floats()).containsExactly(1, -2.5f);
                assertThat(content.metadata()).containsEntry("epochs", "0.5");
            } catch (UserException e) {
                assertThat(e).hasMessageContaining("kept.safetensors");
            }
        }
        assertThat(unnoticed).isLessThan(8 * "crc32c".length());
    }

    @Test
    void aFileWithoutAChecksumIsReadAsItIs() throws Exception {
        byte[] head =
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}".getBytes(StandardCharsets.UTF_8);
        write(head.length, head, new byte[8]);
        assertThat(Safetensors.read(folder.resolve("lie")).tensors().get("a").floats())
                .containsExactly(0, 0);
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

    @Test
    void aTypeThatIsNotKnownIsNamed() throws Exception {
        byte[] head =
                "{\"a\":{\"dtype\":\"Q7\",\"shape\":[2],\"data_offsets\":[0,8]}}".getBytes(StandardCharsets.UTF_8);
        write(head.length, head, new byte[8]);
        assertThatThrownBy(() -> Safetensors.read(folder.resolve("lie")))
                .isInstanceOf(UserException.class)
                .hasMessageContaining(
                        "\"a\" holds numbers of the type \"Q7\", which is not known. Maybe the same weights in F32");
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
