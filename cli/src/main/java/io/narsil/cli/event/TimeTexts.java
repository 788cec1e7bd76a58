package io.narsil.cli.event;

import io.narsil.study.event.StudyEvent;
import java.util.Locale;

/** What is said of a search that keeps to a time. */
final class TimeTexts {
    private TimeTexts() {}

    static String of(StudyEvent.PaceMeasuring e) {
        return "training on some of the images for a moment, to plan the search into " + minutes(60.0 * e.minutes());
    }

    static String of(StudyEvent.TimePlanned e) {
        String plan = String.format(
                Locale.ROOT,
                "%s of %d candidates of %s, finalists of %s; at this pace it is over after %s",
                count(e.rounds(), "round"),
                e.batch(),
                e.rungs().isEmpty() ? count(e.epochs(), "epoch") : climbing(e),
                count(e.finalEpochs(), "epoch"),
                minutes(e.expected()));
        return plan
                + (e.expected() > 1.02 * e.limit()
                        ? ", which is longer than the " + minutes(e.limit()) + " of the study"
                        : " of " + minutes(e.limit()));
    }

    /** As in "2, then 6 epochs". */
    private static String climbing(StudyEvent.TimePlanned e) {
        int last = e.rungs().size() - 1;
        StringBuilder text = new StringBuilder();
        e.rungs().subList(0, last).forEach(rung -> text.append(rung).append(", then "));
        return text.append(count(e.rungs().get(last), "epoch")).toString();
    }

    private static String count(int number, String word) {
        return number + " " + word + (number == 1 ? "" : "s");
    }

    private static String minutes(double seconds) {
        double minutes = seconds / 60;
        String number = minutes == Math.rint(minutes) || minutes >= 100
                ? String.format(Locale.ROOT, "%.0f", minutes)
                : String.format(Locale.ROOT, "%.1f", minutes);
        return number + (number.equals("1") ? " minute" : " minutes");
    }
}
