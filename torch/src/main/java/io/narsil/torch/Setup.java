package io.narsil.torch;

import io.narsil.data.DataSet;
import io.narsil.data.ImageSet;
import io.narsil.data.Marked;
import io.narsil.data.Part;
import io.narsil.task.ClassScore;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * The set-up of a training beside its network, recipe and images.
 *
 * @param start weights to start from; random ones without them, and for a last layer of another size
 * @param parent function that puts into an array, by its name, the values that the network inherits; nothing for none
 * @param teacher network whose outputs are a part of the loss
 * @param score number by which epochs of a classification are compared
 * @param marked objects in the images of each part; nothing for a classification
 */
record Setup(
        Optional<Path> start,
        Optional<BiConsumer<String, float[]>> parent,
        Optional<Teacher> teacher,
        TorchDevice device,
        ClassScore score,
        Optional<Map<Part, List<Marked>>> marked) {
    /** Random weights, no teacher, scored by accuracy. */
    static Setup on(TorchDevice device) {
        return new Setup(
                Optional.empty(), Optional.empty(), Optional.empty(), device, ClassScore.ACCURACY, Optional.empty());
    }

    Setup from(Path weights) {
        return new Setup(Optional.of(weights), parent, teacher, device, score, marked);
    }

    Setup taughtBy(Teacher other) {
        return new Setup(start, parent, Optional.of(other), device, score, marked);
    }

    Setup scoredBy(ClassScore other) {
        return new Setup(start, parent, teacher, device, other, marked);
    }

    Setup marked(Map<Part, List<Marked>> objects) {
        return new Setup(start, parent, teacher, device, score, Optional.of(objects));
    }

    /** Images of which nobody says what is in them, for a network that only answers. */
    Setup unmarked(DataSet data) {
        return marked(Map.of(
                Part.TRAIN, unmarked(data.train()),
                Part.VALIDATION, unmarked(data.validation()),
                Part.TEST, unmarked(data.test())));
    }

    private static List<Marked> unmarked(ImageSet set) {
        return Collections.nCopies(set.count(), new Marked("", set.size(), set.size(), List.of()));
    }
}
