package io.narsil.cli.train;

import io.narsil.cli.event.EventTexts;
import io.narsil.cli.text.Bar;
import io.narsil.study.event.StudyEvent;
import io.narsil.study.event.StudyListener;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** A training on a screen: a line with a bar for each epoch, and in the end the whole curve. */
final class TrainView implements StudyListener {
    private static final String LEVELS = "▁▂▃▄▅▆▇█";
    private static final int LONGEST_CURVE = 60;

    private final PrintWriter out;
    private final int epochs;
    private double best;
    private double seconds;
    private int timed;

    TrainView(PrintWriter out, int epochs) {
        this.out = out;
        this.epochs = epochs;
    }

    @Override
    public void on(StudyEvent event) {
        if (event instanceof StudyEvent.EpochDone over) {
            epoch(over.epoch(), over.loss(), over.score(), over.seconds());
        }
        if (event instanceof StudyEvent.ParentRead read) {
            line("init", start(read));
            return;
        }
        EventTexts.of(event).ifPresent(line -> line(line.stage(), line.what()));
    }

    private void line(String stage, String what) {
        out.printf(Locale.ROOT, "%-11s %s%n", stage, what);
        out.flush();
    }

    private static String start(StudyEvent.ParentRead read) {
        return String.format(
                Locale.ROOT,
                "%.0f %% of the parameters are those of %s%s",
                100 * read.cheapest(),
                read.network(),
                read.alike()
                        ? ""
                        : "; it pads, normalises or scales images in another way, so that even the same layers compute"
                                + " something else at first");
    }

    private void epoch(int number, double loss, double accuracy, double took) {
        best = Math.max(best, accuracy);
        // Epochs from before an interruption took no time now.
        seconds += took;
        timed += took > 0 ? 1 : 0;
        double left = timed == 0 ? 0 : seconds / timed * (epochs - number);
        out.printf(
                Locale.ROOT,
                "%s epoch %d of %d  loss %.3f  validation %.2f %%  best %.2f %%  %s%n",
                Bar.of((double) number / epochs),
                number,
                epochs,
                loss,
                100 * accuracy,
                100 * best,
                Bar.left(left));
        out.flush();
    }

    /** A learning curve in one line, from the lowest accuracy to the highest; of a long one, evenly spaced epochs. */
    static String curve(List<Double> accuracies) {
        double low = accuracies.stream().mapToDouble(a -> a).min().orElseThrow();
        double high = accuracies.stream().mapToDouble(a -> a).max().orElseThrow();
        int shown = Math.min(LONGEST_CURVE, accuracies.size());
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < shown; i++) {
            double accuracy = accuracies.get((int) ((i + 1L) * accuracies.size() / shown) - 1);
            int level = high > low ? (int) Math.round((LEVELS.length() - 1) * (accuracy - low) / (high - low)) : 0;
            text.append(LEVELS.charAt(level));
        }
        return text + String.format(Locale.ROOT, "  %.1f to %.1f %%", 100 * low, 100 * high);
    }
}
