package io.narsil.annotations;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Folders of COCO that are refused, and what is said of them. */
class CocoFaultsTest {
    private static final String NAME = "train/_annotations.coco.json";
    private static final String IMAGE = "{\"id\": 1, \"file_name\": \"a.png\", \"width\": 40, \"height\": 30}";
    private static final String CATEGORY = "{\"id\": 7, \"name\": \"dog\"}";

    @TempDir
    private Path folder;

    private Tree tree;

    @BeforeEach
    void make() throws Exception {
        tree = new Tree(folder).images(40, 30, "train/a.png");
    }

    private Tree json(String image, String annotation, String category) throws Exception {
        return tree.file(
                NAME,
                "{\"images\": [\n" + image + "],\n\"annotations\": [\n" + annotation + "],\n\"categories\": [\n"
                        + category + "]}");
    }

    private static String box(String box) {
        return "{\"id\": 17, \"image_id\": 1, \"category_id\": 7, \"bbox\": " + box + "}";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[40, 0, 5, 5] | a box lies outside of its image: annotation 17, from (40, 0) to (45, 5) in"
                        + " train/a.png of 40x30",
                "[-9, 0, 5, 5] | a box lies outside of its image",
                "[1, 2, 0, 5] | a box has no width or no height: annotation 17",
                "[9, 2, -3, 5] | a box ends before it begins: annotation 17",
                "[1, 2, 3] | \"bbox\" must be four numbers [x, y, width, height]: [1, 2, 3] in annotation 17",
                "[1, 2, 3, 4, 5] | \"bbox\" must be four numbers",
                "[1, NaN, 3, 4] | \"bbox\" must be four numbers [x, y, width, height]: [1, NaN, 3, 4]",
                "[1, 1e400, 3, 4] | \"bbox\" must be four numbers",
                "[1, [2], 3, 4] | \"bbox\" must be four numbers [x, y, width, height]: [1, [...], 3, 4]",
                "{\"x\": 1} | \"bbox\" must be four numbers [x, y, width, height]: []",
                "[1, \"two\", 3, 4] | \"bbox\" must be four numbers",
                "null | an annotation has no \"bbox\": annotation 17"
            })
    void boxesWithLineRuleAndValue(String box, String message) throws Exception {
        json(IMAGE, box(box), CATEGORY);
        assertThat(tree.faults()).singleElement().asString().startsWith(NAME + ":4: " + message);
    }

    @Test
    void whatListsDoNotHave() throws Exception {
        json(IMAGE, """
            {"id": 1, "image_id": 2, "category_id": 7, "bbox": [1, 2, 3, 4]},
            {"id": 2, "image_id": 1, "category_id": 8, "bbox": [1, 2, 3, 4]},
            {"id": 3, "bbox": [1, 2, 3, 4]},
            5\
            """, CATEGORY);
        assertThat(tree.faults())
                .containsExactlyInAnyOrder(
                        NAME
                                + ":4: an annotation belongs to an image that \"images\" does not list: image_id 2 of"
                                + " annotation 1. Maybe remove it, or export the set once more.",
                        NAME
                                + ":5: an annotation has a class that \"categories\" does not list: category_id 8 of"
                                + " annotation 2. Maybe export the set once more.",
                        NAME + ":6: an annotation has no \"image_id\": \"id\" 3.",
                        NAME + ":7: each of \"annotations\" must be an object of JSON.");
    }

    @Test
    void idsAndNamesThatStandThereTwice() throws Exception {
        json(
                IMAGE + ",\n" + IMAGE + ",\n" + IMAGE.replace(": 1,", ": 2,"),
                box("[1, 2, 3, 4]"),
                CATEGORY + "," + CATEGORY.replace("dog", "cat"));
        assertThat(tree.faults())
                .containsExactlyInAnyOrder(
                        NAME
                                + ":3: two images have the same \"id\": 1 is that of a.png and of a.png. Maybe export"
                                + " it once more.",
                        NAME + ":4: an image is annotated a second time: train/a.png, which " + NAME
                                + ":2 annotates. Maybe remove one of the two.",
                        NAME + ":8: two categories have the same \"id\": 7. Maybe export it once more.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../secret.png",
                "/etc/secret.png",
                "C:\\\\secret.png",
                "a/../../../secret.png",
                "..\\\\..\\\\s.png"
            })
    void namesThatLeadOutOfTheFolderAreNotFollowed(String name) throws Exception {
        new Tree(folder.getParent()).images(40, 30, "secret.png");
        json(IMAGE.replace("a.png", name), box("[1, 2, 3, 4]"), CATEGORY);
        assertThat(tree.faults())
                .singleElement()
                .asString()
                .startsWith(NAME + ":2: the name of an image leads out of the folder, which is not followed: ");
    }

    @Test
    void imagesThatAreNotThereWithWhereTheyMayBe() throws Exception {
        tree.images(40, 30, "deep/B.png");
        json(IMAGE.replace("a.png", "b.png"), box("[1, 2, 3, 4]"), CATEGORY);
        assertThat(tree.faults())
                .containsExactly(NAME + ":2: there is no such image in train: b.png. Maybe it is deep/B.png.");
    }

    @Test
    void sizesOfImages() throws Exception {
        json(IMAGE.replace("40", "20"), box("[1, 2, 3, 4]"), CATEGORY);
        assertThat(tree.faults())
                .containsExactly(
                        NAME + ":2: the annotation is of an image of another size: 20x30, and train/a.png has 40x30."
                                + " Maybe the images were scaled after they were marked.");
        json(IMAGE.replace("40", "-4"), box("[1, 2, 3, 4]"), CATEGORY);
        assertThat(tree.faults())
                .containsExactly(NAME + ":2: \"width\" of an image must be a whole number of pixels: -4.");
    }

    @Test
    void damagedFiles() throws Exception {
        tree.file(NAME, "{\"images\": [\n{\"id\": 1,");
        assertThat(tree.faults()).anyMatch(line -> line.startsWith(NAME + ":2: this is not JSON: "));
        tree.file(NAME, "{\"images\": " + "[".repeat(5000));
        assertThat(tree.faults()).anyMatch(line -> line.startsWith(NAME + ":1: this is not JSON: "));
        tree.file(NAME, "[]");
        assertThat(tree.faults()).anyMatch(line -> line.startsWith(NAME + ":1: a file of COCO is one object of JSON"));
        tree.file(NAME, "{\"images\": 5, \"annotations\": [], \"annotations\": []}");
        assertThat(tree.faults())
                .containsExactlyInAnyOrder(
                        NAME + ":1: \"images\" must be a list.",
                        NAME + ":1: \"annotations\" stands there twice. Maybe join the two lists.",
                        NAME + ": the file has no list \"categories\". Maybe export it as COCO JSON.");
    }

    @Test
    void aFileForEachPartOnce() throws Exception {
        json(IMAGE, box("[1, 2, 3, 4]"), CATEGORY);
        tree.images(40, 30, "train/b.png")
                .file("train/more.coco.json", "{\"images\": [], \"annotations\": [], \"categories\": []}");
        assertThat(tree.faults())
                .containsExactly(
                        "train/more.coco.json: two files say what is marked in the part train: the other one is " + NAME
                                + ". Maybe join them, or move one away.");
    }
}
