package io.narsil.task;

import io.narsil.config.Words;

/** The number by which classifications are compared. */
public enum ClassScore implements Goal {
    /** The share of images whose class is named. */
    ACCURACY("accuracy") {
        @Override
        public double of(Confusion answers) {
            return answers.accuracy();
        }
    },
    /** The mean of the recalls of all classes: a rare class counts as much as a common one. */
    BALANCED_ACCURACY("balanced accuracy") {
        @Override
        public double of(Confusion answers) {
            return answers.balancedAccuracy();
        }
    },
    /** The mean of the F1 scores of all classes: like balanced accuracy, but false alarms count, too. */
    MACRO_F1("macro F1") {
        @Override
        public double of(Confusion answers) {
            return answers.macroF1();
        }
    };

    private final String text;

    ClassScore(String text) {
        this.text = text;
    }

    /**
     * The score of a word, such as {@code macro_f1}.
     *
     * @throws IllegalArgumentException where there is no such score
     */
    public static ClassScore named(String word) {
        return Words.find(ClassScore.class, word)
                .orElseThrow(() -> new IllegalArgumentException("there is no score \"" + word + "\""));
    }

    /** Its value for some answers, 0..1. */
    public abstract double of(Confusion answers);

    @Override
    public String key() {
        return Words.of(this);
    }

    @Override
    public String text() {
        return text;
    }

    @Override
    public Task task(int classes) {
        return new Classification(classes, this);
    }
}
