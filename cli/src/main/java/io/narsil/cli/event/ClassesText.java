package io.narsil.cli.event;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The number of images, or of objects, of each class in one line, and a warning where one of them is most of what there is. */
final class ClassesText {
    private static final int LISTED = 8;
    private static final int UNBALANCED = 10;

    private ClassesText() {}

    /** @param images number of images by class */
    static String of(Map<String, Integer> images) {
        List<Map.Entry<String, Integer>> sorted = images.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
                .toList();
        Map.Entry<String, Integer> most = sorted.get(0);
        Map.Entry<String, Integer> least = sorted.get(sorted.size() - 1);
        String counts = most.getValue().equals(least.getValue())
                ? count(most.getValue()) + " images of each"
                : images.size() <= LISTED
                        ? sorted.stream().map(ClassesText::one).collect(Collectors.joining(", "))
                        : "from " + one(least) + " to " + one(most);
        if (most.getValue() <= (long) UNBALANCED * least.getValue()) {
            return counts;
        }
        int all = images.values().stream().mapToInt(n -> n).sum();
        return counts
                + String.format(
                        Locale.ROOT,
                        "; whoever always says \"%s\" is right for %.0f %%, so that accuracy says little of the others"
                                + " (see \"score: balanced_accuracy\")",
                        most.getKey(),
                        100.0 * most.getValue() / all);
    }

    /** @param objects number of objects by class */
    static String objects(Map<String, Integer> objects) {
        List<Map.Entry<String, Integer>> sorted = objects.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
                .toList();
        return objects.size() <= LISTED
                ? sorted.stream().map(ClassesText::one).collect(Collectors.joining(", "))
                : "from " + one(sorted.get(sorted.size() - 1)) + " to " + one(sorted.get(0));
    }

    /** A name that ends in a digit is quoted, since a number follows it. */
    private static String one(Map.Entry<String, Integer> images) {
        String name = images.getKey();
        boolean digit = !name.isEmpty() && Character.isDigit(name.charAt(name.length() - 1));
        return (digit ? "\"" + name + "\"" : name) + " " + count(images.getValue());
    }

    private static String count(int images) {
        return String.format(Locale.ROOT, "%,d", images);
    }
}
