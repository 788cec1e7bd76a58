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
                count(e.epochs(), "epoch"),
                count(e.finalEpochs(), "epoch"),
                minutes(e.expected()));
        return plan
                + (e.expected() > 1.02 * e.limit()
                        ? ", which is longer than the " + minutes(e.limit()) + " of the study"
                        : " of " + minutes(e.limit()));
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
