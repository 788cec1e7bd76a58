package io.narsil.cli.model;

import io.narsil.config.Fault;
import io.narsil.config.Printable;
import io.narsil.config.UserException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/** Says which images could not be read, a line each; of equal faults the first ten and a count. */
final class BadImages {
    private static final int SHOWN = 10;

    private final PrintWriter err;
    private final Map<String, Integer> counts = new LinkedHashMap<>();
    private int all;

    /** @param err screen that receives the lines */
    BadImages(PrintWriter err) {
        this.err = err;
    }

    /** Says what is wrong with one more. */
    void add(UserException bad) {
        all++;
        Fault fault = bad.problems().get(0);
        if (counts.merge(fault.what(), 1, Integer::sum) <= SHOWN) {
            err.println(Printable.line(fault.toString()));
        }
    }

    /** Says how many there were, and whether there were any. */
    boolean end(long good) {
        counts.forEach((what, count) -> {
            if (count > SHOWN) {
                err.println(count - SHOWN + " more: " + Printable.line(what) + ".");
            }
        });
        if (all > 0) {
            err.println(all + " of " + (all + good) + " could not be read.");
        }
        return all > 0;
    }
}
