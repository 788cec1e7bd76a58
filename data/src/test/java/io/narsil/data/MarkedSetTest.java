package io.narsil.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.augment.ResizedCrop;
import io.narsil.augment.Zoom;
import io.narsil.boxes.Box;
import io.narsil.boxes.FoundBox;
import io.narsil.boxes.TrueBox;
import io.narsil.config.UserException;
import io.narsil.random.Seeds;
import io.narsil.task.Fit;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Boxes go with their images: through batches and files. */
class MarkedSetTest {
    private static final int SIZE = 64;
    private static final int COUNT = 20;

    @TempDir
    private Path folder;

    private static TrueBox box(int label, int left, int top, int right, int bottom) {
        return TrueBox.of(label, new Box(left, top, right, bottom));
    }

    /** Photos of 128 x 64 pixels in letterboxes, each with one white rectangle; the bars are grey. */
    private static DataSet data(List<Marked> photos) {
        byte[] pixels = new byte[COUNT * SIZE * SIZE];
        for (int i = 0; i < COUNT; i++) {
            int left = 10 + i;
            int top = 18 + i / 2;
            photos.add(new Marked(
                    "odd \"name\",\n" + photos.size(),
                    64,
                    128,
                    List.of(box(0, 2 * left, 2 * (top - 16), 2 * (left + 20), 2 * (top + 10 - 16)))));
            for (int y = top; y < top + 10; y++) {
                Arrays.fill(pixels, (i * SIZE + y) * SIZE + left, (i * SIZE + y) * SIZE + left + 20, (byte) 255);
            }
        }
        ImageSet set = new ImageSet(ByteBuffer.wrap(pixels), new int[COUNT], 1, SIZE);
        return new DataSet("white", List.of("white"), set, set, set, List.of(0.0), List.of(1.0), Fit.LETTERBOX);
    }

    /** What a batch shows is bright where the boxes of its images say it, after shifts, mirrors, zooms and windows. */
    @Test
    void boxesOfABatchAreWhereItsPixelsAre() {
        List<Marked> photos = new ArrayList<>();
        DataSet data = data(photos);
        MarkedSet marked = MarkedSet.of(photos, data.train(), Fit.LETTERBOX, SIZE);
        Variation variation = new Variation(List.of(new ResizedCrop(0.8), new Zoom(0.7, 1.3)), 4, true, 0);
        Batches.Epoch epoch = new Batches(data, data.train()).epoch(new Seeds(1), 1, variation);
        float[] x = new float[COUNT * SIZE * SIZE];
        Drawn drawn = epoch.next(COUNT, x, new long[COUNT], new long[COUNT]);
        List<List<TrueBox>> seen = marked.seen(drawn);
        int judged = 0;
        for (int i = 0; i < COUNT; i++) {
            for (TrueBox object : seen.get(i)) {
                if (object.ignored()) {
                    continue;
                }
                Box box = object.box();
                double inside = 0;
                double all = 0;
                for (int y = 0; y < SIZE; y++) {
                    for (int column = 0; column < SIZE; column++) {
                        double value = x[(i * SIZE + y) * SIZE + column] > 0.6 ? 1 : 0;
                        all += value;
                        Box pixel = new Box(column, y, column + 1, y + 1);
                        inside += value * pixel.shared(box);
                    }
                }
                judged++;
                assertThat(inside / all)
                        .as("bright inside of %s of image %s", box, i)
                        .isGreaterThan(0.9);
                assertThat(inside / box.area()).as("box %s of image %s", box, i).isGreaterThan(0.8);
            }
        }
        assertThat(judged).isGreaterThan(COUNT / 2);
        assertThat(drawn.images()).doesNotHaveDuplicates().hasSize(COUNT);
    }

    @Test
    void anotherSizeOfTheNetworkScalesThem() {
        List<Marked> photos = new ArrayList<>();
        DataSet data = data(photos);
        MarkedSet half = MarkedSet.of(photos, data.train(), Fit.LETTERBOX, SIZE / 2);
        Drawn plain = new Batches(data, data.train())
                .epoch(new Seeds(1), 1, Variation.NONE)
                .next(1, new float[SIZE * SIZE], new long[1], new long[1]);
        Box photo = photos.get(plain.images()[0]).objects().get(0).box();
        Box seen = half.seen(plain).get(0).get(0).box();
        // 128 pixels became 64 and then 32; 16 of the 64 rows are bars.
        assertThat(seen)
                .isEqualTo(new Box(photo.left() / 4, photo.top() / 4 + 8, photo.right() / 4, photo.bottom() / 4 + 8));
        assertThat(half.ways().get(plain.images()[0]).back(seen)).contains(photo);
    }

    @Test
    void whatIsMarkedSurvivesItsFile() {
        List<Marked> photos = new ArrayList<>();
        DataSet data = data(photos);
        photos.set(3, new Marked("", 64, 128, List.of()));
        photos.set(
                4,
                new Marked(
                        "",
                        64,
                        128,
                        List.of(
                                new TrueBox(0, new Box(1.5, 2, 3, 4.25), 2.5, true, false),
                                new TrueBox(0, new Box(1, 2, 3, 4), 4, false, true),
                                box(0, 5, 6, 7, 8))));
        Map<Part, List<Marked>> parts = Map.of(Part.TRAIN, photos, Part.VALIDATION, photos, Part.TEST, photos);
        Path file = folder.resolve("objects");
        MarkedFile.write(file, parts);
        assertThat(MarkedFile.read(file, data)).isEqualTo(parts);
        MarkedFile.write(file, Map.of(Part.TRAIN, photos, Part.VALIDATION, photos, Part.TEST, photos.subList(0, 5)));
        assertThatThrownBy(() -> MarkedFile.read(file, data))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("this is not a file of what is marked in the prepared images");
        MarkedFile.write(
                file,
                Map.of(
                        Part.TRAIN, List.of(new Marked("", 1, 1, List.of(box(7, 0, 0, 1, 1)))),
                        Part.VALIDATION, photos,
                        Part.TEST, photos));
        assertThatThrownBy(() -> MarkedFile.read(file, data)).isInstanceOf(UserException.class);
    }

    @Test
    void whatIsFoundSurvivesItsFile() {
        List<List<FoundBox>> some = List.of(
                List.of(),
                List.of(new FoundBox(2, new Box(0.1, 0.2, 3, 4), 0.5), new FoundBox(0, new Box(1, 1, 2, 2), 0.25)));
        Path file = folder.resolve("found");
        DetectedFile.write(file, some, List.of());
        assertThat(DetectedFile.read(file, Part.VALIDATION)).isEqualTo(some);
        assertThat(DetectedFile.read(file, Part.TEST)).isEmpty();
        MarkedFile.write(file, Map.of());
        assertThatThrownBy(() -> DetectedFile.read(file, Part.TEST)).isInstanceOf(UserException.class);
    }
}
