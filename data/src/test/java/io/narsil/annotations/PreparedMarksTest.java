package io.narsil.annotations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.boxes.Box;
import io.narsil.boxes.FoundBox;
import io.narsil.config.UserException;
import io.narsil.data.DataSet;
import io.narsil.data.DataSpec;
import io.narsil.data.ImageSet;
import io.narsil.data.Marked;
import io.narsil.data.MarkedFile;
import io.narsil.data.MarkedSet;
import io.narsil.data.Part;
import io.narsil.task.Fit;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prepared images have their own objects, whatever the order in which parts and files are met. */
class PreparedMarksTest {
    private static final int SIZE = 64;

    @TempDir
    private Path folder;

    private Tree tree;

    /** Images of 128 x 64 pixels with one red square each, at a place of its own; one in five has none. */
    @BeforeEach
    void make() throws Exception {
        tree = new Tree(folder.resolve("images")).file("data.yaml", "names: [red]\n");
        for (String part : List.of("test", "train", "val")) {
            for (int i = 0; i < 5; i++) {
                int x = 10 + 17 * i + part.length();
                BufferedImage image = new BufferedImage(128, 64, BufferedImage.TYPE_INT_RGB);
                Graphics2D pen = image.createGraphics();
                pen.setColor(Color.RED);
                if (i > 0) {
                    pen.fillRect(x, 20, 20, 20);
                }
                pen.dispose();
                Path file = tree.root().resolve("images/" + part + "/" + part + i + ".png");
                Files.createDirectories(file.getParent());
                ImageIO.write(image, "png", file.toFile());
                String text =
                        i == 0 ? "" : "0 " + (x + 10) / 128.0 + " " + 30 / 64.0 + " " + 20 / 128.0 + " " + 20 / 64.0;
                tree.file("labels/" + part + "/" + part + i + ".txt", text + "\n");
            }
        }
    }

    private DataSpec spec() {
        return new DataSpec(tree.root().toString(), Optional.of(tree.root()), Optional.of(SIZE), 0.1, false)
                .fitted(Fit.LETTERBOX);
    }

    private DataSet prepare(List<String> notes) {
        return PreparedMarks.write(
                folder.resolve("pixels"), folder.resolve("objects"), tree.read(), spec(), notes::add);
    }

    @Test
    void eachImageHasItsOwnObjects() {
        DataSet data = prepare(new ArrayList<>());
        Map<Part, List<Marked>> marked = MarkedFile.read(folder.resolve("objects"), data);
        assertThat(data.classes()).containsExactly("red");
        Map<Part, ImageSet> sets =
                Map.of(Part.TRAIN, data.train(), Part.VALIDATION, data.validation(), Part.TEST, data.test());
        sets.forEach((part, set) -> {
            MarkedSet objects = MarkedSet.of(marked.get(part), set, Fit.LETTERBOX, SIZE);
            assertThat(set.count()).isEqualTo(5);
            int red = 0;
            for (int i = 0; i < set.count(); i++) {
                byte[] pixels = new byte[set.imageBytes()];
                set.read(i, pixels);
                List<Box> boxes = new ArrayList<>();
                for (var object : objects.objects().get(i)) {
                    objects.ways().get(i).forward(object.box()).ifPresent(boxes::add);
                }
                for (int p = 0; p < SIZE * SIZE; p++) {
                    int x = p % SIZE;
                    int y = p / SIZE;
                    boolean inside = boxes.stream()
                            // A pixel within, since edges are blurred.
                            .anyMatch(b ->
                                    b.left() <= x - 1 && x + 2 <= b.right() && b.top() <= y - 1 && y + 2 <= b.bottom());
                    boolean bar = y < 16 || y >= 48;
                    if (inside) {
                        assertThat(pixels[3 * p] & 0xFF)
                                .as("%s %s: %s, %s", part, i, x, y)
                                .isGreaterThan(250);
                        red++;
                    } else if (bar) {
                        assertThat(pixels[3 * p] & 0xFF).isEqualTo(Fit.GREY);
                    }
                }
            }
            assertThat(red).isGreaterThan(4 * 40);
        });
    }

    /** What is marked first in a photo is no class of it. */
    @Test
    void copiesOfAPhotoAreOfNoDifferentClasses() throws Exception {
        tree.file("data.yaml", "names: [red, black]\n");
        Path images = tree.root().resolve("images/train");
        Files.copy(images.resolve("train1.png"), images.resolve("train9.png"));
        tree.file("labels/train/train9.txt", "1 0.8 0.5 0.1 0.1\n");
        List<String> notes = new ArrayList<>();
        assertThat(prepare(notes).train().count()).isEqualTo(6);
        assertThat(notes).noneMatch(note -> note.contains("different classes"));
    }

    @Test
    void aPhotoThatCannotBeDecodedIsAFaultWhateverIsAskedFor() throws Exception {
        Path broken = tree.root().resolve("images/train/train2.png");
        byte[] bytes = Files.readAllBytes(broken);
        Files.write(broken, Arrays.copyOf(bytes, bytes.length / 2));
        DataSpec skipping = spec().options(true, false);
        AnnotatedFolder read = tree.read();
        assertThatThrownBy(() -> PreparedMarks.write(
                        folder.resolve("pixels"), folder.resolve("objects"), read, skipping, note -> {}))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("train2.png")
                .hasMessageContaining("Maybe remove the file.");
        assertThat(folder.resolve("pixels")).doesNotExist();
    }

    @Test
    void foundBoxesAreWrittenAsTheyAreRead() {
        AnnotatedFolder read = tree.read();
        List<List<FoundBox>> found = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            found.add(i == 1 ? List.of() : List.of(new FoundBox(0, new Box(i, 2, i + 4.5, 8), 0.25 + i / 8.0)));
        }
        Path file = folder.resolve("found.jsonl");
        FoundBoxes boxes = new FoundBoxes(read, Part.TEST, found);
        boxes.write(file, tree.root());
        assertThat(FoundFile.read(file, read, tree.root(), Part.TEST)).isEqualTo(found);
        assertThat(JudgedBoxes.of(boxes).figures()).containsKeys("ap", "ap50", "classes");
    }
}
