package io.narsil.cli.objects;

import io.narsil.boxes.FoundBox;
import io.narsil.config.UserException;
import io.narsil.onnx.OnnxModel;
import io.narsil.study.objects.PhotoDetector;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** {@code narsil predict} by a detector. */
public final class ObjectAnswers {
    private final PhotoDetector detector;
    private final ObjectForm form;
    private final double threshold;
    private final Optional<PictureFolder> pictures;

    /**
     * The answers of a detector.
     *
     * @param form form in which they are printed
     * @param threshold score that a box must be above to be shown
     * @param pictures folder for a picture of each image; nothing for none
     */
    public ObjectAnswers(OnnxModel model, Form form, PrintWriter out, double threshold, Optional<Path> pictures) {
        detector = PhotoDetector.of(model);
        this.threshold = threshold;
        this.form = switch (form) {
            case TABLE -> new ObjectTable(out);
            case CSV -> new ObjectCsv(out);
            case JSON -> new ObjectJson(out);
        };
        this.pictures = pictures.map(folder -> new PictureFolder(folder, model.classes()));
    }

    /** The forms that there are. */
    public enum Form {
        /** For people. */
        TABLE,
        /** For spreadsheets. */
        CSV,
        /** For programs. */
        JSON
    }

    /**
     * Prints what is found in an image.
     *
     * @param unread taker of the reason where it cannot be read
     * @return whether it could be read
     */
    public boolean add(Path image, Consumer<UserException> unread) {
        Optional<List<FoundBox>> found = detector.found(
                image,
                (photo, boxes) -> {
                    List<FoundBox> shown = boxes.stream()
                            .filter(box -> box.score() > threshold)
                            .toList();
                    pictures.ifPresent(folder -> folder.write(image, photo, shown));
                    return shown;
                },
                unread);
        found.ifPresent(boxes -> form.add(
                new FoundObjects(image.toString(), detector.detector().model().classes(), boxes)));
        return found.isPresent();
    }

    /** Prints what is still held back. */
    public void end() {
        form.end();
    }
}
