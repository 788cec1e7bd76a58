package io.narsil.cli.bench;

import io.narsil.cli.text.Bar;
import io.narsil.cli.text.Terminal;
import java.io.PrintWriter;
import java.util.Locale;

/** The progress of many runs: a bar on a terminal, a line for each tenth elsewhere. */
final class BenchProgress implements Runnable {

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
        double left = (System.nanoTime() - start) / 1e9 * (runs - done) / done;
        String bar = String.format(
                Locale.ROOT,
                "%s %3d %%  %d of %d runs  %s",
                Bar.of((double) done / runs),
                100 * done / runs,
                done,
                runs,
                Bar.left(left));
        out.print(terminal ? "\r\033[2K" + bar : bar + "\n");
        out.flush();
    }

    /** Ends the bar. */
    synchronized void end() {
        out.print(terminal ? "\r\033[2K" : "\n");
        out.flush();
    }
}
