package io.narsil.annotations;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.boxes.Box;
import io.narsil.boxes.TrueBox;
import io.narsil.data.Part;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sound folders of Pascal VOC. */
class VocTest {
    @TempDir
    private Path folder;

    private Tree tree;

    @BeforeEach
    void make() {
        tree = new Tree(folder);
    }

    /** Four images to train on, so that some are left when two are held out. */
    private Tree beside(String... objects) throws Exception {
        for (String name : new String[] {"b", "c", "d"}) {
            tree.images(40, 30, name + ".png").voc(name + ".xml", 40, 30, "cat 1 1 40 30");
        }
        return tree.images(40, 30, "a.png").voc("a.xml", 40, 30, objects);
    }

    @Test
    void pixelsAreCountedFromOneAndTheLastOneIsInTheBox() throws Exception {
        AnnotatedFolder read =
                beside("cat 1 1 40 30", "dog 11 6 11 6", "cat 2.5 3 10.25 9").read();
        assertThat(read.form()).isEqualTo(AnnotationForm.VOC);
        assertThat(read.classes()).containsExactly("cat", "dog");
        assertThat(Tree.boxes(read, "a.png"))
                .containsExactly(new Box(0, 0, 40, 30), new Box(10, 5, 11, 6), new Box(1.5, 2, 10.25, 9));
        assertThat(Tree.image(read, "a.png").boxes()).extracting(TrueBox::label).containsExactly(0, 1, 0);
        assertThat(read.notes()).anyMatch(note -> note.startsWith("boxes with a side under 2 pixels"));
    }

    @Test
    void boxesThatBeginAtZeroAreCutAndNoted() throws Exception {
        AnnotatedFolder read = beside("cat 0 0 12 8").read();
        assertThat(Tree.boxes(read, "a.png")).containsExactly(new Box(0, 0, 12, 8));
        assertThat(read.notes()).anyMatch(note -> note.startsWith("boxes that begin at 0") && note.endsWith("a.xml:4"));
    }

    @Test
    void partsComeFromLists() throws Exception {
        for (String name : new String[] {"a", "b", "c", "d", "e"}) {
            tree.images(40, 30, "JPEGImages/" + name + ".jpg")
                    .voc("Annotations/" + name + ".xml", 40, 30, "cat 1 1 9 9");
        }
        tree.images(40, 30, "JPEGImages/free.jpg", "preview.png")
                .file("ImageSets/Main/train.txt", "a\nfree\n")
                .file("ImageSets/Main/val.txt", "b.jpg\n\n")
                .file("ImageSets/Main/test.txt", "c  1\r\n")
                .file("ImageSets/Main/trainval.txt", "a\nb\nd\n")
                .file("ImageSets/Main/cat_train.txt", "a -1\nunknown 1\n");
        AnnotatedFolder read = tree.read();
        assertThat(Tree.names(read, Part.TRAIN)).containsExactlyInAnyOrder("a.jpg", "free.jpg");
        assertThat(Tree.names(read, Part.VALIDATION)).containsExactly("b.jpg");
        assertThat(Tree.names(read, Part.TEST)).containsExactly("c.jpg");
        assertThat(read.heldOut()).isEmpty();
        assertThat(Tree.image(read, "free.jpg").background()).isTrue();
        assertThat(read.notes())
                .containsExactlyInAnyOrder(
                        "images that are not used, since they are in no part: preview.png, JPEGImages/d.jpg,"
                                + " JPEGImages/e.jpg",
                        "images in which nothing is marked are kept as background: JPEGImages/free.jpg");
    }

    @Test
    void whereThereIsNoListToChooseByTheRestOfTrainvalIsIt() throws Exception {
        for (String name : new String[] {"a", "b", "c"}) {
            tree.images(40, 30, "JPEGImages/" + name + ".png")
                    .voc("Annotations/" + name + ".xml", 40, 30, "cat 1 1 9 9");
        }
        tree.file("ImageSets/Main/train.txt", "a\n")
                .file("ImageSets/Main/trainval.txt", "a\nb\n")
                .file("ImageSets/Main/test.txt", "c\n");
        AnnotatedFolder read = tree.read();
        assertThat(Tree.names(read, Part.TRAIN)).containsExactly("a.png");
        assertThat(Tree.names(read, Part.VALIDATION)).containsExactly("b.png");
        assertThat(read.notes()).isEmpty();
    }

