package io.narsil.fuzz;

import io.narsil.annotations.AnnotatedFolder;
import io.narsil.annotations.AnnotatedImage;
import io.narsil.boxes.TrueBox;
import io.narsil.data.DataSpec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A file that says what is marked in images, in the form of VOC, COCO or YOLO. The first byte says which. */
public final class AnnotationsTarget {
    /** The folder of a form is the first name. */
    private static final List<String> NAMES = List.of(
            "voc/Annotations/0.xml",
            "voc/ImageSets/Main/train.txt",
            "coco/a.coco.json",
            "yolo/data.yaml",
            "yolo/labels/0.txt",
            "yolo/lists/train.txt");

    private static final List<String> SOUND = List.of(
            "<annotation><filename>0.png</filename><size><width>3</width><height>2</height></size><object><name>a</name>"
                    + "<difficult>1</difficult><bndbox><xmin>1</xmin><ymin>1</ymin><xmax>3.5</xmax><ymax>2</ymax></bndbox></object>"
                    + "</annotation>",
            "0\n1 -1\n2\n3\n",
            "{\"images\": [" + image(0) + "," + image(1) + "," + image(2) + "," + image(3)
                    + "], \"annotations\": [{\"id\": 1, \"image_id\": 0, \"category_id\": \"1\", \"bbox\": [0, 0.5,"
                    + " \"2\", 1e0], \"area\": 1, \"iscrowd\": 1, \"segmentation\": [[1, 2]]}], \"categories\":"
                    + " [{\"id\": 1, \"name\": \"a\", \"supercategory\": \"b\"}]}",
            "path: .\ntrain: lists/train.txt\nnc: 2\nnames: {0: a, 1: b}\n",
            "0 0.5 0.5 1 1\n1 0 0 1 0 1 1\n",
            "../images/0.png\n./../images/1.png\n../images/2.png\n../images/3.png\n");

    private static final int IMAGES = 4;

    private AnnotationsTarget() {}

    private static String image(int id) {
        return "{\"id\": " + id + ", \"file_name\": \"images/" + id + ".png\", \"width\": 3, \"height\": 2}";
    }

    /** A sound file for each name. */
    static List<byte[]> sound() {
        return SOUND.stream().map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
    }

    public static void fuzzerTestOneInput(byte[] data) {
        if (data.length == 0) {
            return;
        }
        int chosen = Marked.chosen(data, NAMES.size());
        String form = NAMES.get(chosen).substring(0, NAMES.get(chosen).indexOf('/'));
        for (int i = 0; i < NAMES.size(); i++) {
            if (NAMES.get(i).startsWith(form)) {
                Scratch.file("annotated/" + NAMES.get(i), i == chosen ? Marked.rest(data) : sound().get(i));
            }
        }
        for (int i = 0; i < IMAGES; i++) {
            Scratch.file("annotated/" + form + "/images/" + i + ".png", Chunks.image("png"));
        }
        Path folder = Scratch.path("annotated/" + form);
        DataSpec spec = new DataSpec(form, Optional.of(folder), Optional.empty(), 0.25, false);
        Reading.clean(() -> {
            for (AnnotatedImage image : AnnotatedFolder.read(spec, "DIR").images()) {
                for (TrueBox box : image.boxes()) {
                    check(box, image);
                }
            }
        });
    }

    private static void check(TrueBox box, AnnotatedImage image) {
        boolean inside = box.box().left() >= 0
                && box.box().top() >= 0
                && box.box().right() <= image.width()
                && box.box().bottom() <= image.height();
        if (!inside || !(box.area() > 0 && box.area() <= box.box().area())) {
            throw new AssertionError("this is no box of " + image);
        }
    }
}
