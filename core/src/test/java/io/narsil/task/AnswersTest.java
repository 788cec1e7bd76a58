package io.narsil.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Golden values from {@code tools/class_scores.py}. */
class AnswersTest {
    private static final int CLASSES = 12;

    private static int given(int image) {
        return (image * image + 3 * image) % CLASSES;
    }

    private static double[] probabilities(int image) {
        double[] p = IntStream.range(0, CLASSES)
                .mapToDouble(
                        c -> Math.exp((37 * image + 11 * c + 5 * image * c) % 101 / 20.0 + (c == given(image) ? 2 : 0)))
                .toArray();
        double sum = IntStream.range(0, CLASSES).mapToDouble(c -> p[c]).sum();
        return IntStream.range(0, CLASSES).mapToDouble(c -> p[c] / sum).toArray();
    }

    @Test
    void figuresAreThoseOfScikitLearn() {
        Answers answers = new Answers(CLASSES, 3);
        IntStream.range(0, 40).forEach(i -> answers.add(i, given(i), probabilities(i)));
        assertThat(answers.confusion().accuracy()).isEqualTo(0.45);
        assertThat(answers.amongFirst()).isEqualTo(0.75);
        assertThat(answers.countAmongFirst()).isEqualTo(30);
        assertThat(answers.crossEntropy()).isCloseTo(1.722873815046635, within(1e-14));
        assertThat(answers.surest())
                .extracting(Answers.Mistake::image, Answers.Mistake::label, Answers.Mistake::answer)
                .containsExactly(tuple(19, 10, 0), tuple(0, 0, 9), tuple(37, 4, 10));
        assertThat(answers.surest().get(0).probability()).isCloseTo(0.5199818346112727, within(1e-14));
    }

    @Test
    void ofEqualProbabilitiesTheFirstClassesCount() {
        Answers answers = new Answers(CLASSES, 3);
        double[] equal =
                IntStream.range(0, CLASSES).mapToDouble(c -> 1.0 / CLASSES).toArray();
        IntStream.range(0, CLASSES).forEach(c -> answers.add(c, c, equal));
        assertThat(answers.confusion().right()).isEqualTo(1);
        assertThat(answers.countAmongFirst()).isEqualTo(Answers.FIRST);
        // Equally sure, so in the order of the images.
        assertThat(answers.surest()).extracting(Answers.Mistake::image).containsExactly(1, 2, 3);
    }

    @Test
    void whatIsHeldToBeImpossibleHasAFiniteLoss() {
        Answers answers = new Answers(2, 1);
        answers.add(0, 1, new double[] {1, 0});
        assertThat(answers.crossEntropy()).isBetween(700.0, 750.0);
        assertThat(answers.amongFirst()).isEqualTo(1);
    }
}
