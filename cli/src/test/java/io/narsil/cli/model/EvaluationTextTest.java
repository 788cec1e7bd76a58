package io.narsil.cli.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.study.evaluation.Evaluation;
import io.narsil.task.Interval;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EvaluationTextTest {
    /** Figures of so many classes, of which the first is found least and the last has no image. */
    private static String text(int classes) {
        List<Evaluation.ClassFigures> figures = IntStream.range(0, classes)
                .mapToObj(c -> c == classes - 1
                        ? new Evaluation.ClassFigures("none", 0, null, null)
                        : new Evaluation.ClassFigures("class-number-" + c, 1000, 0.5 + c / 100.0, 0.75))
                .toList();
        List<Evaluation.Mistakes> mistakes = IntStream.range(1, classes - 1)
                .mapToObj(c -> new Evaluation.Mistakes("class-number-0", "class-number-" + c, 500 / c))
                .toList();
        List<List<Long>> matrix = IntStream.range(0, classes)
                .mapToObj(l -> IntStream.range(0, classes)
                        .mapToObj(a -> l == 0 && a == 1 ? 500L : 0L)
                        .toList())
                .toList();
        return new EvaluationText(new Evaluation(
                        296,
                        2,
                        0.875,
                        Interval.of(259, 296),
                        0.62,
                        0.6,
                        classes > 10 ? new Evaluation.Share(0.97, Interval.of(287, 296)) : null,
                        0.5,
                        figures,
                        mistakes,
                        List.of(new Evaluation.SureMistake(
                                3, "a/3.jpg", "class-number-0", "class-number-1", 0.999, null)),
                        matrix))
                .of(List.of("A sentence."));
    }

    @Test
    void fewClassesAreASquare() {
        assertThat(text(4).lines())
                .containsExactly(
                        "images      296, and 2 that could not be read",
                        "accuracy    87.50 %  (95 % interval: 83.2 to 90.8 %)",
                        "balanced    62.00 %",
                        "macro F1    60.00 %",
                        "loss        0.500  (cross-entropy)",
                        "A sentence.",
                        "",
                        "class           images   found  right where named",
                        "class-number-0   1,000  50.0 %             75.0 %",
                        "class-number-1   1,000  51.0 %             75.0 %",
                        "class-number-2   1,000  52.0 %             75.0 %",
                        "",
                        "is \\ named      class-n~  class-n~  class-n~  none",
                        "class-number-0         .       500         .     .",
                        "class-number-1         .         .         .     .",
                        "class-number-2         .         .         .     .",
                        "none                   .         .         .     .",
                        "",
                        "most surely wrong  class           named           probability",
                        "a/3.jpg            class-number-0  class-number-1       99.9 %");
    }

    @Test
    void ofManyTheWorstAreShown() {
        assertThat(text(40))
                .contains("top 5       97.00 %  (95 % interval: 94.3 to 98.4 %)")
                .contains("class-number-19   1,000  69.0 %")
                .doesNotContain("class-number-20 ", "is \\ named")
                .contains("and 19 classes of which more is found")
                .contains("class-number-0  class-number-10      50\n")
                .contains("and 28 rarer kinds of mistakes");
    }
}
