package io.narsil.cli.event;

import io.narsil.study.event.StudyEvent;
import java.util.Locale;

/** What is said of the memory that training processes will take. */
final class MemoryText {
    private MemoryText() {}

    static String of(StudyEvent.MemoryForetold e) {
        String each = gigabytes(e.each());
        String free = gigabytes(e.free()) + (e.card() ? " of graphics memory" : "");
        if (e.count() < e.wanted()) {
            return "a training process takes up to " + each + ", and " + free + " are free: " + e.count() + " of "
                    + e.wanted() + " are started. Maybe smaller images or budgets; --workers " + e.wanted()
                    + " starts all";
        }
        long all = e.count() * e.each();
        String take = e.count() == 1
                ? "a training process takes up to " + each
                : e.count() + " training processes take up to " + each + " each, " + gigabytes(all);
        return all > e.free()
                ? take + ", and only " + free + " are free. Maybe "
                        + (e.count() == 1
                                ? "smaller images or budgets"
                                : "fewer of them: --workers " + Math.max(1, e.free() / e.each()))
                : take + " of the " + free + " that are free";
    }

    private static String gigabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
    }
}