    @Test
    void partsComeFromFolders() throws Exception {
        for (String part : new String[] {"train", "valid", "test"}) {
            tree.images(40, 30, part + "/" + part + ".jpg").voc(part + "/" + part + ".xml", 40, 30, "cat 1 1 9 9");
        }
        AnnotatedFolder read = tree.read();
        assertThat(Tree.names(read, Part.TRAIN)).containsExactly("train.jpg");
        assertThat(Tree.names(read, Part.VALIDATION)).containsExactly("valid.jpg");
        assertThat(Tree.names(read, Part.TEST)).containsExactly("test.jpg");
    }

    @Test
    void aTenthIsHeldOutWhereThereAreNoPartsAndAlwaysTheSame() throws Exception {
        for (int i = 0; i < 20; i++) {
            tree.images(40, 30, "images/" + i + ".png").voc("annotations/" + i + ".xml", 40, 30, "cat 1 1 9 9");
        }
        AnnotatedFolder read = tree.read();
        assertThat(read.heldOut()).containsExactlyInAnyOrder(Part.VALIDATION, Part.TEST);
        assertThat(read.parts().get(Part.TRAIN)).hasSize(16);
        assertThat(read.parts().get(Part.VALIDATION)).hasSize(2);
        assertThat(read.parts().get(Part.TEST)).hasSize(2);
        assertThat(tree.read()).isEqualTo(read);
    }

    @Test
    void theNameOfTheFileCountsAndNotFilename() throws Exception {
        beside("cat 1 1 9 9");
        String xml = "<annotation><filename>C:\\photos\\%s</filename>" + Tree.object("dog 1 1 5 5") + "</annotation>";
        tree.images(40, 30, "e.png", "renamed.png")
                .file("e.xml", xml.formatted("b.png"))
                .file("other.xml", xml.formatted("renamed.png"));
        AnnotatedFolder read = tree.read();
        assertThat(Tree.image(read, "e.png").boxes()).hasSize(1);
        assertThat(Tree.image(read, "renamed.png").boxes()).hasSize(1);
        assertThat(read.notes())
                .contains("annotations that name another image in <filename>; taken is the one with the name of their"
                        + " own file: e.xml (C:\\photos\\b.png)")
                .anyMatch(note -> note.startsWith("annotations that do not say the size of their image"));
    }

    @Test
    void difficultObjectsAndPartsOfObjects() throws Exception {
        beside("cat 1 1 9 9");
        tree.images(40, 30, "e.png").file("e.xml", """
            <?xml version="1.0"?>
            <!-- of a tool -->
            <annotation verified="yes">
              <size><width>40</width><height>30</height><depth>3</depth></size>
              <object>
                <part><name>head</name><bndbox><xmin>5</xmin><ymin>5</ymin><xmax>6</xmax><ymax>6</ymax></bndbox></part>
                <name> cat &amp; dog </name><difficult>1</difficult>
                <bndbox><xmin>2</xmin><ymin>2</ymin><xmax>9</xmax><ymax>9</ymax></bndbox>
                <polygon><x>1</x><y>1</y><x>2</x><y>2</y></polygon>
              </object>
            </annotation>
            """);
        AnnotatedFolder read = tree.read();
        assertThat(read.classes()).containsExactly("cat", "cat & dog");
        assertThat(Tree.image(read, "e.png").boxes())
                .containsExactly(new TrueBox(1, new Box(1, 1, 9, 9), 64, false, true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "ISO-8859-1", "GBK", "UTF-16"})
    void encodings(String encoding) throws Exception {
        beside("cat 1 1 9 9");
        String name = encoding.equals("GBK") ? "\u732b" : "\u00e9t\u00e9";
        String xml = "<?xml version=\"1.0\" encoding=\"" + encoding + "\"?>\n<annotation>"
                + Tree.object(name + " 1 1 5 5") + "</annotation>";
        Files.write(tree.images(40, 30, "e.png").root().resolve("e.xml"), xml.getBytes(Charset.forName(encoding)));
        assertThat(tree.read().classes()).containsExactly("cat", name);
    }

    @Test
    void theSizeIsThatOfTheUprightPhoto() throws Exception {
        beside("cat 1 1 9 9");
        tree.turned(40, 30, "e.jpg").voc("e.xml", 30, 40, "cat 1 1 30 40");
        AnnotatedFolder read = tree.read();
        assertThat(Tree.image(read, "e.jpg").width()).isEqualTo(30);
        assertThat(Tree.boxes(read, "e.jpg")).containsExactly(new Box(0, 0, 30, 40));
        assertThat(read.notes()).anyMatch(note -> note.startsWith("photos that a camera noted to be turned"));
    }
}
