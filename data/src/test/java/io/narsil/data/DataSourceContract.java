package io.narsil.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every source of images must do; a test of a source extends this. */
abstract class DataSourceContract {
    @TempDir
    Path folder;

    /** A source of images that all differ, in at least two classes. */
    abstract DataSource source() throws Exception;

    @Test
    void everyPartHasEveryClass() throws Exception {
        DataSet data = source().load();
        for (ImageSet part : List.of(data.train(), data.validation(), data.test())) {
            assertThat(IntStream.of(part.labels()).distinct().sorted().toArray())
                    .containsExactly(IntStream.range(0, data.classes().size()).toArray());
            assertThat(part.size()).isEqualTo(data.train().size());
            assertThat(part.channels()).isEqualTo(data.train().channels());
        }
    }

    @Test
    void noImageIsInTwoParts() throws Exception {
        DataSet data = source().load();
        Set<ByteBuffer> seen = new HashSet<>();
        for (ImageSet part : List.of(data.train(), data.validation(), data.test())) {
            byte[] image = new byte[part.imageBytes()];
            for (int i = 0; i < part.count(); i++) {
                part.read(i, image);
                assertThat(seen.add(ByteBuffer.wrap(image.clone())))
                        .as("image %d of %d", i, part.count())
                        .isTrue();
            }
        }
    }

    @Test
    void loadingTwiceGivesTheSame() throws Exception {
        DataSource source = source();
        assertThat(source.load().fingerprint()).isEqualTo(source.load().fingerprint());
    }

    @Test
    void preparedImagesAreTheSameImages() throws Exception {
        DataSet data = source().load();
        Path file = folder.resolve("prepared.safetensors");
        PreparedData.write(file, data);
        DataSet read = PreparedData.read(file);
        assertThat(read.fingerprint()).isEqualTo(data.fingerprint());
        assertThat(read.mean()).isEqualTo(data.mean());
        assertThat(read.deviation()).isEqualTo(data.deviation());
        assertThat(read.classes()).isEqualTo(data.classes());
    }
}
