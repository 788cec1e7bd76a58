package io.narsil.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.config.UserException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Networks that are none: each a message with its line, in bounded time and memory. */
@Timeout(60)
class BadNetworksTest {
    @TempDir
    Path folder;

    private static String rows(String... rows) {
        return Stream.of(rows).map(row -> "  - {" + row + "}\n").collect(Collectors.joining());
    }

    private static void refused(String input, String rows, String... messages) {
        String yaml = "narsil: architecture/1\ninput: {channels: 3, resolution: " + input + "}\nclasses: 10\nblocks:\n"
                + rows;
        var thrown = assertThatThrownBy(() -> NetworkFile.parse("n.yaml", yaml)).isInstanceOf(UserException.class);
        for (String message : messages) {
            thrown.hasMessageContaining(message);
        }
    }

    @Test
    void groupsThatDoNotDivideNameTheLayer() {
        refused(
                "32",
                rows(
                        "block: conv, kernel: 3, channels: 16",
                        "block: conv, kernel: 3, channels: 16, groups: 3",
                        "block: classifier"),
                "n.yaml:6: this block does not fit",
                "stage1.2.conv: 16 to 16 channels cannot be split into 3 groups");
    }

    @Test
    void shapesThatDoNotMeetAreNamed() {
        // An even kernel makes the image larger, so that it cannot be added to what came in.
        refused(
                "32",
                rows(
                        "block: conv, kernel: 3, channels: 16",
                        "block: basic, kernel: 4, channels: 16",
                        "block: classifier"),
                "n.yaml:6: this block does not fit the ones before it: a residual of 16x32x32 meets a branch of 16x34x34");
    }

    @Test
    void anImageThatVanishesIsNamed() {
        refused(
                "4",
                rows(
                        "block: conv, kernel: 3, channels: 8, stride: 4",
                        "block: mbconv, kernel: 5, expansion: 2, channels: 8, padding: 0",
                        "block: classifier"),
                "n.yaml:6",
                "stage2.1.depthwise: nothing is left of an image of 16x1x1");
    }

    @Test
    void sizesMustBePositive() {
        refused(
                "0",
                rows(
                        "block: conv, kernel: 3, channels: 0",
                        "block: conv, kernel: -3, channels: 8",
                        "block: classifier"),
                "n.yaml:2: \"input.resolution\" must be from 1",
                "n.yaml:5: \"blocks.channels\" must be from 1",
                "n.yaml:6: \"blocks.kernel\" must be from 1");
    }

    @Test
    void costsThatDoNotFitAreRefusedNotWrong() {
        refused(
                "1048576",
                rows(
                        "block: conv, kernel: 101, channels: 1048576",
                        "block: conv, kernel: 101, channels: 1048576",
                        "block: classifier"),
                "n.yaml:5: stage1.1 costs more than 64 bits can count");
        refused(
                "32",
                "  - {block: conv, kernel: 3, channels: 8, repeat: 1000}\n".repeat(20) + rows("block: classifier"),
                "a network has fewer than 10000 blocks");
    }

    @Test
    void aBombDoesNotExplode() {
        StringBuilder yaml = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 40; i++) {
            yaml.append("a%d: &a%d [*a%d, *a%d, *a%d]\n".formatted(i, i, i - 1, i - 1, i - 1));
        }
        assertThatThrownBy(() -> NetworkFile.parse("n.yaml", yaml.toString())).isInstanceOf(UserException.class);
    }

    @Test
    void aHugeFileIsNotRead() throws IOException {
        Path huge = folder.resolve("huge.yaml");
        try (RandomAccessFile file = new RandomAccessFile(huge.toFile(), "rw")) {
            file.setLength(100L << 20);
        }
        assertThatThrownBy(() -> NetworkFile.read(huge))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("more than the 1 MiB that is read");
    }

    @Test
    void theClassifierComesLast() {
        refused(
                "32",
                rows("block: classifier", "block: conv, kernel: 3, channels: 8"),
                "n.yaml:5: a network has one classifier, its last block",
                "the last block of a network must be its classifier");
    }

    @Test
    void everyBlockIsWrittenAndReadBack() {
        String rows = """
                  - {block: conv, kernel: 3, channels: 16, groups: 1, activation: relu6}
                  - {block: maxpool, kernel: 3, stride: 2}
                  - {block: fused, kernel: 3, expansion: 4, channels: 24, stride: 2, se: 0.25, activation: swish}
                  - {block: fused, kernel: 3, expansion: 1, channels: 24}
                  - {block: bottleneck, kernel: 3, channels: 64, reduction: 2, groups: 4, activation: relu}
                  - {block: basic, kernel: 5, channels: 64, stride: 2, activation: sigmoid}
                  - {block: mbconv, kernel: 3, expansion: 2, channels: 64, se: {ratio: 0.1, of: hidden, multiple: 1, gate: sigmoid}}
                  - {block: mbpool, expansion: 2, channels: 32, bias: false}
                  - {block: classifier, bias: false}
                """;
        String yaml = "narsil: architecture/1\ninput: {channels: 3, resolution: 32}\nclasses: 10\nblocks:\n" + rows;
        Network network = NetworkFile.parse("n.yaml", yaml);
        assertThat(NetworkFile.parse("m.yaml", NetworkFile.write(network))).isEqualTo(network);
    }
}
