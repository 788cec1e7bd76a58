package io.narsil.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.narsil.photo.BadImage;
import io.narsil.task.Fit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** How images of any shape become squares. */
class FitTest {
    @TempDir
    private Path place;

    private final List<String> notes = new ArrayList<>();

    /** Values of {@code tools/golden_fits.py}. */
    @ParameterizedTest
    @CsvFileSource(resources = "fits.csv", numLinesToSkip = 1, maxCharsPerColumn = 1_000_000)
    void squaresAreThoseOfPillow(
            int height, int width, int channels, int size, String image, String crop, String letterbox)
            throws Exception {
        DecodedImage decoded = new DecodedImage(HexFormat.of().parseHex(image), height, width, channels);
        close(Scale.square(decoded, Fit.CROP, size), crop);
        close(Scale.square(decoded, Fit.LETTERBOX, size), letterbox);
    }

    private static void close(byte[] found, String expected) {
        byte[] wanted = HexFormat.of().parseHex(expected);
        assertThat(found).hasSameSizeAs(wanted);
        for (int i = 0; i < wanted.length; i++) {
            assertThat(found[i] & 0xFF).as("value " + i).isCloseTo(wanted[i] & 0xFF, within(1));
        }
    }

    @Test
    void theLongestImageHasAPixelOfItsShorterSide() throws Exception {
        byte[] pixels = new byte[5000];
        byte[] square = Scale.square(new DecodedImage(pixels, 5000, 1, 1), Fit.LETTERBOX, 7);
        for (int i = 0; i < square.length; i++) {
            assertThat(square[i]).isEqualTo((byte) (i % 7 == 3 ? 0 : Fit.GREY));
        }
    }

    @Test
    void aStripThatIsNoPhotoIsRefusedAndDoesNotTakeAllMemory() throws Exception {
        DecodedImage strip = new DecodedImage(new byte[1_100_000], 1, 1_100_000, 1);
        assertThatThrownBy(() -> Scale.square(strip, Fit.LETTERBOX, 7))
                .isInstanceOf(BadImage.class)
                .hasMessageContaining("1100000x1 pixels, and letterbox takes sides of up to 1048576");
        assertThat(Scale.square(strip, Fit.CROP, 7)).containsOnly(0);
    }

    private DataSet read(String name, Fit fit, int resolution) {
        DataSpec spec = new DataSpec("photos", Optional.of(place.resolve(name)), Optional.of(resolution), 0.2, false)
                .fitted(fit);
        notes.clear();
        return PreparedData.write(place.resolve("prepared"), spec, DataSources.of(spec, "s.yaml:1"), notes::add);
    }

    private void photos(String name, int width, int height) throws Exception {
        for (String label : new String[] {"a", "b"}) {
            Pictures.write(place.resolve(name).resolve(label), "png", 5, width, height);
        }
    }

    @Test
    void theFitIsPartOfWhatImagesAre() throws Exception {
        photos("photos", 12, 8);
        DataSet crop = read("photos", Fit.CROP, 8);
        assertThat(crop.fit()).isEqualTo(Fit.CROP);
        DataSet letterbox = read("photos", Fit.LETTERBOX, 8);
        assertThat(letterbox.fit()).isEqualTo(Fit.LETTERBOX);
        assertThat(letterbox.fingerprint()).isNotEqualTo(crop.fingerprint());
        assertThat(PreparedData.read(place.resolve("prepared")).fingerprint()).isEqualTo(letterbox.fingerprint());
        PreparedData.write(place.resolve("copy"), letterbox);
        assertThat(PreparedData.read(place.resolve("copy")).fingerprint()).isEqualTo(letterbox.fingerprint());
    }

    @Test
    void whatIsReadForOneImageIsWhatIsTrainedOn() throws Exception {
        photos("photos", 12, 8);
        for (Fit fit : Fit.values()) {
            DataSet data = read("photos", fit, 6);
            byte[] trained = new byte[data.train().imageBytes()];
            byte[] single = SingleImage.read(
                    place.resolve("photos/a/0.png"), 6, data.train().channels(), fit);
            boolean found = false;
            for (ImageSet part : List.of(data.train(), data.validation(), data.test())) {
                for (int i = 0; i < part.count(); i++) {
                    part.read(i, trained);
                    found |= Arrays.equals(trained, single);
                }
            }
            assertThat(found).as(fit.key()).isTrue();
        }
    }

    @Test
    void muchThatIsCutAwayAndSmallImagesAreNamed() throws Exception {
        photos("wide", 40, 20);
        read("wide", Fit.CROP, 16);
        assertThat(notes)
                .anyMatch(n -> n.contains("of half of them that cuts 50 % or more away")
                        && n.contains("\"fit: letterbox\" under \"data\""));
        read("wide", Fit.LETTERBOX, 16);
        assertThat(notes).noneMatch(n -> n.contains("cuts") || n.contains("smaller"));
        read("wide", Fit.CROP, 24);
        assertThat(notes).anyMatch(n -> n.startsWith("10 of 10 images are smaller than 24x24 pixels"));
        read("wide", Fit.LETTERBOX, 24);
        assertThat(notes).noneMatch(n -> n.contains("smaller"));
        photos("usual", 40, 30);
        read("usual", Fit.CROP, 16);
        assertThat(notes).noneMatch(n -> n.contains("cuts") || n.contains("smaller"));
    }
}
