package io.narsil.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.config.UserException;
import io.narsil.tensors.Safetensors;
import io.narsil.tensors.TensorEntry;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictionsTest {
    private final DataSet data = DataSet.of("d", List.of("a", "b"), set(0, 1), set(0, 0, 1), set(1, 1, 0, 0));

    @TempDir
    private Path folder;

    private static ImageSet set(int... labels) {
        return new ImageSet(ByteBuffer.wrap(new byte[labels.length]), labels, 1, 1);
    }

    private Path file() {
        return folder.resolve("p.safetensors");
    }

    @Test
    void eachPartHasItsOwn() {
        Predictions.write(file(), new int[] {0, 1, 1}, new int[] {1, 1, 1, 0});
        assertThat(Predictions.read(file(), data, Part.VALIDATION).recall(0)).isEqualTo(0.5);
        assertThat(Predictions.read(file(), data, Part.TEST).accuracy()).isEqualTo(0.75);
    }

    @Test
    void whatIsNotOfTheseImagesIsRefused() {
        Predictions.write(file(), new int[] {0, 2, 1}, new int[] {1, 1, 1});
        for (Part part : List.of(Part.VALIDATION, Part.TEST)) {
            assertThatThrownBy(() -> Predictions.read(file(), data, part))
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("does not hold a class from 0 to 1 for each of ");
        }
        Safetensors.write(file(), List.of(TensorEntry.of("test", new float[4], 4)), Map.of());
        assertThatThrownBy(() -> Predictions.read(file(), data, Part.TEST))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("Maybe write it as int32");
        assertThatThrownBy(() -> Predictions.read(file(), data, Part.VALIDATION))
                .isInstanceOf(UserException.class);
    }
}
