package io.narsil.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Golden values from {@code tools/class_scores.py}. */
class ConfusionTest {
    private static final int[] LABELS = {0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 2, 2};
    private static final int[] ANSWERS = {0, 0, 0, 0, 0, 1, 3, 1, 0, 1, 2, 0};

    private final Confusion confusion = Confusion.of(5, LABELS, ANSWERS);

    @Test
    void scoresAreThoseOfScikitLearn() {
        assertThat(ClassScore.ACCURACY.of(confusion)).isEqualTo(8.0 / 12);
        assertThat(ClassScore.BALANCED_ACCURACY.of(confusion)).isCloseTo(0.626984126984127, within(1e-15));
        assertThat(ClassScore.MACRO_F1.of(confusion)).isCloseTo(0.5119047619047619, within(1e-15));
    }

    @Test
    void aClassIsFoundInSomeOfItsImages() {
        assertThat(confusion.recall(0)).isEqualTo(5.0 / 7);
        assertThat(confusion.recall(2)).isEqualTo(0.5);
        assertThat(confusion.recall(4)).isNaN();
    }

    @Test
    void ofTheImagesThatAreNamedSoSomeAreOfTheClass() {
        assertThat(confusion.precision(0)).isCloseTo(0.7142857142857143, within(1e-15));
        assertThat(confusion.precision(1)).isCloseTo(0.6666666666666666, within(1e-15));
        assertThat(confusion.precision(3)).isZero();
        assertThat(confusion.precision(4)).isNaN();
        assertThat(confusion.count(0, 3)).isEqualTo(1);
        assertThat(confusion.count(0, 0)).isEqualTo(5);
        assertThat(confusion.count(3, 0)).isZero();
        assertThat(confusion.images(0)).isEqualTo(7);
    }

    @Test
    void theMostFrequentMistakesComeFirst() {
        confusion.add(1, 0);
        assertThat(confusion.mistakes())
                .containsExactly(
                        new Confusion.Mistake(1, 0, 2),
                        new Confusion.Mistake(0, 1, 1),
                        new Confusion.Mistake(0, 3, 1),
                        new Confusion.Mistake(2, 0, 1));
        assertThat(confusion.count()).isEqualTo(13);
        assertThat(confusion.right()).isEqualTo(8);
    }

    /** One in a hundred: naming the common class always is right for nearly all images, and no use. */
    @Test
    void aRareClassCountsAsMuchAsACommonOne() {
        Confusion constant = new Confusion(2);
        for (int i = 0; i < 100; i++) {
            constant.add(i == 0 ? 1 : 0, 0);
        }
        assertThat(constant.accuracy()).isEqualTo(0.99);
        assertThat(constant.balancedAccuracy()).isEqualTo(0.5);
    }

    @Test
    void intervalsAreThoseOfSciPy() {
        check(Interval.of(98, 100), 0.9299882092714561, 0.9944980324498377);
        check(Interval.of(6, 6), 0.6096657120978346, 1);
        check(Interval.of(0, 40), 0, 0.08762160119728662);
        check(Interval.of(5000, 10000), 0.49020206181540477, 0.5097979381845952);
    }

    private static void check(Interval interval, double low, double high) {
        assertThat(interval.low()).isCloseTo(low, within(1e-14));
        assertThat(interval.high()).isCloseTo(high, within(1e-14));
    }
}
