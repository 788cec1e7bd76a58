package io.narsil.cli.event;

import io.narsil.cli.event.EventTexts.Line;
import io.narsil.search.Step;
import io.narsil.search.Trial;
import io.narsil.study.event.StudyEvent;
import java.util.List;
import java.util.Locale;

/** What a person reads of the trials that a search has chosen. */
final class ChoiceTexts {
    private ChoiceTexts() {}

    static Line of(StudyEvent.TrialsChosen e) {
        return switch (e.why()) {
            case BY_HAND -> new Line("by hand", HandTexts.of(e));
            case FINALS -> finalists(e);
            case CLIMBING -> climbing(e);
            case SPREAD, PROMISING -> round(e);
        };
    }

    private static Line climbing(StudyEvent.TrialsChosen e) {
        Trial first = e.choices().get(0).trial();
        return new Line(
                text("round %d", first.round() + 1),
                text(
                        "%s of the best go on to epoch %d of %d (by the %s to be expected there)",
                        e.choices().size(), first.epochs(), first.scheduleEpochs(), e.score()));
    }

    private static Line round(StudyEvent.TrialsChosen e) {
        Trial first = e.choices().get(0).trial();
        int count = e.choices().size();
        if (first.round() >= e.rounds()) {
            return new Line(
                    "evolved",
                    text("training the best %d that evolution found, %s each", count, epochs(first.epochs())));
        }
        String what = e.why() == Step.Why.SPREAD
                ? text("training %d candidates spread over the pool, %s each", count, epochs(first.epochs()))
                : text(
                        "training the %d most promising candidates (predicted %s plus its uncertainty), %s each",
                        count, e.score(), epochs(first.epochs()));
        return new Line(text("round %d/%d", first.round() + 1, e.rounds()), what);
    }

    private static Line finalists(StudyEvent.TrialsChosen e) {
        List<Trial> trials = e.choices().stream().map(StudyEvent.Choice::trial).toList();
        int finalists = trials.size();
        return new Line(
                "finalists",
                text(
                        "training %s, %s each%s",
                        finalists == 1 ? "1 finalist" : finalists + " finalists",
                        epochs(trials.get(0).epochs()),
                        trials.get(0).teacher().isPresent() ? "; the largest one, trained before, teaches them" : ""));
    }

    private static String epochs(int count) {
        return count == 1 ? "1 epoch" : count + " epochs";
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
