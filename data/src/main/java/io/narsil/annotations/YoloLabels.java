package io.narsil.annotations;

import io.narsil.config.Decimals;
import io.narsil.config.Printable;
import io.narsil.config.Unreadable;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The labels of one image in YOLO's form: a line for each object, with its class and either centre, width and height of its box or the
 * points of its outline, all as shares of the image's sides. Of an outline the box around it is taken.
 */
final class YoloLabels {
    private static final int LARGEST = 4 << 20;
    private static final int BOX = 5;
    private static final int FEWEST_POINTS = 3;

    private final Path file;
    private final String name;
    private final SortedMap<Integer, Integer> labels;
    private final Findings findings;
    private final List<Mark> marks = new ArrayList<>();

    private YoloLabels(Path file, String name, SortedMap<Integer, Integer> labels, Findings findings) {
        this.file = file;
        this.name = name;
        this.labels = labels;
        this.findings = findings;
    }

    /**
     * The objects in a file; what is wrong with it is a fault.
     *
     * @param name name of the file in notes
     * @param labels number of each class that a file may write
     */
    static List<Mark> read(Path file, String name, SortedMap<Integer, Integer> labels, Findings findings) {
        YoloLabels reader = new YoloLabels(file, name, labels, findings);
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                findings.fault(file.toString(), "the file has more than the 4 MiB that are read", "", "");
                return List.of();
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            reader.lines(text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (CharacterCodingException e) {
            findings.fault(file.toString(), "the file is not text", "", "it is no file of labels");
        } catch (IOException e) {
            findings.fault(file.toString(), Unreadable.file(e), "", "");
        }
        return reader.marks;
    }

    private void lines(String text) {
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty()) {
                line(line.split("\\s+", -1), line, i + 1);
            }
        }
    }

    private void line(String[] words, String text, int line) {
        String where = file + ":" + line;
        double[] numbers = new double[words.length];
        for (int i = 0; i < words.length; i++) {
            Optional<BigDecimal> number = Decimals.parse(words[i]);
            if (number.isEmpty()) {
                findings.fault(
                        where,
                        "a line must be numbers: class, centre, width and height",
                        "\"" + Printable.brief(words[i]) + "\" in \"" + Printable.brief(text) + "\"",
                        "the class is to be its number in data.yaml");
                return;
            }
            numbers[i] = number.get().doubleValue();
        }
        boolean outline = words.length > 2 * FEWEST_POINTS && words.length % 2 == 1;
        if (words.length != BOX && !outline) {
            findings.fault(
                    where,
                    "a line must have five numbers (class, centre, width, height), or a class and three points or more"
                            + " of an outline",
                    words.length + " numbers in \"" + Printable.brief(text) + "\"",
                    words.length == BOX + 1 ? "the last one is a network's certainty: these are no labels" : "");
            return;
        }
        Integer label = numbers[0] == Math.rint(numbers[0]) && Math.abs(numbers[0]) < Integer.MAX_VALUE
                ? labels.get((int) numbers[0])
                : null;
        if (label == null) {
            findings.fault(
                    where,
                    "there is no class of this number in data.yaml",
                    words[0],
                    labels.isEmpty() ? "" : "it is from " + labels.firstKey() + " to " + labels.lastKey());
            return;
        }
        if (outline) {
            findings.note("outlines of which the box around them is taken", name + ":" + line);
        }
        marks.add(outline ? outline(label, numbers, line) : box(label, numbers, line));
    }

    private static Mark box(int label, double[] n, int line) {
        double across = n[3] / 2;
        double down = n[4] / 2;
        return new Mark(
                label, n[1] - across, n[2] - down, n[1] + across, n[2] + down, Double.NaN, false, false, line, "");
    }

    /** The box around points x, y from the second number on; the area inside them is by Gauss's formula. */
    private static Mark outline(int label, double[] n, int line) {
        double left = n[1];
        double right = n[1];
        double top = n[2];
        double bottom = n[2];
        double twice = 0;
        for (int i = 1; i + 1 < n.length; i += 2) {
            left = Math.min(left, n[i]);
            right = Math.max(right, n[i]);
            top = Math.min(top, n[i + 1]);
            bottom = Math.max(bottom, n[i + 1]);
            int next = i + 2 < n.length ? i + 2 : 1;
            twice += n[i] * n[next + 1] - n[next] * n[i + 1];
        }
        return new Mark(label, left, top, right, bottom, Math.abs(twice) / 2, false, false, line, "");
    }
}
