package io.narsil.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Figures of an exported network, held against what {@code narsil predict} says of the same images. */
class EvaluateTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int IMAGES = 20;

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void make() throws Exception {
        TinyNetwork.write(folder);
        for (int i = 0; i < IMAGES; i++) {
            TinyImages.write(folder.resolve("photos/a/" + i + ".png"), 24, i);
            TinyImages.write(folder.resolve("photos/b/" + i + ".png"), 24, i);
        }
        // The slopes of TinyImages under the names of the network's classes.
        Files.move(folder.resolve("photos/a"), folder.resolve("photos/lying"));
        Files.move(folder.resolve("photos/b"), folder.resolve("photos/standing"));
    }

    private int run(String command, String... more) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        List<String> all =
                new ArrayList<>(List.of(command, folder.resolve("model.onnx").toString()));
        all.addAll(List.of(more));
        return Narsil.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
    }

    private int evaluate(String... more) {
        List<String> all =
                new ArrayList<>(List.of("--data", folder.resolve("photos").toString()));
        all.addAll(List.of(more));
        return run("evaluate", all.toArray(String[]::new));
    }

    private JsonNode figures(String... more) throws Exception {
        List<String> all = new ArrayList<>(List.of(more));
        all.add("--json");
        assertThat(evaluate(all.toArray(String[]::new))).as(err.toString()).isZero();
        return JSON.readTree(out.toString());
    }

    @Test
    void figuresAreThoseOfTheSinglePredictions() throws Exception {
        int[][] counts = new int[2][2];
        double loss = 0;
        double surest = 0;
        String image = "";
        assertThat(run("predict", folder.resolve("photos").toString(), "--json"))
                .isZero();
        for (String line : out.toString().lines().toList()) {
            JsonNode answer = JSON.readTree(line);
            String label = answer.get("image").asText().contains("lying") ? "lying" : "standing";
            String named = answer.get("class").asText();
            counts[label.equals("lying") ? 0 : 1][named.equals("lying") ? 0 : 1]++;
            loss -= Math.log(answer.get("probabilities").get(label).asDouble()) / (2 * IMAGES);
            if (!named.equals(label) && answer.get("probability").asDouble() > surest) {
                surest = answer.get("probability").asDouble();
                image = answer.get("image").asText();
            }
        }
        // A class without images, whose name comes first: places in the folder are not places in the network.
        Files.createDirectory(folder.resolve("photos/flying"));
        JsonNode told = figures();
        assertThat(told.get("part").asText()).isEqualTo("all");
        JsonNode figures = told.get("figures");
        assertThat(counts[0][1] + counts[1][0]).isPositive();
        assertThat(figures.get("matrix")).isEqualTo(JSON.valueToTree(counts));
        assertThat(figures.get("images").asInt()).isEqualTo(2 * IMAGES);
        double accuracy = (counts[0][0] + counts[1][1]) / (2.0 * IMAGES);
        assertThat(figures.get("accuracy").asDouble()).isEqualTo(accuracy);
        assertThat(figures.get("interval").get("low").asDouble()).isLessThan(accuracy);
        assertThat(figures.get("balanced_accuracy").asDouble()).isCloseTo(accuracy, within(1e-12));
        assertThat(figures.get("cross_entropy").asDouble()).isCloseTo(loss, within(1e-9));
        assertThat(figures.get("top5").isNull()).isTrue();
        assertThat(figures.get("surest").get(0).get("image").asText()).isEqualTo(image);
        assertThat(figures.get("surest").get(0).get("probability").asDouble()).isEqualTo(surest);
    }

    @Test
    void whichImagesWereMeasuredIsSaid() throws Exception {
        assertThat(evaluate()).isZero();
        assertThat(out.toString())
                .contains("images      40", "95 % interval: ", "is \\ named", "most surely wrong")
                .contains("All images were measured. If the network was trained on some of them");
        assertThat(evaluate("--part", "test")).isZero();
        assertThat(out.toString()).contains("images      4\n", "those that a search of the same folder keeps");
        JsonNode held = figures("--part", "test");
        assertThat(held.get("held_out").asBoolean()).isTrue();
        Files.createDirectories(folder.resolve("parts/train"));
        Files.move(folder.resolve("photos"), folder.resolve("parts/test"));
        Files.move(folder.resolve("parts"), folder.resolve("photos"));
        JsonNode own = figures();
        assertThat(own.get("part").asText()).isEqualTo("test");
        assertThat(own.get("held_out").asBoolean()).isFalse();
        assertThat(own.get("figures").get("images").asInt()).isEqualTo(2 * IMAGES);
        assertThat(evaluate()).isZero();
        assertThat(out.toString()).doesNotContain("flatter", "search");
    }

    @Test
    void imagesThatCannotBeReadAreNamedAndInNoFigure() throws Exception {
        Files.writeString(folder.resolve("photos/lying/3.png"), "no image");
        assertThat(evaluate()).isEqualTo(2);
        assertThat(err.toString()).contains("photos/lying/3.png: ", "1 of 40 could not be read.");
        assertThat(out.toString()).contains("images      39, and 1 that could not be read");
        for (int i = 0; i < IMAGES; i++) {
            Files.writeString(folder.resolve("photos/lying/" + i + ".png"), "no image");
        }
        Files.move(folder.resolve("photos/standing"), folder.resolve("elsewhere"));
        assertThat(evaluate()).isEqualTo(2);
        assertThat(err.toString()).contains("none of its images can be read.");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void aClassThatTheNetworkDoesNotKnowIsRefused() throws Exception {
        Files.move(folder.resolve("photos/standing"), folder.resolve("photos/Standing_"));
        TinyImages.write(folder.resolve("photos/sleeping/0.png"), 24, 0);
        // Near to a class that has images of its own, and so no other way to spell it.
        TinyImages.write(folder.resolve("photos/flying/0.png"), 24, 0);
        assertThat(evaluate()).isEqualTo(2);
        assertThat(err.toString())
                .contains(
                        "knows no class \"Standing_\", of which there are 20 images. Maybe it is the class \"standing\".")
                .contains("knows no class flying, sleeping, of which there are 2 images. Maybe move them away")
                .contains("2 problems.");
        Files.move(folder.resolve("photos/Standing_"), folder.resolve("photos/x"));
        Files.move(folder.resolve("photos/lying"), folder.resolve("photos/y"));
        assertThat(evaluate()).isEqualTo(2);
        assertThat(err.toString())
                .contains(
                        "the network knows none of the classes of these images (flying, sleeping, x, y), only lying, standing.");
        assertThat(err.toString().lines()).hasSize(1);
    }

    @Test
    void classesWithoutImagesAreSaid() throws Exception {
        Files.move(folder.resolve("photos/standing"), folder.resolve("elsewhere"));
        assertThat(evaluate()).isZero();
        assertThat(out.toString()).contains("Without any image: standing. Balanced accuracy is of the other classes.");
        JsonNode classes = figures().get("figures").get("classes");
        assertThat(classes.get(1).get("recall").isNull()).isTrue();
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThat(evaluate("--part", "tset")).isEqualTo(2);
        assertThat(err.toString()).contains("--part: there is no \"tset\" here. Maybe \"test\".");
        assertThat(evaluate("--threshold", "0.5")).isEqualTo(2);
        assertThat(err.toString())
                .contains("--threshold: only the boxes of a detector have scores. Maybe leave it out.");
        assertThat(run("evaluate", "--data", "fashoin")).isEqualTo(2);
        assertThat(err.toString()).contains("--data: there is no folder fashoin. Maybe \"fashion\".");
        assertThat(run("evaluate", "--data", "fashion")).isEqualTo(2);
        assertThat(err.toString()).contains("the network knows none of the classes of these images (t-shirt, ");
        Path nested = folder;
        assertThat(run("evaluate", "--data", nested.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("the network knows none of the classes of these images (photos), only");
    }
}
