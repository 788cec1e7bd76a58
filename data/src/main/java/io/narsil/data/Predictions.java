package io.narsil.data;

import io.narsil.config.UserException;
import io.narsil.task.Confusion;
import io.narsil.tensors.Safetensors;
import io.narsil.tensors.TensorEntry;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The classes that a trained network names for images, in the order of the prepared images: a safetensors file with an array
 * of 32-bit integers for each part.
 */
public final class Predictions {
    private Predictions() {}

    /** Writes the file whole. */
    public static void write(Path file, int[] validation, int[] test) {
        Safetensors.write(
                file,
                List.of(
                        TensorEntry.of(Part.VALIDATION.key(), validation, validation.length),
                        TensorEntry.of(Part.TEST.key(), test, test.length)),
                Map.of());
    }

    /**
     * What a file says of a part's images.
     *
     * @throws UserException where there is no such file, or it is not of these images
     */
    public static Confusion read(Path file, DataSet data, Part part) {
        int classes = data.classes().size();
        int[] labels = (part == Part.TEST ? data.test() : data.validation()).labels();
        int[] answers;
        try {
            answers = Safetensors.read(file).need(part.key(), file).ints();
        } catch (IllegalArgumentException e) {
            throw new UserException(file.toString(), e.getMessage(), "write it as int32");
        }
        if (answers.length != labels.length || Arrays.stream(answers).anyMatch(a -> a < 0 || a >= classes)) {
            throw new UserException(
                    file.toString(),
                    "\"" + part.key() + "\" does not hold a class from 0 to " + (classes - 1) + " for each of "
                            + labels.length + " images",
                    "");
        }
        return Confusion.of(classes, labels, answers);
    }
}
