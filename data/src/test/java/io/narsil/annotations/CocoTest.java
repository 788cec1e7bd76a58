package io.narsil.annotations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.narsil.boxes.Box;
import io.narsil.boxes.TrueBox;
import io.narsil.data.Part;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sound folders of COCO. */
class CocoTest {
    private static final String CATEGORIES = """
        [{"id": 7, "name": "dog", "supercategory": "animals"},
         {"id": 0, "name": "animals", "supercategory": "none"},
         {"id": 90, "name": "cat", "supercategory": "animals"},
         {"id": 5, "name": "ant", "supercategory": "ant"}]\
        """;

    @TempDir
    private Path folder;

    private Tree tree;

    @BeforeEach
    void make() {
        tree = new Tree(folder);
    }

    private static String json(String images, String annotations) {
        return "{\"info\": {\"year\": [[1]]},\n\"annotations\": [" + annotations + "],\n\"images\": [" + images
                + "],\n\"categories\": " + CATEGORIES + "}";
    }

    private static String image(Object id, String name) {
        return "{\"id\": %s, \"file_name\": \"%s\", \"width\": 40, \"height\": 30}".formatted(id, name);
    }

    private static String box(Object image, int category, String box) {
        return "{\"image_id\": %s, \"category_id\": %d, \"bbox\": %s}".formatted(image, category, box);
    }

    private Tree parts() throws Exception {
        for (String part : new String[] {"train", "valid", "test"}) {
            tree.images(40, 30, part + "/a.png")
                    .file(part + "/_annotations.coco.json", json(image(1, "a.png"), box(1, 7, "[1, 2, 3, 4]")));
        }
        return tree;
    }

    @Test
    void partsAsToolsExportThem() throws Exception {
        parts().file(
                        "train/_annotations.coco.json",
                        json(
                                image(1, "a.png") + "," + image(12, "b.png"),
                                box(1, 90, "[10, 5, 20.5, 10]") + "," + box(1, 7, "[0, 0, 40, 30]")))
                .images(40, 30, "train/b.png", "train/unlisted.png");
        AnnotatedFolder read = tree.read();
        assertThat(read.form()).isEqualTo(AnnotationForm.COCO);
        assertThat(read.classes()).containsExactly("dog", "cat");
        assertThat(read.parts().get(Part.TRAIN).get(0).boxes())
                .containsExactly(TrueBox.of(1, new Box(10, 5, 30.5, 15)), TrueBox.of(0, new Box(0, 0, 40, 30)));
        assertThat(Tree.names(read, Part.VALIDATION)).containsExactly("a.png");
        assertThat(read.notes())
                .containsExactlyInAnyOrder(
                        "images that are not used, since they are in no part: train/unlisted.png",
                        "classes without a box that are only the super-class of others are left out: animals",
                        "classes without a box are left out: ant",
                        "images in which nothing is marked are kept as background: train/b.png",
                        "classes without a box in the part validation: cat",
                        "classes without a box in the part test: cat");
    }

    @ParameterizedTest
    @CsvSource({
        "train2017/a.png, a.png",
        "images/train2017/a.png, a.png",
        "images/a.png, a.png",
        "x/y/a.png, x/y/a.png",
        "x/y/a.png, x\\\\y\\\\a.png"
    })
    void instancesAndTheFoldersOfTheirImages(String file, String name) throws Exception {
        tree.images(40, 30, file, "val2017/v.png", "test2017/t.png")
                .file("annotations/instances_train2017.json", json(image(1, name), box(1, 7, "[1, 2, 3, 4]")))
                .file("annotations/instances_val2017.json", json(image(1, "v.png"), ""))
                .file("annotations/instances_test2017.json", json(image(1, "t.png"), ""))
                .file("annotations/captions_train2017.json", "{}");
        AnnotatedFolder read = tree.read();
        assertThat(Tree.only(read).box()).isEqualTo(new Box(1, 2, 4, 6));
        assertThat(Tree.names(read, Part.TRAIN)).containsExactly("a.png");
        assertThat(read.notes()).contains("JSON files that are not read: annotations/captions_train2017.json");
    }

    @Test
    void oneFileWithoutPartsUnderAnyName() throws Exception {
        StringBuilder images = new StringBuilder();
        StringBuilder boxes = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            String comma = i == 0 ? "" : ",";
            tree.images(40, 30, "photos/" + i + ".png");
            images.append(comma).append(image(i, "photos/" + i + ".png"));
            boxes.append(comma).append(box(i, 7, "[1, 2, 3, 4]"));
        }
        tree.file("result.json", json(images.toString(), boxes.toString())).file("other.json", "[1, 2]");
        AnnotatedFolder read = tree.read();
        assertThat(read.heldOut()).containsExactlyInAnyOrder(Part.VALIDATION, Part.TEST);
        assertThat(read.parts().get(Part.TRAIN)).hasSize(16);
    }

    @Test
    void numbersAndIdsInQuotesAreRead() throws Exception {
        parts().file(
                        "train/_annotations.coco.json",
                        json(image("\"1\"", "a.png"), box("1.0", 7, "[\"1.5\", 2, 3, 1e1]")));
        AnnotatedFolder read = tree.read();
        assertThat(read.parts().get(Part.TRAIN).get(0).boxes())
                .containsExactly(TrueBox.of(0, new Box(1.5, 2, 4.5, 12)));
        assertThat(read.notes())
                .contains(
                        "numbers in quotes, which are read as numbers: " + folder + "/train/_annotations.coco.json:2");
    }

    @Test
    void crowdsAndTheAreaOfAnOutline() throws Exception {
        String more = ", \"id\": 3, \"iscrowd\": %d, \"area\": %s, \"segmentation\": [[1, 2, 3], {\"size\": []}]}";
        String box = box(1, 7, "[%d, 2, 10, 10]").replace("}", more);
        parts().file(
                        "train/_annotations.coco.json",
                        json(
                                image(1, "a.png"),
                                box.formatted(1, 1, "25.5") + "," + box.formatted(2, 0, "0") + ","
                                        + box.formatted(3, 0, "1e9")));
        AnnotatedFolder read = tree.read();
        assertThat(read.parts().get(Part.TRAIN).get(0).boxes())
                .extracting(TrueBox::area, TrueBox::crowd)
                .containsExactly(tuple(25.5, true), tuple(100.0, false), tuple(100.0, false));
    }
}
