package io.narsil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.narsil.task.Fit;
import java.awt.image.BufferedImage;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files, folders and patterns of images; answers in three forms; images that cannot be read. */
class PredictTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void make() throws Exception {
        TinyNetwork.write(folder);
        for (int i = 0; i < 3; i++) {
            TinyImages.write(folder.resolve("photos/a/" + i + ".png"), 24, i);
            TinyImages.write(folder.resolve("photos/b/" + i + ".png"), 24, i);
        }
        Files.writeString(folder.resolve("photos/Thumbs.db"), "left by a system");
        Files.writeString(folder.resolve("photos/.hidden.png"), "left by a system");
        // As training leaves them out.
        Files.writeString(folder.resolve("photos/b/ehthumbs.db"), "left by a system");
        TinyImages.write(folder.resolve("photos/b/$RECYCLE.BIN/gone.png"), 24, 1);
    }

    private int predict(String... arguments) {
        List<String> all = new java.util.ArrayList<>(
                List.of("predict", folder.resolve("model.onnx").toString()));
        for (String argument : arguments) {
            all.add(argument.startsWith("--") ? argument : folder + "/" + argument);
        }
        return Narsil.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
    }

    @Test
    void foldersAndPatternsAreReadInTheOrderOfTheirNames() {
        assertThat(predict("photos/b", "photos/[a]/*[01].png", "image.png")).isZero();
        List<String> images = out.toString()
                .lines()
                .skip(1)
                .map(line -> line.substring(folder.toString().length() + 1).split(" ", 2)[0])
                .toList();
        assertThat(images)
                .containsExactly(
                        "photos/b/0.png",
                        "photos/b/1.png",
                        "photos/b/2.png",
                        "photos/a/0.png",
                        "photos/a/1.png",
                        "image.png");
        assertThat(err.toString()).isEmpty();
    }

    /** A photo that lies, and the same with the bars that letterbox draws. */
    @Test
    void photosBecomeSquaresAsTheFileSays() throws Exception {
        BufferedImage whole = new BufferedImage(24, 24, BufferedImage.TYPE_INT_RGB);
        BufferedImage photo = new BufferedImage(24, 10, BufferedImage.TYPE_INT_RGB);
        for (int p = 0; p < 24 * 24; p++) {
            int y = p / 24 - 7;
            boolean bar = y < 0 || y >= 10;
            int colour = bar ? Fit.GREY * 0x010101 : p * 0x070B03;
            whole.setRGB(p % 24, p / 24, colour);
            if (!bar) {
                photo.setRGB(p % 24, y, colour);
            }
        }
        ImageIO.write(whole, "png", folder.resolve("whole.png").toFile());
        ImageIO.write(photo, "png", folder.resolve("photo.png").toFile());
        List<String> crop = answers();
        assertThat(crop.get(0)).isNotEqualTo(crop.get(1));
        TinyNetwork.write(folder, Fit.LETTERBOX);
        List<String> letterbox = answers();
        assertThat(letterbox.get(0)).isEqualTo(letterbox.get(1)).isEqualTo(crop.get(1));
    }

    private List<String> answers() {
        out.getBuffer().setLength(0);
        assertThat(predict("photo.png", "whole.png", "--csv")).isZero();
        return out.toString()
                .lines()
                .skip(1)
                .map(line -> line.replaceFirst("^[^,]*,", ""))
                .toList();
    }

    @Test
    void whatCannotBeReadIsNamedAndTheOthersAreAnswered() throws Exception {
        for (int i = 10; i < 23; i++) {
            Files.writeString(folder.resolve("photos/a/" + i + ".png"), "no image");
        }
        assertThat(predict("photos", "none.png", "*.gif")).isEqualTo(2);
        assertThat(out.toString().lines()).hasSize(1 + 6);
        assertThat(err.toString().lines().filter(l -> l.contains("photos/a/"))).hasSize(10);
        assertThat(err.toString())
                .contains("photos/a/10.png: ", "3 more: ", "none.png: there is no such file.")
                .contains("*.gif: no file matches this pattern.")
                .contains("15 of 21 could not be read.");
    }

    @Test
    void csvHasAColumnForEachClass() throws Exception {
        Files.copy(folder.resolve("image.png"), folder.resolve("with, comma.png"));
        assertThat(predict("with, comma.png", "image.png", "--csv")).isZero();
        List<String> lines = out.toString().lines().toList();
        assertThat(lines.get(0)).isEqualTo("image,class,probability,p(lying),p(standing)");
        assertThat(lines.get(1)).startsWith("\"" + folder + "/with, comma.png\",");
        String[] cells = lines.get(2).split(",", -1);
        assertThat(Double.parseDouble(cells[3]) + Double.parseDouble(cells[4])).isBetween(1 - 1e-9, 1 + 1e-9);
        assertThat(cells[2]).isEqualTo(cells[1].equals("lying") ? cells[3] : cells[4]);
    }

    @Test
    void jsonIsAnObjectInEachLine() throws Exception {
        assertThat(predict("photos", "--json")).isZero();
        List<String> lines = out.toString().lines().toList();
        assertThat(lines).hasSize(6);
        JsonNode answer = new ObjectMapper().readTree(lines.get(0));
        assertThat(answer.get("image").asText()).isEqualTo(folder + "/photos/a/0.png");
        String best = answer.get("class").asText();
        assertThat(answer.get("probabilities").get(best)).isEqualTo(answer.get("probability"));
        assertThat(answer.get("probabilities").size()).isEqualTo(2);
    }

    @Test
    void formsThatContradictEachOtherAreRefused() {
        assertThat(predict("image.png", "--csv", "--json")).isEqualTo(2);
        assertThat(err.toString()).contains("only one form is printed");
        assertThat(predict("image.png", "--csv", "--top=2")).isEqualTo(2);
        assertThat(err.toString()).contains("--csv and --json always name all classes");
    }
}
