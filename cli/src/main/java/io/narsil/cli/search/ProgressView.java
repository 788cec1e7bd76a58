package io.narsil.cli.search;

import io.narsil.cli.event.EventTexts;
import io.narsil.cli.text.Bar;
import io.narsil.cli.text.Terminal;
import io.narsil.cli.text.Wrap;
import io.narsil.study.event.Progress;
import io.narsil.study.event.StudyEvent;
import io.narsil.study.event.StudyListener;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;

/** Prints stages, a line each, and below them a progress bar that moves on a terminal. */
final class ProgressView implements StudyListener {
    private static final int NAME_WIDTH = 11;
    /** Without a terminal, a line is printed whenever another such share of the work is done. */
    private static final double STEP = 0.1;

    private final PrintWriter out;
    private final boolean quiet;
    private final boolean terminal;
    private String bar = "";
    private double printed;

    ProgressView(PrintWriter out, boolean quiet, boolean terminal) {
        this.out = out;
        this.quiet = quiet;
        this.terminal = terminal;
    }

    @Override
    public synchronized void on(StudyEvent event) {
        if (quiet) {
            return;
        }
        if (event instanceof StudyEvent.Progressed moved) {
            progress(moved.progress());
        }
        EventTexts.of(event).ifPresent(this::stage);
    }

    private void stage(EventTexts.Line line) {
        erase();
        String indent = " ".repeat(NAME_WIDTH + 1);
        String text = line.stage()
                + " ".repeat(Math.max(1, NAME_WIDTH + 1 - line.stage().length()))
                + line.what();
        out.println(terminal ? Wrap.lines(text, Terminal.width(), indent) : text);
        draw();
    }

    private void progress(Progress progress) {
        if (terminal) {
            erase();
            bar = text(progress);
            draw();
        } else if (progress.share() >= printed + STEP) {
            printed = progress.share();
            out.println(text(progress));
            out.flush();
        }
    }

    /** Ends the bar. */
    synchronized void end() {
        erase();
        bar = "";
        out.flush();
    }

    /** The last words after Ctrl-C. */
    synchronized void interrupted(Path folder) {
        if (quiet) {
            return;
        }
        erase();
        bar = "";
        out.println("Stopped. Nothing is lost: the same command goes on from " + folder + ", and narsil finish " + folder
                + " makes a family of what there is.");
        out.flush();
    }

    private static String text(Progress progress) {
        String best = progress.best().entrySet().stream()
                .map(e -> String.format(Locale.ROOT, "%s %.1f %%", e.getKey(), 100 * e.getValue()))
                .collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                "%s %3.0f %%  %d of %d trained  %s%s",
                Bar.of(progress.share()),
                100 * progress.share(),
                progress.candidates(),
                progress.planned(),
                progress.secondsLeft().isPresent()
                        ? Bar.left(progress.secondsLeft().getAsDouble())
                        : "",
                best.isEmpty() ? "" : "  best: " + best);
    }

    private void erase() {
        if (terminal && !bar.isEmpty()) {
            out.print("\r\033[2K");
        }
    }

    private void draw() {
        if (terminal && !bar.isEmpty()) {
            int width = Terminal.width() - 1;
            out.print(bar.length() > width ? bar.substring(0, width) : bar);
        }
        out.flush();
    }
}
