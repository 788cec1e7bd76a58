package io.narsil.cli.bench.output;

import io.narsil.cli.text.Bar;
import io.narsil.cli.text.Terminal;
import java.io.PrintWriter;
import java.util.Locale;

/** The progress of many runs: a bar on a terminal, a line for each tenth elsewhere, nothing if quiet. */
public final class BenchProgress implements Runnable {

    private final PrintWriter out;
    private final boolean quiet;
    private final int runs;
    private final boolean terminal = Terminal.present();
    private final long start = System.nanoTime();
    private int done;
    private int printed;

    public BenchProgress(BenchOutput out, int runs) {
        this.out = out.screen();
        this.quiet = out.quiet();
        this.runs = runs;
    }

    /** Another run is done; from any thread. */
    @Override
    public synchronized void run() {
        done++;
        int tenth = 10 * done / runs;
        if (quiet || (!terminal && tenth == printed)) {
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
        if (terminal) {
            Terminal.eraseLine(out);
        }
        out.print(terminal ? bar : bar + "\n");
        out.flush();
    }

    /** Ends the bar. */
    public synchronized void end() {
        if (!quiet) {
            if (terminal) {
                Terminal.eraseLine(out);
            } else {
                out.print("\n");
            }
            out.flush();
        }
    }
}
