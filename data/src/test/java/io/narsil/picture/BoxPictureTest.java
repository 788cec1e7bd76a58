package io.narsil.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.boxes.Box;
import io.narsil.boxes.FoundBox;
import io.narsil.data.DecodedImage;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoxPictureTest {
    private static final int GREY = 0x808080;
    private static final BoxPicture PICTURE = new BoxPicture(List.of("cell", "dot"));

    @TempDir
    private Path folder;

    private static DecodedImage photo(int height, int width) {
        byte[] pixels = new byte[3 * height * width];
        Arrays.fill(pixels, (byte) 0x80);
        return new DecodedImage(pixels, height, width, 3);
    }

    private static int rgb(BufferedImage picture, int x, int y) {
        return picture.getRGB(x, y) & 0xFFFFFF;
    }

    @Test
    void aBoxIsALineInsideItsSidesInTheColourOfItsClass() throws IOException {
        Path file = folder.resolve("picture.png");
        PICTURE.write(file, photo(700, 900), List.of(new FoundBox(0, new Box(200, 300, 400, 500), 0.87)));
        BufferedImage picture = ImageIO.read(file.toFile());
        assertThat(picture.getWidth()).isEqualTo(900);
        assertThat(picture.getHeight()).isEqualTo(700);
        int colour = ClassColours.of(0, 2).getRGB() & 0xFFFFFF;
        for (int[] at : new int[][] {{200, 400}, {399, 400}, {300, 300}, {300, 499}}) {
            assertThat(rgb(picture, at[0], at[1])).as("%s", Arrays.toString(at)).isEqualTo(colour);
        }
        assertThat(rgb(picture, 300, 400)).isEqualTo(GREY);
        assertThat(rgb(picture, 198, 400)).isEqualTo(GREY);
        assertThat(rgb(picture, 402, 400)).isEqualTo(GREY);
    }

    /** Letters need room: a small photo is shown by whole multiples, with all its pixels as they are. */
    @Test
    void aSmallPhotoIsShownLarger() {
        BufferedImage picture = PICTURE.of(photo(64, 96), List.of());
        assertThat(picture.getWidth()).isEqualTo(6 * 96);
        assertThat(picture.getHeight()).isEqualTo(6 * 64);
        assertThat(rgb(PICTURE.of(photo(64, 96), List.of(new FoundBox(1, new Box(0, 0, 96, 64), 1))), 0, 300))
                .isEqualTo(ClassColours.of(1, 2).getRGB() & 0xFFFFFF);
    }

    /** Boxes at the edges, beyond them, and smaller than their line: none is an error, and the names stay inside. */
    @Test
    void anyBoxCanBeDrawn() {
        List<FoundBox> all = List.of(
                new FoundBox(0, new Box(0, 0, 0.01, 0.01), 0.5),
                new FoundBox(1, new Box(-50, -50, 1000, 1000), 0.5),
                new FoundBox(0, new Box(639, 479, 640, 480), 0.5));
        assertThat(PICTURE.of(photo(480, 640), all).getWidth()).isEqualTo(640);
        assertThat(PICTURE.of(photo(1, 1), all).getWidth()).isEqualTo(8);
    }

    @Test
    void classesHaveColoursOfTheirOwnWithLettersThatAreRead() {
        for (int classes : new int[] {1, 6, 7, 80}) {
            long different = IntStream.range(0, classes)
                    .mapToObj(label -> ClassColours.of(label, classes))
                    .distinct()
                    .count();
            assertThat(different).isEqualTo(classes);
        }
        assertThat(ClassColours.on(Color.YELLOW)).isEqualTo(Color.BLACK);
        assertThat(ClassColours.on(Color.BLUE)).isEqualTo(Color.WHITE);
    }
}
