package io.narsil.cli.model;

import io.narsil.cli.text.Bar;
import io.narsil.cli.text.Terminal;
import io.narsil.config.UserException;
import io.narsil.study.evaluation.Evaluator;
import java.io.PrintWriter;
import java.util.Locale;

/** The progress through many images: a bar on a terminal, and nothing elsewhere, where figures alone are wanted. */
final class ImagesProgress implements Evaluator.Listener {
    private static final int STEPS = 200;

    private final PrintWriter err;
    private final int count;
    private final BadImages bad;
    private final boolean terminal = Terminal.present();
    private final long start = System.nanoTime();
    private int shown;

    ImagesProgress(PrintWriter err, int count, BadImages bad) {
        this.err = err;
        this.count = count;
        this.bad = bad;
    }

    @Override
    public void over(int images) {
        int step = (int) ((long) STEPS * images / count);
        if (!terminal || step == shown) {
            return;
        }
        shown = step;
        Terminal.eraseLine(err);
        err.printf(
                Locale.ROOT,
                "%s %d of %d images  %s",
                Bar.of((double) images / count),
                images,
                count,
                Bar.left((System.nanoTime() - start) / 1e9 * (count - images) / images));
        err.flush();
    }

    @Override
    public void unread(UserException fault) {
        end();
        bad.add(fault);
    }

    /** Erases the bar. */
    void end() {
        if (terminal) {
            Terminal.eraseLine(err);
            err.flush();
        }
    }
}
