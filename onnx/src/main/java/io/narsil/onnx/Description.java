package io.narsil.onnx;

import io.narsil.config.Printable;
import io.narsil.config.Problems;
import io.narsil.config.Words;
import io.narsil.onnx.guard.CheckedModel;
import io.narsil.onnx.guard.Port;
import io.narsil.task.Fit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a file says of its use, in its metadata and its input and outputs; the names are those of the runtime.
 *
 * @param detects truth of its being a detector, whose answers are boxes and not logits
 * @param outputs names of the outputs with its answers
 * @param channels number of channels of an image
 * @param size height and width of an image, in pixels
 */
record Description(
        boolean detects,
        String input,
        List<String> outputs,
        List<String> classes,
        Preparation preparation,
        int channels,
        int size) {

    Description {
        outputs = List.copyOf(outputs);
        classes = List.copyOf(classes);
    }

    /**
     * Reads it; a {@link io.narsil.config.UserException} with all that is wrong.
     *
     * @param name name of the file in messages
     */
    static Description of(String name, CheckedModel model) {
        Reading reading = new Reading(name, model.metadata());
        Port input = reading.input(model.inputs());
        List<String> classes = reading.classes();
        boolean detects = reading.detects();
        DeclaredOutputs outputs = new DeclaredOutputs(name, model, classes.size(), reading.problems);
        List<String> answers = detects ? outputs.boxes() : outputs.logits();
        int channels = input.shape().size() == 4 ? Math.toIntExact(input.shape().get(1)) : 0;
        Preparation preparation = new Preparation(
                reading.numbers("mean", channels, false),
                reading.numbers("deviation", channels, true),
                reading.inside(),
                reading.fit());
        reading.problems.throwIfAny();
        int size = channels == 0 ? 0 : Math.toIntExact(input.shape().get(2));
        return new Description(detects, input.name(), answers, classes, preparation, channels, size);
    }

    /** The parts of one file, with what is wrong with them. */
    private record Reading(String name, Map<String, String> metadata, Problems problems) {
        private static final Port NONE = new Port("", 0, List.of());

        Reading(String name, Map<String, String> metadata) {
            this(name, metadata, new Problems());
            List<String> missing = Stream.of("narsil", "classes", "mean", "deviation", "takes")
                    .filter(key -> !metadata.containsKey(key))
                    .toList();
            String format = metadata.getOrDefault("narsil", "");
            if (!missing.isEmpty()) {
                problems.add(
                        name,
                        (missing.contains("narsil") ? "this ONNX file was not written by Narsil: " : "")
                                + "its metadata lack " + String.join(", ", missing)
                                + ", so that its classes or the scale of its images are unknown",
                        "narsil export");
            } else if (!format.equals(ModelFile.FORMAT)) {
                problems.add(
                        name,
                        "this ONNX file is of the version " + quoted(format) + ", not \"" + ModelFile.FORMAT + "\"",
                        "narsil export");
            }
            problems.throwIfAny();
        }

        Port input(List<Port> inputs) {
            if (inputs.size() != 1) {
                problems.add(name, "it has " + inputs.size() + " inputs, not one, the images", "");
                return NONE;
            }
            Port input = inputs.get(0);
            List<Long> shape = input.shape();
            if (input.type() != Port.FLOAT) {
                problems.add(
                        name,
                        "its input takes elements of type " + input.type() + ", not 32-bit floats (type 1)",
                        "an export with a float input");
            }
            if (shape.size() != 4 || shape.stream().skip(1).anyMatch(d -> d < 1)) {
                problems.add(
                        name,
                        "its input has the shape " + shape + ", not (batch, channels, height, width)",
                        "an export with a fixed size");
                return NONE;
            }
            if (!shape.get(2).equals(shape.get(3))) {
                problems.add(
                        name, "it takes images of " + shape.get(3) + "x" + shape.get(2) + " pixels, not squares", "");
            }
            if (shape.get(0) != -1 && shape.get(0) != 1) {
                problems.add(
                        name,
                        "it takes " + shape.get(0) + " images at once, not any number",
                        "an export with a free batch");
            }
            return input;
        }

        List<String> classes() {
            List<String> classes = Arrays.asList(metadata.get("classes").split(ModelFile.SEPARATOR, -1));
            Set<String> seen = new LinkedHashSet<>();
            Set<String> twice = new LinkedHashSet<>();
            for (String c : classes) {
                if (c.isBlank() || !Printable.is(c)) {
                    problems.add(name, "one of its classes is named " + quoted(c) + ", which is no name", "");
                } else if (!seen.add(c)) {
                    twice.add(c);
                }
            }
            if (!twice.isEmpty()) {
                problems.add(
                        name,
                        "several of its classes have the same name: "
                                + String.join(
                                        ", ",
                                        twice.stream()
                                                .limit(5)
                                                .map(Reading::quoted)
                                                .toList()),
                        "");
            }
            return classes;
        }

        boolean detects() {
            String task = metadata.getOrDefault(DetectorFile.TASK, "");
            if (!task.isEmpty() && !task.equals(DetectorFile.DETECTION)) {
                problems.add(
                        name,
                        "\"" + DetectorFile.TASK + "\" in its metadata must be " + DetectorFile.DETECTION + ", not "
                                + quoted(task),
                        "a newer version of Narsil");
            }
            return task.equals(DetectorFile.DETECTION);
        }

        List<Double> numbers(String key, int channels, boolean positive) {
            List<Double> numbers = new ArrayList<>();
            for (String word : metadata.get(key).strip().split("\\s+", -1)) {
                double number = number(word);
                if (!Double.isFinite(number) || Math.abs(number) > 1e6 || (positive && number < 1e-6)) {
                    problems.add(
                            name,
                            "\"" + key + "\" in its metadata must be " + (positive ? "positive numbers" : "numbers")
                                    + ", not " + quoted(word),
                            "narsil export");
                }
                numbers.add(number);
            }
            if (channels > 0 && numbers.size() != channels) {
                problems.add(
                        name,
                        "\"" + key + "\" in its metadata has " + numbers.size() + " numbers for " + channels
                                + " channels",
                        "narsil export");
            }
            return numbers;
        }

        private static double number(String word) {
            try {
                return Double.parseDouble(word);
            } catch (NumberFormatException e) {
                return Double.NaN;
            }
        }

        boolean inside() {
            String takes = metadata.get("takes");
            boolean inside = takes.startsWith("values");
            if (!inside && !takes.startsWith("(value")) {
                problems.add(
                        name,
                        "\"takes\" in its metadata must be values or (value / 255 - mean) / deviation, not "
                                + quoted(takes),
                        "narsil export");
            }
            return inside;
        }

        /** How an image becomes a square: a file that does not say it takes the middle one, as all did at first. */
        Fit fit() {
            String word = metadata.getOrDefault("fit", Fit.CROP.key());
            return Words.find(Fit.class, word).orElseGet(() -> {
                problems.add(
                        name,
                        "\"fit\" in its metadata must be " + String.join(" or ", Words.all(Fit.class)) + ", not "
                                + quoted(word),
                        "narsil export");
                return Fit.CROP;
            });
        }

        private static String quoted(String text) {
            boolean whole = text.codePointCount(0, text.length()) <= 60;
            String start = whole ? text : text.substring(0, text.offsetByCodePoints(0, 60)) + "...";
            return "\"" + Printable.line(start) + "\"";
        }
    }
}
