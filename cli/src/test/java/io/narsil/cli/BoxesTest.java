package io.narsil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoxesTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void make() throws Exception {
        for (String part : new String[] {"train", "val"}) {
            for (int i = 0; i < 4; i++) {
                TinyImages.write(folder.resolve("images/" + part + "/" + i + ".png"), 128, i);
            }
            labels(part + "/0.txt", "0 0.5 0.5 1 1\n1 0.25 0.25 0.125 0.0625\n");
        }
        labels("train/1.txt", "1 0.5 0.5 0.5 0.5\n");
        Files.writeString(
                folder.resolve("data.yaml"), "train: images/train\nval: images/val\nnames: [cell, dot, none]\n");
    }

    private void labels(String name, String text) throws Exception {
        Path file = folder.resolve("labels").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private int run(String... more) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        String[] all = new String[more.length + 2];
        all[0] = "boxes";
        all[1] = folder.toString();
        System.arraycopy(more, 0, all, 2, more.length);
        return Narsil.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all);
    }

    @Test
    void countsPartsClassesAndSizes() {
        assertThat(run()).as(err.toString()).isZero();
        assertThat(out.toString().replaceAll(" +", " "))
                .startsWith(folder + ": YOLO, 8 images with 5 boxes of 2 classes.\n")
                .contains("train 3 1 3\n", "validation 4 3 2\n", "test (held out) 1 1 0\n")
                .contains("cell 2 2 1 1 0 0 0 2\n", "dot 3 3 2 1 0 2 1 0\n")
                .contains("\n320x320 20.0 160.0 0 0.0 %\n")
                .contains("- classes without a box are left out: none.\n");
    }

    @Test
    void aBoxIsAsSmallAsItsShorterSideIsAfterScaling() {
        assertThat(run("--resolution", "64")).isZero();
        assertThat(out.toString().replaceAll(" +", " ")).contains("64x64 4.0 32.0 2 40.0 %");
        assertThat(run("--resolution", "0")).isEqualTo(2);
        assertThat(err.toString()).contains("--resolution: this must be from 1 to 10000, not 0");
    }

    @Test
    void figuresAsJson() throws Exception {
        assertThat(run("--json", "--resolution", "64")).isZero();
        JsonNode figures = new ObjectMapper().readTree(out.toString());
        assertThat(figures.get("form").asText()).isEqualTo("yolo");
        assertThat(figures.get("classes").get(1).get("boxes").asInt()).isEqualTo(3);
        assertThat(figures.get("scaled").get(0).get("under").asInt()).isEqualTo(2);
        assertThat(figures.get("parts").get(2).get("held_out").asBoolean()).isTrue();
        assertThat(figures.get("notes")).isNotEmpty();
    }

    @Test
    void allFaultsAreSaid() throws Exception {
        labels("train/1.txt", "0 0.5 0.5 1 1\n7 0.5 0.5 1 1\n");
        labels("val/2.txt", "0 5 5 1 1\n");
        assertThat(run()).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString())
                .contains(folder
                        + "/labels/train/1.txt:2: there is no class of this number in data.yaml: 7. Maybe it"
                        + " is from 0 to 2.")
                .contains(folder + "/labels/val/2.txt:1: a box lies outside of its image")
                .endsWith("2 problems.\n");
    }

    @Test
    void foundBoxesAreJudged() throws Exception {
        Path found = Files.writeString(folder.resolve("found.jsonl"), """
                {"image": "images/val/0.png", "class": "cell", "score": 0.9, "box": [0, 0, 128, 128]}
                {"image": "images/val/0.png", "class": "dot", "score": 0.8, "box": [24, 28, 16, 4]}

                {"image": "images/val/3.png", "class": "dot", "score": 0.9, "box": [1, 2, 3, 4]}
                """);
        assertThat(run("--found", found.toString(), "--part", "validation"))
                .as(err.toString())
                .isZero();
        assertThat(out.toString().replaceAll(" +", " "))
                .startsWith("judged 3 boxes, on 4 images of the part validation with 2 marked\n")
                .contains("\nAP50 75.00 % (95 % interval: ", "cell 1 100.00 % 100.00 %\n", "dot 1 5.00 % 50.00 %\n")
                .contains("""

                        found for what, by boxes above a score of 0.3 that overlap by an IoU of 0.5 or more
                        is \\ found cell dot background
                        cell 1 . .
                        dot . 1 .
                        background . 1 .
                        """);
        assertThat(run("--found", found.toString(), "--part", "validation", "--json"))
                .isZero();
        JsonNode figures = new ObjectMapper().readTree(out.toString());
        assertThat(figures.get("ap50").asDouble()).isEqualTo(0.75);
        assertThat(figures.get("ap_large").asDouble()).isEqualTo(1);
        assertThat(figures.get("ap_medium").isNull()).isTrue();
        assertThat(figures.get("classes").get("dot").get("marked").asInt()).isEqualTo(1);
        JsonNode confusion = figures.get("confusion");
        assertThat(confusion.get("score_above").asDouble()).isEqualTo(0.3);
        assertThat(confusion.get("mistakes").toString()).isEqualTo("[{\"class\":null,\"found\":\"dot\",\"count\":1}]");
        assertThat(confusion.get("matrix").toString()).isEqualTo("[[1,0,0],[0,1,0],[0,1,0]]");
        assertThat(run("--found", found.toString(), "--part", "validation", "--threshold", "0.8"))
                .isZero();
        assertThat(out.toString().replaceAll(" +", " "))
                .contains("above a score of 0.8", "dot . . 1\nbackground . 1 .\n");
        assertThat(run("--threshold", "0.5")).isEqualTo(2);
        assertThat(err.toString()).contains("--threshold: only --found reads it. Maybe add --found FILE.");
    }

    @Test
    void allFaultsOfFoundBoxesAreSaid() throws Exception {
        Path found = Files.writeString(folder.resolve("found.jsonl"), """
                {"image": "images/val/9.png", "class": "cel", "score": "a", "box": [1, 2, 0, 3]}
                {oops
                {"image": "images/train/0.png", "class": "dot", "score": 1, "box": [1, 2, 3, 1e400]}
                {"image": "0.png", "class": "dot", "score": 1, "box": [1, 2, 3, 4]}
                """);
        assertThat(run("--found", found.toString(), "--part", "validation")).isEqualTo(2);
        assertThat(err.toString())
                .contains(found + ":1: the folder has no such image: images/val/9.png")
                .contains(found + ":1: the folder has no such class: cel. Maybe \"cell\".")
                .contains(found + ":1: \"score\" is a number: \"a\".")
                .contains(found + ":1: \"box\" is left, top, width and height, the last two above 0: [1,2,0,3].")
                .contains(found + ":2: this line is no JSON: ")
                .contains(found + ":3: this image is not of the part that is judged: images/train/0.png.")
                .contains(found + ":4: the folder has no such image: 0.png. Maybe its path in the folder: several have")
                .endsWith("8 problems.\n");
        assertThat(run("--part", "test")).isEqualTo(2);
        assertThat(err.toString()).contains("--part: only --found reads it. Maybe add --found FILE.");
        assertThat(run("--found", found.toString(), "--part", "tests")).isEqualTo(2);
        assertThat(err.toString()).contains("--part: there is no part \"tests\"");
    }
}
