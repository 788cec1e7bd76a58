package io.narsil.cli.export;

import io.narsil.study.export.Int8Worth;
import io.narsil.task.Interval;
import java.util.Locale;

/** What 8 bits are worth, in figures and in a sentence for each way in which they may be better or worse. */
final class Int8Text {
    private static final String FLOATS = " Maybe deploy the file in 32 bits, or time both on the device.";

    private Int8Text() {}

    /** Two lines: the figures, those of 32 bits in brackets, and what follows from them. */
    static String of(Int8Worth worth) {
        Interval interval = Interval.of(Math.round(worth.accuracy() * worth.tested()), worth.tested());
        return String.format(
                Locale.ROOT,
                "8 bits, calibrated on %d training images: %.2f %% of %,d test images right (95 %% interval: %.1f to %.1f; 32 bits: %.2f %%),"
                        + " %.3f ms (%.3f ms), %,d KB (%,d KB)%n%s",
                worth.calibrated(),
                100 * worth.accuracy(),
                worth.tested(),
                100 * interval.low(),
                100 * interval.high(),
                100 * worth.floatsAccuracy(),
                worth.milliseconds(),
                worth.floatsMilliseconds(),
                kilobytes(worth.bytes()),
                kilobytes(worth.floatsBytes()),
                advice(worth));
    }

    private static long kilobytes(long bytes) {
        return Math.max(1, bytes / 1024);
    }

    private static String advice(Int8Worth worth) {
        boolean accurate = !worth.lessAccurate();
        if (worth.quicker()) {
            return "8 bits are faster here"
                    + (accurate ? " and no less accurate" : " but less accurate")
                    + (worth.smaller() ? "." : ", and the file is no smaller.");
        }
        String slow = "8 bits are slower here " + (accurate ? "and no less accurate" : "and less accurate");
        return slow
                + (worth.smaller() ? ": they save space alone." : ", and the file is no smaller: nothing is gained.")
                + FLOATS;
    }
}
