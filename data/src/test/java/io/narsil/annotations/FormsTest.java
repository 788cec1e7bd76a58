package io.narsil.annotations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.narsil.boxes.Box;
import io.narsil.config.UserException;
import io.narsil.random.Seeds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds of all forms. */
class FormsTest {
    private static final int IMAGES = 10;
    private static final int WIDTH = 640;
    private static final int HEIGHT = 360;

    @TempDir
    private Path folder;

    private Tree tree;

    @BeforeEach
    void make() {
        tree = new Tree(folder.resolve("set"));
    }

    @ParameterizedTest
    @EnumSource(AnnotationForm.class)
    void aBoxComesBackAsItWasWritten(AnnotationForm form) throws Exception {
        long seed = Double.doubleToLongBits(Math.PI) + form.name().length();
        System.out.println("seed " + seed);
        RandomGenerator random = new Seeds(seed).stream("boxes", 0);
        Box[] boxes = new Box[IMAGES];
        for (int i = 0; i < IMAGES; i++) {
            double left = random.nextDouble(WIDTH - 3);
            double top = random.nextDouble(HEIGHT - 3);
            boxes[i] = new Box(
                    left,
                    top,
                    left + 2 + random.nextDouble(WIDTH - left - 2),
                    top + 2 + random.nextDouble(HEIGHT - top - 2));
            tree.images(WIDTH, HEIGHT, "images/" + i + ".png");
        }
        write(form, boxes);
        AnnotatedFolder read = tree.read();
        assertThat(read.form()).isEqualTo(form);
        assertThat(read.notes()).isEmpty();
        for (int i = 0; i < IMAGES; i++) {
            Box back = Tree.boxes(read, i + ".png").get(0);
            assertThat(back.left()).as("seed %d", seed).isCloseTo(boxes[i].left(), within(1e-3));
            assertThat(back.top()).isCloseTo(boxes[i].top(), within(1e-3));
            assertThat(back.right()).isCloseTo(boxes[i].right(), within(1e-3));
            assertThat(back.bottom()).isCloseTo(boxes[i].bottom(), within(1e-3));
        }
    }

    private void write(AnnotationForm form, Box[] boxes) throws Exception {
        StringBuilder images = new StringBuilder();
        StringBuilder marks = new StringBuilder();
        for (int i = 0; i < boxes.length; i++) {
            Box box = boxes[i];
            String comma = i == 0 ? "" : ",";
            images.append(text(
                    "%s{\"id\": %d, \"file_name\": \"%d.png\", \"width\": %d, \"height\": %d}",
                    comma, i, i, WIDTH, HEIGHT));
            marks.append(text(
                    "%s{\"id\": %d, \"image_id\": %d, \"category_id\": 1, \"bbox\": [%.6f, %.6f, %.6f, %.6f]}",
                    comma, i, i, box.left(), box.top(), box.width(), box.height()));
            switch (form) {
                case VOC ->
                    tree.voc(
                            "annotations/" + i + ".xml",
                            WIDTH,
                            HEIGHT,
                            text("cat %.6f %.6f %.6f %.6f", box.left() + 1, box.top() + 1, box.right(), box.bottom()));
                case YOLO ->
                    tree.file(
                            "labels/" + i + ".txt",
                            text(
                                    "0 %.8f %.8f %.8f %.8f",
                                    (box.left() + box.right()) / 2 / WIDTH,
                                    (box.top() + box.bottom()) / 2 / HEIGHT,
                                    box.width() / WIDTH,
                                    box.height() / HEIGHT));
                case COCO -> {
                    // All of them are in one file.
                }
            }
        }
        if (form == AnnotationForm.COCO) {
            tree.file(
                    "boxes.json",
                    "{\"images\": [" + images + "], \"annotations\": [" + marks
                            + "], \"categories\": [{\"id\": 1, \"name\": \"cat\"}]}");
        } else if (form == AnnotationForm.YOLO) {
            tree.file("data.yaml", "names: {0: cat}\n");
        }
    }

    private static String text(String form, Object... values) {
        return String.format(Locale.ROOT, form, values);
    }

