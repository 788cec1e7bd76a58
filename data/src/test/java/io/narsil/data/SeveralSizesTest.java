package io.narsil.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.config.UserException;
import io.narsil.task.Fit;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images that keep their own size where they have one, and are scaled to a network's where they have not. */
class SeveralSizesTest {
    @TempDir
    private Path place;

    private final List<String> notes = new ArrayList<>();

    private DataSet read(Optional<Integer> resolution, Fit fit, OptionalInt otherwise) {
        DataSpec spec =
                new DataSpec("photos", Optional.of(place.resolve("photos")), resolution, 0.2, false).fitted(fit);
        notes.clear();
        return PreparedData.write(
                place.resolve("prepared"), spec, DataSources.of(spec, "s.yaml:1"), otherwise, notes::add);
    }

    private void photo(String name, int width, int height, boolean grey) throws Exception {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < width * height; i++) {
            int value = i * 7 % 200;
            image.setRGB(i % width, i / width, value << 16 | value << 8 | (grey ? value : 9));
        }
        Path file = place.resolve("photos").resolve(name);
        Files.createDirectories(file.getParent());
        ImageIO.write(image, "png", file.toFile());
    }

    @Test
    void imagesOfSeveralSizesAreScaledAsByAResolution() throws Exception {
        for (boolean grey : new boolean[] {true, false}) {
            for (String label : new String[] {"a", "b"}) {
                for (int i = 0; i < 6; i++) {
                    // The first is no square, so that its size tells nothing of the others' either.
                    photo(label + "/" + i + ".png", 20 + i, 12 + 3 * i, grey);
                }
            }
            for (Fit fit : Fit.values()) {
                DataSet scaled = read(Optional.of(8), fit, OptionalInt.empty());
                DataSet found = read(Optional.empty(), fit, OptionalInt.of(8));
                assertThat(found.fingerprint()).isEqualTo(scaled.fingerprint());
                assertThat(found.mean()).isEqualTo(scaled.mean());
                assertThat(found.train().channels()).isEqualTo(grey ? 1 : 3);
                assertThat(notes)
                        .anyMatch(n -> n.endsWith("so each is scaled to the 8x8 pixels that the network takes"));
            }
        }
        assertThatThrownBy(() -> read(Optional.empty(), Fit.CROP, OptionalInt.empty()))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("under \"data\" to scale all images to one size");
    }

    @Test
    void squaresOfOneSizeKeepIt() throws Exception {
        for (String label : new String[] {"a", "b"}) {
            for (int i = 0; i < 6; i++) {
                photo(label + "/" + i + ".png", 20, 20, i < 3);
            }
        }
        assertThat(read(Optional.empty(), Fit.CROP, OptionalInt.of(8)).train().size())
                .isEqualTo(20);
        assertThat(notes).noneMatch(n -> n.contains("scaled"));
        assertThat(read(Optional.of(16), Fit.CROP, OptionalInt.of(8)).train().size())
                .isEqualTo(16);
    }
}
