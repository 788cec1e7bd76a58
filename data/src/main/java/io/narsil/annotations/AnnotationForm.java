package io.narsil.annotations;

/** The ways in which tools write down what is marked in images. */
public enum AnnotationForm {
    /** A file of XML for each image. */
    VOC("Pascal VOC"),
    /** A file of JSON for each part. */
    COCO("COCO JSON"),
    /** A file of numbers for each image, and the names of the classes in {@code data.yaml}. */
    YOLO("YOLO");

    private final String title;

    AnnotationForm(String title) {
        this.title = title;
    }

    /** The name that people know it by. */
    public String title() {
        return title;
    }
}
