package io.narsil.cli;

import java.io.PrintWriter;
import java.util.Locale;

/** The progress of many runs: a bar on a terminal, a line for each tenth elsewhere. */
final class BenchProgress implements Runnable {
    private static final int BAR_WIDTH = 24;

    private final PrintWriter out;
    private final int runs;
    private final boolean terminal = Terminal.present();
    private final long start = System.nanoTime();
    private int done;
    private int printed;

    BenchProgress(PrintWriter out, int runs) {
        this.out = out;
        this.runs = runs;
    }

    /** Another run is done; from any thread. */
    @Override
    public synchronized void run() {
        done++;
        int tenth = 10 * done / runs;
        if (!terminal && tenth == printed) {
            return;
        }
        printed = tenth;
        int filled = BAR_WIDTH * done / runs;
        long left = Math.round((System.nanoTime() - start) / 1e9 * (runs - done) / done);
        String bar = String.format(
                Locale.ROOT,
                "[%s%s] %3d %%  %d of %d runs  %d:%02d left",
                "#".repeat(filled),
                "-".repeat(BAR_WIDTH - filled),
                100 * done / runs,
                done,
                runs,
                left / 60,
                left % 60);
        out.print(terminal ? "\r\033[2K" + bar : bar + "\n");
        out.flush();
    }

    /** Ends the bar. */
    synchronized void end() {
        out.print(terminal ? "\r\033[2K" : "\n");
        out.flush();
    }
}
