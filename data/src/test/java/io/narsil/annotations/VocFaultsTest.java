package io.narsil.annotations;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Folders of Pascal VOC that are refused, and what is said of them. */
class VocFaultsTest {
    @TempDir
    private Path folder;

    private Tree tree;

    @BeforeEach
    void make() throws Exception {
        tree = new Tree(folder).images(40, 30, "a.png");
    }

    @ParameterizedTest
    @CsvSource({
        "cat 41 1 50 9, a box lies outside of its image: from (41; 1) to (50; 9) in a.png of 40x30 pixels. Maybe"
                + " remove it; or give --skip-broken.",
        "cat 9 1 5 9, a box ends before it begins: from (9; 1) to (5; 9) in a.png",
        "cat -9 1 0 9, a box lies outside",
        "cat 1 2.5 9 1.5, a box has no width or no height",
        "cat 1 one 9 9, <ymin> must be a number of pixels: \"one\".",
        "cat 1 NaN 9 9, <ymin> must be a number of pixels: \"NaN\".",
        "cat 1 1e400 9 9, <ymin> must be a number of pixels: \"1e400\".",
        "cat 1  9 9, <ymin> must be a number of pixels: \"\"."
    })
    void boxesWithLineRuleAndValue(String object, String message) throws Exception {
        String expected = message.replace(';', ',');
        if (object.contains("2.5")) {
            expected = "a box ends before it begins";
        }
        tree.voc("a.xml", 40, 30, "cat 1 1 9 9", object);
        assertThat(tree.faults()).singleElement().asString().startsWith("a.xml:5: " + expected);
    }

    @Test
    void boxesThatReachBeyondTheImageAreNoFault() throws Exception {
        for (String name : new String[] {"b", "c", "d"}) {
            tree.images(40, 30, name + ".png")
                    .voc(name + ".xml", 40, 30, "cat -5 -5 45 35", "cat 2 2 9 9", "cat 2 2 9 9");
        }
        AnnotatedFolder read = tree.read();
        assertThat(Tree.boxes(read, "b.png").get(0).area()).isEqualTo(40 * 30);
        assertThat(Tree.boxes(read, "b.png")).hasSize(2);
        assertThat(read.notes())
                .contains(
                        "boxes that reach beyond their image and are cut at its edge: b.xml:4, c.xml:4, d.xml:4",
                        "boxes that stand there twice count once: b.xml:6, c.xml:6, d.xml:6");
    }

