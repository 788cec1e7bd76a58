package io.narsil.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.config.UserException;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourcesTest {
    static DataSpec at(Path path) {
        return new DataSpec("images", Optional.of(path), Optional.empty(), 0.2, false);
    }

    static DataSet load(DataSpec spec) {
        return PreparedData.temporary(spec, DataSources.of(spec, "s.yaml:1"));
    }

    @Nested
    class BuiltIn extends DataSourceContract {
        @Override
        protected DataSpec images(Path images) {
            return DataSpec.builtIn("fashion");
        }

        @Test
        void itIsBalanced() {
            DataSet data = load(images(folder));
            assertThat(data.train().count()).isEqualTo(10_000);
            assertThat(data.validation().count()).isEqualTo(2_000);
            assertThat(data.test().count()).isEqualTo(2_000);
            int[] counts = new int[10];
            Arrays.stream(data.train().labels()).forEach(l -> counts[l]++);
            assertThat(counts).containsOnly(1000);
        }
    }

    @Nested
    class Folder extends DataSourceContract {
        @Override
        protected DataSpec images(Path images) throws Exception {
            for (String name : new String[] {"cats", "dogs and wolves", "chièn"}) {
                Pictures.write(images.resolve(name), "png", 10, 8);
            }
            return at(images);
        }
    }

    @Nested
    class FolderWithParts extends DataSourceContract {
        @Override
        protected DataSpec images(Path images) throws Exception {
            for (String part : new String[] {"train", "val", "test"}) {
                Pictures.write(images.resolve(part).resolve("a"), "png", 6, 8);
                Pictures.write(images.resolve(part).resolve("b"), "png", 6, 8);
            }
            return at(images);
        }
    }

    @Nested
    class IdxFiles extends DataSourceContract {
        @Override
        protected DataSpec images(Path images) throws Exception {
            write(images, "train", 40, 1);
            write(images, "t10k", 10, 100);
            return at(images);
        }

        private void write(Path target, String part, int count, int first) throws Exception {
            ByteArrayOutputStream images = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(images);
            out.writeInt(0x803);
            out.writeInt(count);
            out.writeInt(5);
            out.writeInt(5);
            ByteArrayOutputStream labels = new ByteArrayOutputStream();
            DataOutputStream classes = new DataOutputStream(labels);
            classes.writeInt(0x801);
            classes.writeInt(count);
            for (int i = 0; i < count; i++) {
                byte[] image = new byte[25];
                Arrays.fill(image, (byte) (first + i));
                out.write(image);
                classes.writeByte(i % 2);
            }
            Files.write(target.resolve(part + "-images-idx3-ubyte"), images.toByteArray());
            Files.write(target.resolve(part + "-labels-idx1-ubyte"), labels.toByteArray());
        }
    }

    @Nested
    class CifarBatches extends DataSourceContract {
        @Override
        protected DataSpec images(Path images) throws Exception {
            Files.write(images.resolve("data_batch_1.bin"), batch(40, 1));
            Files.write(images.resolve("data_batch_3.bin"), batch(20, 41));
            Files.write(images.resolve("test_batch.bin"), batch(20, 101));
            return at(images);
        }

        private byte[] batch(int count, int first) {
            byte[] bytes = new byte[count * 3073];
            for (int i = 0; i < count; i++) {
                bytes[i * 3073] = (byte) (i % 10);
                Arrays.fill(bytes, i * 3073 + 1, i * 3073 + 1025, (byte) (first + i));
            }
            return bytes;
        }

        @Test
        void channelsBecomeTheLastIndex() throws Exception {
            ImageSet test = load(images(folder)).test();
            byte[] image = new byte[3072];
            test.read(0, image);
            assertThat(Arrays.copyOf(image, 6)).containsExactly(101, 0, 0, 101, 0, 0);
        }
    }

    @Nested
    class BadBinaries {
        @TempDir
        private Path folder;

        @Test
        void aCifarFileThatIsCutOrHasAnUnknownClassIsNamed() throws Exception {
            byte[] batch = new byte[2 * 3073];
            Files.write(folder.resolve("data_batch_1.bin"), batch);
            Files.write(folder.resolve("test_batch.bin"), Arrays.copyOf(batch, 4000));
            assertThatThrownBy(() -> load(at(folder)))
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("test_batch.bin: the file has 4000 bytes, no multiple of 3073");
            batch[3073] = 10;
            Files.write(folder.resolve("test_batch.bin"), batch);
            assertThatThrownBy(() -> load(at(folder)))
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("test_batch.bin: image 1 has the class 10 of 10");
        }

        @Test
        void aFolderThatTwoSourcesClaimIsRefused() throws Exception {
            Files.write(folder.resolve("data_batch_1.bin"), new byte[3073]);
            new IdxFiles().write(folder, "train", 40, 1);
            assertThatThrownBy(() -> DataSources.of(at(folder), "s.yaml:3"))
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("s.yaml:3: several sources claim the images " + folder)
                    .hasMessageContaining("io.narsil.data.CifarBinary, io.narsil.data.IdxFolder")
                    .hasMessageContaining("Maybe give the files of each a folder of their own");
        }

        @Test
        void anIdxFileThatIsCutIsNamed() throws Exception {
            IdxFiles files = new IdxFiles();
            files.write(folder, "train", 40, 1);
            files.write(folder, "t10k", 10, 100);
            Path images = folder.resolve("t10k-images-idx3-ubyte");
            byte[] whole = Files.readAllBytes(images);
            Files.write(images, Arrays.copyOf(whole, whole.length - 1));
            assertThatThrownBy(() -> load(at(folder)))
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("t10k-images-idx3-ubyte: this is not a sound IDX file")
                    .hasMessageContaining("the file ends in image 10 of 10");
            Files.write(images, Arrays.copyOf(whole, 10));
            assertThatThrownBy(() -> load(at(folder)))
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("t10k-images-idx3-ubyte: the file cannot be read");
        }
    }
}
