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
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Prints stages, a line each, and below them a progress bar that moves on a terminal. Without a terminal a line says how far
 * the run is whenever a trial is over, and each minute in which nothing else was said.
 */
final class ProgressView implements StudyListener {
    private static final int NAME_WIDTH = 11;
    private static final int QUIET_SECONDS = 60;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private final PrintWriter out;
    private final boolean quiet;
    private final boolean terminal;
    private final Supplier<LocalTime> clock;
    private final Running running = new Running();
    private Progress progress = new Progress(0, 0, 0, OptionalDouble.empty(), "accuracy", Map.of());
    private String bar = "";
    private String stage = "";
    private int over = -1;
    private int silent;

    /** @param clock time of day, for people */
    ProgressView(PrintWriter out, boolean quiet, boolean terminal, Supplier<LocalTime> clock) {
        this.out = out;
        this.quiet = quiet;
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public synchronized void on(StudyEvent event) {
        running.on(event);
        if (quiet) {
            return;
        }
        if (event instanceof StudyEvent.Progressed moved) {
            progress = moved.progress();
            progress();
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
        stage = line.stage();
        silent = 0;
        draw();
    }

    private void progress() {
        if (terminal) {
            erase();
            bar = text();
            draw();
        } else if (progress.candidates() != over) {
            over = progress.candidates();
            line();
        }
    }

    /** A second is over. */
    synchronized void second() {
        silent++;
        if (!quiet && !terminal && silent >= QUIET_SECONDS) {
            line();
        }
    }

    private void line() {
        silent = 0;
        out.println(
                clock.get().format(TIME) + "  " + (progress.planned() == 0 ? "still at \"" + stage + "\"" : text()));
        out.flush();
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
        out.println("Stopped. Nothing is lost: " + folder + " keeps " + kept()
                + ", and the same command goes on from there" + (progress.candidates() == 0 ? "." : "; narsil finish " + folder
                + " makes a family of what there is."));
        out.flush();
    }

    private String kept() {
        int count = progress.candidates();
        String trials = count == 1 ? "1 trial that is over" : count + " trials that are over";
        return running.count() == 0
                ? trials
                : trials + " and each epoch that is over of the " + running.count()
                        + (running.count() == 1 ? " other" : " others");
    }

    private String text() {
        String best = progress.best().entrySet().stream()
                .map(e -> String.format(Locale.ROOT, "%s %.1f %%", e.getKey(), 100 * e.getValue()))
                .collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                "%s %3.0f %%  %d of %d trained%s%s%s",
                Bar.of(progress.share()),
                100 * progress.share(),
                progress.candidates(),
                progress.planned(),
                progress.secondsLeft().isPresent()
                        ? "  " + Bar.left(progress.secondsLeft().getAsDouble())
                        : "",
                best.isEmpty()
                        ? ""
                        : "  best" + (progress.score().equals("accuracy") ? "" : " " + progress.score()) + ": " + best,
                running.count() == 0 ? "" : "  " + running.text());
    }

    private void erase() {
        if (terminal && !bar.isEmpty()) {
            Terminal.eraseLine(out);
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
