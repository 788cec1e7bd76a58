package io.narsil.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.config.UserException;
import io.narsil.network.Network;
import io.narsil.network.NetworkFile;
import io.narsil.onnx.guard.ModelGuard;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

/** No bit of a file changes what the network answers unseen. */
class ModelChecksumTest {
    private static final int KEY_AND_SUM = 20;

    private static byte[] bytes() {
        Network network = NetworkFile.parse("n", """
                narsil: architecture/1
                name: small
                input: {channels: 1, resolution: 4}
                classes: 2
                blocks:
                  - {block: conv, kernel: 1, channels: 2, activation: relu}
                  - {block: classifier}
                """);
        Preparation plain = new Preparation(List.of(0.0), List.of(1.0), false);
        return OnnxFile.bytes(network, SampleWeights.weights(network, 1), List.of("a", "b"), plain, "test");
    }

    @Test
    void theLastEntryIsTheChecksumOfAllBeforeIt() {
        byte[] bytes = bytes();
        CRC32C sum = new CRC32C();
        sum.update(bytes, 0, bytes.length - KEY_AND_SUM);
        String end = new String(bytes, bytes.length - KEY_AND_SUM, KEY_AND_SUM, StandardCharsets.ISO_8859_1);
        assertThat(end)
                .isEqualTo("r\u0012\n\u0006crc32c\u0012\b" + HexFormat.of().toHexDigits((int) sum.getValue()));
    }

    @Test
    void eachFlippedBitIsRefusedOrChangesNothing() {
        byte[] whole = bytes();
        int last = whole.length - KEY_AND_SUM;
        for (int bit = 0; bit < 8 * whole.length; bit++) {
            byte[] flipped = whole.clone();
            flipped[bit / 8] ^= (byte) (1 << (bit % 8));
            try {
                ModelChecksum.check("bytes", ModelGuard.check("bytes", flipped));
                // A checksum that has lost its name protects nothing, and the rest is as it was.
                assertThat(bit / 8).isGreaterThanOrEqualTo(last);
            } catch (UserException e) {
                assertThat(e.getMessage()).startsWith("bytes: ");
            }
        }
    }
}
