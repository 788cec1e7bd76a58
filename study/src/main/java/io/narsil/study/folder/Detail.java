package io.narsil.study.folder;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.narsil.config.UserException;
import io.narsil.data.DataSet;
import io.narsil.data.Part;
import io.narsil.data.Predictions;
import io.narsil.json.MayBeNull;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a trained network answers to the images that it did not learn from, class by class.
 *
 * @param validation answers to the images to choose by; null where there are none, and where the network finds objects
 * @param test answers to the test images; null in the same cases
 * @param found objects that it finds in the test images, judged; null where it classifies
 */
public record Detail(
        @MayBeNull Figures validation,
        @MayBeNull Figures test,

        @MayBeNull @JsonInclude(JsonInclude.Include.NON_NULL)
        BoxFigures found) {
    /** Answers of a network that classifies. */
    public Detail(Figures validation, Figures test) {
        this(validation, test, null);
    }

    /** Whether its figures are of so many classes. */
    boolean counts(int classes) {
        return (found == null || found.classes().size() == classes)
                && (validation == null || validation.counts(classes))
                && (test == null || test.counts(classes));
    }

    /** The figures in a file of predictions; null where there is none, since a user's own trainer need not write it. */
    public static Detail read(Path file, DataSet data) {
        if (!Files.exists(file)) {
            return null;
        }
        try {
            return new Detail(
                    Figures.of(Predictions.read(file, data, Part.VALIDATION), data.classes()),
                    Figures.of(Predictions.read(file, data, Part.TEST), data.classes()));
        } catch (UserException e) {
            throw new UserException(
                    file.toString(),
                    e.problems().get(0).what(),
                    "delete this file: its figures by class are then left out. A trainer need not write it");
        }
    }
}
