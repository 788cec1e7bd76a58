package io.narsil.space;

import io.narsil.config.ConfigFile;
import io.narsil.config.ConfigNode;
import io.narsil.config.Problems;
import io.narsil.detector.Detector;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Spaces of detectors, made of the texts of spaces for networks that classify: with a neck and a head, and recipes that suit
 * images with boxes.
 */
public final class DetectorSpace {
    /** The sides of all images are multiples of so many pixels. */
    public static final int MULTIPLE = Detector.COARSEST;

    private static final String RECIPE = "\nrecipe:\n";
    private static final String ROW = DetectorRow.KEY + ":";

    /** Any length of a training: what is believed does not follow it. */
    private static final int EPOCHS = 1;

    private DetectorSpace() {}

    /** A space that ships with the program or is made by it: its recipes are for classifying, and others take their place. */
    public static String of(String space) {
        return backbone(space) + "\n" + text();
    }

    /** A space of the user's own, which keeps what it says; only what it leaves out is added, behind its last line. */
    public static String completed(String space) {
        String rest = text();
        int recipe = rest.indexOf(RECIPE);
        return space.stripTrailing() + "\n"
                + (says(space, ROW) ? "" : rest.substring(0, recipe))
                + (says(space, RECIPE.strip()) ? "" : rest.substring(recipe));
    }

    /** Whether the text of a space is of detectors. */
    public static boolean is(String space) {
        return says(space, ROW);
    }

    /** Whether a parameter of this name is of a detector's neck or head, which no network has. */
    public static boolean names(String parameter) {
        return parameter.startsWith(DetectorRow.KEY + ".");
    }

    /** A shape that a person would take by hand, with what is believed in. */
    public static String byHand(String shape) {
        ConfigNode all = ConfigFile.parse("detector", text(), new Problems());
        // The shape's parameter that follows the length of a training is read by its recipe, and here changes nothing.
        return backbone(shape) + "\n" + believed(all, DetectorRow.KEY)
                + believed(all, RECIPE.strip().replace(":", "")) + "  crop: {by: $" + Shapes.EPOCHS
                + ", values: [0, 0, 0]}\n";
    }

    /** The recipe that is believed in: settings by name. */
    public static Map<String, String> recipe() {
        return values(ConfigFile.parse("detector", text(), new Problems()).at("recipe"));
    }

    private static String believed(ConfigNode all, String key) {
        return values(all.at(key)).entrySet().stream()
                .map(e -> "  " + e.getKey() + ": " + e.getValue() + "\n")
                .collect(Collectors.joining("", key + ":\n", ""));
    }

    private static Map<String, String> values(ConfigNode row) {
        return row.entries().entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, e -> {
            Choice choice = Choice.read(e.getValue());
            return choice.values().get(choice.prior().at(EPOCHS).orElse(0));
        }));
    }

    private static boolean says(String space, String key) {
        return space.startsWith(key) || space.contains("\n" + key);
    }

    private static String backbone(String space) {
        return space.substring(0, space.indexOf(RECIPE)).stripTrailing() + "\n";
    }

    private static String text() {
        return SpaceFile.resource("detector");
    }
}
