package io.narsil.tensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BytesTest {
    @TempDir
    private Path folder;

    @RepeatedTest(20)
    void segmentsReadLikeOneArray() throws Exception {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        byte[] all = new byte[random.nextInt(500)];
        random.nextBytes(all);
        Path file = Files.write(folder.resolve("bytes"), all);
        int from = random.nextInt(all.length + 1);
        int size = random.nextInt(all.length - from + 1);
        long segment = random.nextInt(1, 101);
        try (FileChannel channel = FileChannel.open(file)) {
            Bytes bytes = Bytes.map(channel, from, size, segment);
            assertThat(bytes.size()).isEqualTo(size);
            for (int i = 0; i < 20; i++) {
                int at = random.nextInt(size + 1);
                int length = random.nextInt(size - at + 1);
                byte[] read = new byte[length];
                bytes.read(at, read, length);
                assertThat(read).as("seed %d", seed).isEqualTo(Arrays.copyOfRange(all, from + at, from + at + length));
            }
            int first = random.nextInt(size + 1);
            assertThat(joined(bytes)).as("seed %d", seed).isEqualTo(Arrays.copyOfRange(all, from, from + size));
            assertThat(joined(bytes.first(first)))
                    .as("seed %d, first %d", seed, first)
                    .isEqualTo(Arrays.copyOfRange(all, from, from + first));
        }
    }

    private static byte[] joined(Bytes bytes) {
        ByteBuffer joined = ByteBuffer.allocate((int) bytes.size());
        bytes.segments().forEach(joined::put);
        return joined.array();
    }

    @Test
    void whatIsOutsideIsRefused() {
        Bytes bytes = Bytes.of(ByteBuffer.allocate(10));
        byte[] target = new byte[20];
        assertThatThrownBy(() -> bytes.read(5, target, 6)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> bytes.read(-1, target, 2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> bytes.read(Long.MAX_VALUE, target, 2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> bytes.first(11)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    /** Three gigabytes that no disk has to hold: the file is sparse. */
    @Test
    void anArrayOfMoreThanTwoGibibytesIsRead() throws Exception {
        long size = 3_000_000_000L;
        byte[] header = ("{\"a\":{\"dtype\":\"U8\",\"shape\":[" + size + "],\"data_offsets\":[0," + size + "]}}")
                .getBytes(StandardCharsets.UTF_8);
        Path file = folder.resolve("large");
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SPARSE)) {
            channel.write(ByteBuffer.allocate(8)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(header.length)
                    .flip());
            channel.write(ByteBuffer.wrap(header));
            channel.write(ByteBuffer.wrap(new byte[] {1, 2, 3}), 8 + header.length + size - 3);
        }
        TensorEntry entry = Safetensors.read(file).need("a", file);
        byte[] end = new byte[4];
        entry.content().read(size - 4, end, 4);
        assertThat(end).containsExactly(0, 1, 2, 3);
        assertThatThrownBy(entry::bytes)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("3000000000 bytes do not fit in one buffer");
    }
}
