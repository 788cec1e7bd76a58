package io.narsil.study.folder;

import io.narsil.data.DataSet;
import io.narsil.data.ImageSet;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/**
 * A class and its images.
 *
 * @param train number of images to train on
 * @param validation number of images to choose by
 * @param test number of images kept for the end
 */
public record ClassCount(String name, int train, int validation, int test) {
    /** The largest class may have so many times the images of the smallest before they count as unequal. */
    private static final double ALIKE = 1.5;

    /** The classes of images, in the order of the labels. */
    public static List<ClassCount> of(DataSet data) {
        int classes = data.classes().size();
        int[] train = counts(data.train(), classes);
        int[] validation = counts(data.validation(), classes);
        int[] test = counts(data.test(), classes);
        return IntStream.range(0, classes)
                .mapToObj(c -> new ClassCount(data.classes().get(c), train[c], validation[c], test[c]))
                .toList();
    }

    private static int[] counts(ImageSet set, int classes) {
        int[] counts = new int[classes];
        Arrays.stream(set.labels()).forEach(label -> counts[label]++);
        return counts;
    }

    /** Whether accuracy would count some classes much more than others. */
    public static boolean unequal(List<ClassCount> classes) {
        return unequal(classes, ClassCount::train) || unequal(classes, ClassCount::test);
    }

    private static boolean unequal(List<ClassCount> classes, ToIntFunction<ClassCount> part) {
        int most = classes.stream().mapToInt(part).max().orElse(0);
        int least = classes.stream().mapToInt(part).min().orElse(0);
        return most > ALIKE * least;
    }
}