    @Test
    void noFormAndTwo() throws Exception {
        tree.images(9, 9, "a.png")
                .file("page.xml", "<html/>")
                .file("list.json", "[]")
                .file("study.yaml", "a: 1\n");
        assertThat(tree.faults())
                .containsExactly(
                        "ROOT: nothing here says what is marked in images: no .xml file of Pascal VOC, no .json file"
                                + " of COCO (with \"images\" and \"annotations\"), and no data.yaml of YOLO (with"
                                + " \"names\"). Maybe export them as Pascal VOC, COCO or YOLO.");
        tree.file("labels/a.txt", "0 .5 .5 .1 .1\n");
        assertThat(tree.faults())
                .singleElement()
                .asString()
                .contains("Maybe these are labels of YOLO, and data.yaml is to name");
        tree.file("inner/data.yaml", "names: [cat]\n");
        assertThat(tree.faults()).singleElement().asString().endsWith("Maybe name the folder inner.");
        tree.voc("a.xml", 9, 9, "cat 1 1 5 5").file("data.yaml", "names: [cat]\n");
        assertThat(tree.faults())
                .containsExactly(
                        "ROOT: there are annotations of several forms: Pascal VOC (a.xml) and YOLO (data.yaml). Maybe"
                                + " move all but those of one form away.");
    }

    @Test
    void aFolderThatIsNotThereOrHasNoBox() throws Exception {
        Path none = folder.resolve("none");
        assertThatThrownBy(() -> new Tree(none).read())
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("DIR: there is no folder " + none);
        tree.images(9, 9, "a.png").voc("a.xml", 9, 9);
        assertThat(tree.faults()).containsExactly("ROOT: no image here has a box. Maybe they are not marked yet.");
        tree.voc("a.xml", 9, 9, "cat 1 1 5 5");
        assertThat(tree.faults())
                .containsExactly(
                        "ROOT: there are too few images for training, validation and testing. Maybe mark more images.");
    }

    @Test
    void linksThatLeadOutAreRefusedUnlessTheyAreToBeFollowed() throws Exception {
        for (int i = 0; i < 4; i++) {
            new Tree(folder).images(9, 9, "elsewhere/" + i + ".png");
            tree.voc("annotations/" + i + ".xml", 9, 9, "cat 1 1 5 5");
        }
        Files.createSymbolicLink(tree.root().resolve("images"), folder.resolve("elsewhere"));
        assertThat(tree.faults())
                .anyMatch(line -> line.startsWith(
                        "images: this link leads out of the folder, which is not followed. Maybe copy what it"
                                + " leads to, or give --follow-links"));
        assertThat(AnnotatedFolder.read(tree.spec(true), "DIR").images()).hasSize(4);
    }

    @Test
    void imagesThatCannotBeRead() throws Exception {
        for (int i = 0; i < 6; i++) {
            tree.voc("annotations/" + i + ".xml", 9, 9, "cat 1 1 5 5").file("images/" + i + ".png", "no image");
        }
        List<String> faults = tree.faults();
        assertThat(faults)
                .containsExactly(
                        "images/0.png: this is no image that can be read (JPEG, PNG, WebP, GIF, BMP or TIFF) (and 5"
                                + " others are like it). Maybe remove the file, or give --skip-broken.");
    }

    @Test
    void whatIsBrokenMayBeLeftOut() throws Exception {
        for (int i = 0; i < 5; i++) {
            tree.images(9, 9, i + ".png").voc(i + ".xml", 9, 9, "cat 1 1 5 5", "cat 20 1 25 5", "cat 5 5 1 1");
        }
        tree.voc("none.xml", 9, 9, "cat 1 1 5 5").file("none.png", "");
        assertThat(tree.faults()).hasSize(3);
        AnnotatedFolder read = AnnotatedFolder.read(tree.spec(false).options(true, false), "DIR");
        assertThat(read.images()).hasSize(5).allMatch(image -> image.boxes().size() == 1);
        assertThat(read.notes())
                .containsExactly(
                        "boxes that are left out (a box lies outside of its image): 0.xml:5, 1.xml:5, 2.xml:5 and 2"
                                + " more",
                        "boxes that are left out (a box ends before it begins): 0.xml:6, 1.xml:6, 2.xml:6 and 2 more",
                        "images that cannot be read are left out: none.png");
    }
}
