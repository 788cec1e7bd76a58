package io.narsil.cli.boxes;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.boxes.Box;
import io.narsil.boxes.BoxConfusion;
import io.narsil.boxes.FoundBox;
import io.narsil.boxes.TrueBox;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConfusionTextTest {
    private static final Box BOX = new Box(0, 0, 10, 10);

    /** An object of each class, found as the next class; the last is not found. */
    private static List<String> lines(int classes) {
        List<List<TrueBox>> truth = IntStream.range(0, classes)
                .mapToObj(c -> List.of(TrueBox.of(c, BOX)))
                .toList();
        List<List<FoundBox>> found = IntStream.range(0, classes)
                .mapToObj(c -> c == classes - 1 ? List.<FoundBox>of() : List.of(new FoundBox(c + 1, BOX, 0.9)))
                .toList();
        List<String> names =
                IntStream.range(0, classes).mapToObj(c -> "class-" + c).toList();
        return new ConfusionText(names, BoxConfusion.of(classes, truth, found))
                .of()
                .lines()
                .map(String::stripTrailing)
                .toList();
    }

    @Test
    void twelveClassesAreASquareWithTheBackground() {
        assertThat(lines(2))
                .containsExactly(
                        "",
                        "found for what, by boxes above a score of 0.3 that overlap by an IoU of 0.5 or more",
                        "is \\ found  class-0  class-1  background",
                        "class-0           .        1           .",
                        "class-1           .        .           1",
                        "background        .        .           .");
        assertThat(lines(12)).hasSize(3 + 13);
    }

    @Test
    void ofMoreClassesTheMostFrequentMistakesAreNamed() {
        assertThat(lines(13))
                .hasSize(3 + 10 + 1)
                .contains("class-0  class-1       1")
                .endsWith("and 3 rarer kinds of mistakes");
        BoxConfusion none = BoxConfusion.of(13, List.of(), List.of());
        assertThat(new ConfusionText(List.of(), none).of()).endsWith("or more\nno mistakes\n");
    }
}