    @Test
    void allFaultsAtOnceAndEqualOnesCounted() throws Exception {
        tree.voc("a.xml", 40, 30, "cat 41 1 50 9", "cat 42 1 50 9", "cat 43 1 50 9", "cat 44 1 50 9", "dog 5 5 1 1")
                .voc("gone.xml", 40, 30, "cat 1 1 9 9");
        assertThat(tree.faults())
                .hasSize(3)
                .anyMatch(line ->
                        line.startsWith("gone.xml: there is no image for this annotation in ROOT: neither gone.jpg"))
                .anyMatch(line -> line.startsWith("a.xml:4: a box lies outside of its image: from (41, 1)")
                        && line.contains(" (and 3 others are like it). Maybe remove it, or give --skip-broken."))
                .anyMatch(line -> line.startsWith("a.xml:8: a box ends before it begins"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"20x30", "30x40", "80x60"})
    void anotherSize(String size) throws Exception {
        String[] sides = size.split("x", -1);
        tree.voc("a.xml", Integer.parseInt(sides[0]), Integer.parseInt(sides[1]), "cat 1 1 9 9");
        assertThat(tree.faults())
                .containsExactly("a.xml: the annotation is of an image of another size: " + size
                        + ", and a.png has 40x30. Maybe the images were scaled after they were marked.");
    }

    @Test
    void aPhotoThatWasMarkedLying() throws Exception {
        tree.turned(40, 30, "b.jpg").voc("b.xml", 40, 30, "cat 1 1 9 9");
        assertThat(tree.faults())
                .singleElement()
                .asString()
                .startsWith(
                        "b.xml: the annotation is of a photo before it was turned upright: 40x30, and b.jpg has 30x40"
                                + " upright.");
    }

    @Test
    void twoAnnotationsOfOneImageAndOneOfTwo() throws Exception {
        tree.voc("a.xml", 40, 30, "cat 1 1 9 9")
                .file("b.xml", "<annotation><filename>a.png</filename>" + Tree.object("cat 1 1 9 9") + "</annotation>")
                .images(40, 30, "c.png", "c.jpg")
                .file("c.xml", "<annotation><filename>c</filename>" + Tree.object("cat 1 1 9 9") + "</annotation>");
        assertThat(tree.faults())
                .containsExactly(
                        "c.xml: several images could be the one of this annotation: c.jpg, c.png. Maybe remove or"
                                + " rename all but one.",
                        "b.xml: an image is annotated a second time: a.png, which a.xml annotates. Maybe remove one of"
                                + " the two.");
    }

    @Test
    void listsThatNameWhatIsNotThereOrTwice() throws Exception {
        tree.images(40, 30, "JPEGImages/b.png")
                .voc("Annotations/b.xml", 40, 30, "cat 1 1 9 9")
                .file("ImageSets/Main/train.txt", "b\nc\n")
                .file("ImageSets/Main/test.txt", "\nb\n");
        assertThat(tree.faults())
                .containsExactly(
                        "ImageSets/Main/test.txt:2: this image is in two parts, so that one of them says nothing: b"
                                + " stands in ImageSets/Main/train.txt:1. Maybe remove one of the two.",
                        "ImageSets/Main/train.txt:2: there is no image of this name: c. Maybe a file was renamed or"
                                + " left behind.");
    }

    @ParameterizedTest
    @CsvSource({
        "<name>cat</name>, this object has no <xmin> in a <bndbox>: cat",
        "<bndbox><xmin>1</xmin></bndbox>, this object has no <name>",
        "<name>cat</name><difficult>maybe</difficult><bndbox><xmin>1</xmin><ymin>1</ymin><xmax>2</xmax><ymax>2</ymax></bndbox>,"
                + " <difficult> must be 0 or 1: \"maybe\"",
        "<name>a&#10;b</name><bndbox><xmin>1</xmin><ymin>1</ymin><xmax>2</xmax><ymax>2</ymax></bndbox>,"
                + " the name of this class has line breaks"
    })
    void objects(String inside, String message) throws Exception {
        tree.file("a.xml", "<annotation>\n\n<object>" + inside + "</object></annotation>");
        assertThat(tree.faults()).singleElement().asString().startsWith("a.xml:3: " + message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE annotation SYSTEM \"http://127.0.0.1:9/x.dtd\">\n<annotation></annotation>",
                "<!DOCTYPE annotation [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>\n"
                        + "<annotation><object><name>&x;</name></object></annotation>",
                "<!DOCTYPE annotation [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\">]>\n"
                        + "<annotation>&b;</annotation>"
            })
    void whatXmlMayAskOfItsReaderIsRefused(String xml) throws Exception {
        tree.file("a.xml", xml);
        assertThat(tree.faults())
                .singleElement()
                .asString()
                .startsWith("a.xml:1: the file has a DTD (\"<!DOCTYPE\"), which is not read.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<?xml version='1.0' encoding='ascii'?>", "<?xml version='1.0' encoding='none-such'?>"})
    void lettersOfAnotherEncoding(String declaration) throws Exception {
        tree.file("a.xml", "");
        Files.writeString(
                folder.resolve("a.xml"), declaration + "<annotation>\u00e9</annotation>", StandardCharsets.ISO_8859_1);
        assertThat(tree.faults())
                .singleElement()
                .asString()
                .startsWith("a.xml: the file has bytes that are no letters");
    }

    @Test
    void damagedFilesAreSaidWithTheirLine() throws Exception {
        tree.images(40, 30, "b.png", "c.png", "d.png", "e.png")
                .file("a.xml", "<annotation>\n<object>\n<name>cat</nam")
                .file("b.xml", "<annotation>\n&unknown;</annotation>")
                .file("c.xml", "<annotation>" + "<a>".repeat(50) + "</a>".repeat(50) + "</annotation>")
                .file("e.xml", "<html><annotation/></html>");
        Files.write(folder.resolve("d.xml"), new byte[(4 << 20) + 1]);
        assertThat(tree.faults())
                .hasSize(4)
                .anyMatch(line -> line.startsWith("a.xml:3: this is not XML: "))
                .anyMatch(line -> line.startsWith("b.xml:2: the file has an entity of its own, which is not read."))
                .anyMatch(line -> line.startsWith("c.xml:1: the file is nested more than 20 elements deep."))
                .anyMatch(line -> line.startsWith("d.xml: the file has more than the 4 MiB that are read."));
    }
}
