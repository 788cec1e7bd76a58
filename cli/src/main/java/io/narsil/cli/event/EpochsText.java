package io.narsil.cli.event;

import io.narsil.study.event.StudyEvent;
import java.util.Locale;

/** How long candidates are trained where the study leaves it to the images, and why. */
final class EpochsText {
    private EpochsText() {}

    static String of(StudyEvent.EpochsChosen chosen) {
        return String.format(
                Locale.ROOT,
                "%d for a candidate and %d for a finalist, chosen by the images: %,d in batches of %d make %,d steps"
                        + " of a candidate (\"epochs\" in the study says otherwise)",
                chosen.epochs(),
                chosen.finalEpochs(),
                chosen.images(),
                chosen.batch(),
                chosen.steps());
    }
}
