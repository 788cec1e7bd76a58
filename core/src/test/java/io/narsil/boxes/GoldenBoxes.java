package io.narsil.boxes;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The boxes of tools/golden_map.py, from the resources or from a folder of one's own (-Dnarsil.map=FOLDER). */
record GoldenBoxes(List<String[]> boxes, List<String[]> figures) {
    static final String OWN = System.getProperty("narsil.map");
    private static final int CASE = 15;

    static GoldenBoxes read() throws IOException {
        return new GoldenBoxes(rows("boxes.csv"), rows("figures.csv"));
    }

    /** The images of a case. */
    Scene scene(String name) {
        String[] figure = figures.stream()
                .filter(row -> row.length == CASE && row[0].equals(name))
                .findFirst()
                .orElseThrow();
        List<List<TrueBox>> truth = new ArrayList<>();
        List<List<FoundBox>> found = new ArrayList<>();
        for (int image = 0; image < Integer.parseInt(figure[1]); image++) {
            truth.add(new ArrayList<>());
            found.add(new ArrayList<>());
        }
        for (String[] row : boxes) {
            if (!row[0].equals(name)) {
                continue;
            }
            int image = Integer.parseInt(row[1]);
            int label = Integer.parseInt(row[2]);
            double[] numbers =
                    Arrays.stream(row).skip(3).mapToDouble(Double::parseDouble).toArray();
            Box box = new Box(numbers[0], numbers[1], numbers[2], numbers[3]);
            if (numbers.length == 5) {
                found.get(image).add(new FoundBox(label, box, numbers[4]));
            } else {
                truth.get(image).add(new TrueBox(label, box, numbers[4], numbers[5] == 1, numbers[6] == 1));
            }
        }
        return new Scene(Integer.parseInt(figure[2]), truth, found);
    }

    static List<String[]> rows(String file) throws IOException {
        try (InputStream in =
                OWN == null ? GoldenBoxes.class.getResourceAsStream(file) : Files.newInputStream(Path.of(OWN, file))) {
            Stream<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines();
            return lines.map(line -> line.split(",")).toList();
        }
    }
}
