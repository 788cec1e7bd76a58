package io.narsil.annotations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.narsil.boxes.Box;
import io.narsil.boxes.TrueBox;
import io.narsil.data.Part;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Folders of YOLO, sound and not. */
class YoloTest {
    private static final String PARTS = "train: images/train\nval: images/val\ntest: images/test\n";
    private static final String NAMES = "names: [cat, dog]\n";

    @TempDir
    private Path folder;

    private Tree tree;

    @BeforeEach
    void make() throws Exception {
        tree = new Tree(folder)
                .images(40, 20, "images/train/a.png", "images/val/b.png", "images/test/c.png")
                .file("labels/train/a.txt", "1 0.5 0.5 0.25 0.5\n")
                .file("labels/val/b.txt", "0 0.5 0.5 1 1\n")
                .file("labels/test/c.txt", "")
                .file("data.yaml", PARTS + NAMES);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                PARTS + "nc: 2\nnames: [cat, dog]\n",
                PARTS + "names:\n  0: cat\n  1: dog\n",
                PARTS + "path: .\nnames: [cat, dog]\n",
                PARTS + "path: ../somewhere/else\nnames: [cat, dog]\n",
                "path: images\ntrain: train\nval: [val]\ntest: ../images/test\nnames: [cat, dog]\n",
                "train: ../images/train\nval: ../images/val\ntest: ../images/test\nnames: [cat, dog]\n",
                "train: lists/train.txt\nval: images/val\ntest: images/test\nnames: [cat, dog]\n",
                "train: lists/absolute.txt\nval: images/val\ntest: images/test\nnames: [cat, dog]\n",
                "names: [cat, dog]\n"
            })
    void namesAndPartsInAllTheirWays(String yaml) throws Exception {
        tree.file("lists/train.txt", "../images/train/a.png\n")
                .file("lists/absolute.txt", folder.toAbsolutePath() + "/images/train/a.png\n")
                .file("data.yaml", yaml);
        AnnotatedFolder read = tree.read();
        assertThat(read.form()).isEqualTo(AnnotationForm.YOLO);
        assertThat(read.classes()).containsExactly("cat", "dog");
        assertThat(read.parts().get(Part.TRAIN).get(0).boxes()).containsExactly(TrueBox.of(1, new Box(15, 5, 25, 15)));
        assertThat(Tree.boxes(read, "b.png")).containsExactly(new Box(0, 0, 40, 20));
        assertThat(Tree.image(read, "c.png").background()).isTrue();
        assertThat(Tree.names(read, Part.TEST)).containsExactly("c.png");
    }

    @Test
    void imagesWithoutLabelsAreBackground() throws Exception {
        tree.images(40, 20, "images/train/free.png");
        assertThat(tree.read().notes())
                .contains("parts in which nothing is marked: test")
                .contains("images in which nothing is marked are kept as background: images/train/free.png,"
                        + " images/test/c.png");
    }

    @Test
    void ofAnOutlineTheBoxAroundItIsTaken() throws Exception {
        tree.file("labels/train/a.txt", "0 0.25 0.5 0.5 0.25 0.75 0.5 0.5 0.75\n1.0 0.5 0.5 0.25 0.5");
        AnnotatedFolder read = tree.read();
        TrueBox box = Tree.image(read, "a.png").boxes().get(0);
        assertThat(box.box()).isEqualTo(new Box(10, 5, 30, 15));
        assertThat(box.area()).isCloseTo(100, within(1e-9));
        assertThat(read.notes()).contains("outlines of which the box around them is taken: labels/train/a.txt:1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2 .5 .5 .1 .1 | there is no class of this number in data.yaml: 2. Maybe it is from 0 to 1.",
                "-1 .5 .5 .1 .1 | there is no class of this number in data.yaml: -1.",
                "0.5 .5 .5 .1 .1 | there is no class of this number",
                "1e30 .5 .5 .1 .1 | there is no class of this number",
                "0 .5 .5 .1 | a line must have five numbers",
                "0 .5 .5 .1 .1 .9 | a line must have five numbers (class, centre, width, height), or a class and three"
                        + " points or more of an outline: 6 numbers in \"0 .5 .5 .1 .1 .9\". Maybe the last one is a"
                        + " network's certainty",
                "cat .5 .5 .1 .1 | a line must be numbers: class, centre, width and height: \"cat\" in \"cat .5",
                "0 nan .5 .1 .1 | a line must be numbers",
                "0 1e400 .5 .1 .1 | a line must be numbers",
                "0 20 10 5 5 | a box lies outside of its image: from (17.5, 7.5) to (22.5, 12.5) in images/train/a.png"
                        + " of 40x20 pixels. Maybe these are pixels; YOLO's numbers are shares of the image's sides, 0 to"
                        + " 1.",
                "0 .5 .5 0 .1 | a box has no width or no height",
                "0 .5 .5 -.1 .1 | a box ends before it begins"
            })
    void linesThatAreNoBoxes(String line, String message) throws Exception {
        tree.file("labels/train/a.txt", "\n" + line + "\n");
        assertThat(tree.faults()).singleElement().asString().startsWith("labels/train/a.txt:2: " + message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nc: 3\\n | data.yaml:5: \"nc\" must be the number of \"names\", which is 2, not 3.",
                "names: [a]\\n | data.yaml:5: \"names\" stands here a second time.",
                "path: [a]\\n | data.yaml:5: \"path\" must be a single value, not [a]."
            })
    void dataYaml(String more, String message) throws Exception {
        tree.file("data.yaml", PARTS + NAMES + more.replace("\\n", "\n"));
        assertThat(tree.faults()).anyMatch(line -> line.startsWith(message));
    }

    @Test
    void pathsThatLeadNowhereOrOut() throws Exception {
        tree.file("lists/val.txt", "/etc/a.png\n../images/val/none.png\n")
                .file("data.yaml", "train: images/trian\nval: lists/val.txt\ntest: /etc\n" + NAMES);
        assertThat(tree.faults())
                .contains(
                        "data.yaml:1: there is no such folder in ROOT: images/trian. Maybe write it as it is from"
                                + " there on, such as images/train.",
                        "data.yaml:3: this path leads out of the folder, which is not followed: /etc. Maybe write it"
                                + " as it is from there on, such as images/train.",
                        "lists/val.txt:1: the name of an image leads out of the folder, which is not followed:"
                                + " /etc/a.png. Maybe write it as it is from the list on, such as ./images/train/a.jpg.",
                        "lists/val.txt:2: there is no such image: ../images/val/none.png.");
    }

    @Test
    void labelsWithoutImagesAndImagesInTwoParts() throws Exception {
        tree.file("labels/train/gone.txt", "0 .5 .5 .1 .1\n").file("labels/train/classes.txt", "cat\ndog\n");
        assertThat(tree.faults())
                .containsExactly(
                        "labels/train/gone.txt: there is no image for this file of labels: no gone.jpg (or another"
                                + " ending) in images/train.");
        tree.file("data.yaml", "train: images\nval: images/val\n" + NAMES);
        assertThat(tree.faults())
                .contains("data.yaml:2: an image is in two parts, so that one of them says nothing: images/val/b.png."
                        + " Maybe leave one of the lines out: for a part that is missing some images to train on"
                        + " are held out.");
    }

    @Test
    void labelsInAFolderOfAnotherName() throws Exception {
        Files.move(folder.resolve("labels"), folder.resolve("boxes"));
        assertThat(tree.faults())
                .contains("images/train/a.png: none of the images has a file of labels: there is no labels/train/a.txt."
                        + " Maybe labels are in a folder of another name.");
    }
}
