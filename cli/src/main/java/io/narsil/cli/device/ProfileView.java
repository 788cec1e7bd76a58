package io.narsil.cli.device;

import io.narsil.cli.text.TextTable;
import io.narsil.device.DeviceProfile;
import io.narsil.device.LearnedProfile;
import io.narsil.latency.learned.LatencyKind;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A device's profile on a screen. */
final class ProfileView {
    private static final int SHOWN = 20;

    private ProfileView() {}

    /** A profile for a person. */
    static void show(DeviceProfile profile, PrintWriter out) {
        if (!profile.fromTable()) {
            measured(profile, out);
        } else {
            out.printf(Locale.ROOT, "device      %s%n", profile.device());
        }
        if (profile.learned() != null) {
            tried(profile.learned(), out);
        }
        out.printf(
                Locale.ROOT, "margin      a budget keeps %.1f %% away from a prediction%n%n", 100 * profile.margin());
        if (profile.learned() != null) {
            kinds(profile.learned(), out);
        }
        networks(profile, out);
        out.flush();
    }

    private static void tried(LearnedProfile learned, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "model       %s, from %d networks; each was held out in one of %d parts%n",
                learned.kind().map(LatencyKind::words).orElse(learned.model()),
                learned.candidates().size(),
                learned.folds());
        out.printf(
                Locale.ROOT,
                "held out    mean error %.3g ms (%.1f %%), rank correlation %.3f; always saying the mean is %.3g ms off%n",
                learned.meanMilliseconds(),
                100 * learned.meanShare(),
                learned.rankCorrelation(),
                learned.guessMilliseconds());
    }

    private static void kinds(LearnedProfile learned, PrintWriter out) {
        TextTable table = new TextTable(Set.of(1, 2, 3), "tried", "mean error ms", "in percent", "rank correlation");
        for (LearnedProfile.Tried tried : learned.tried()) {
            table.row(
                    tried.words(),
                    text("%.3g", tried.meanMilliseconds()),
                    text("%.1f", 100 * tried.meanShare()),
                    text("%.3f", tried.rankCorrelation()));
        }
        out.print(table);
        out.println();
    }

    private static void measured(DeviceProfile profile, PrintWriter out) {
        DeviceProfile.Validation validation = profile.validation();
        out.printf(
                Locale.ROOT,
                "device      %s, %s, %d thread%s%n",
                profile.device(),
                profile.runtime(),
                profile.threads(),
                profile.threads() == 1 ? "" : "s");
        out.printf(
                Locale.ROOT,
                "model       %s from %d networks of %s; the reference took at most %.1f %% longer than at its fastest%n",
                profile.learned() == null ? profile.terms().size() + " terms" : "one that is learned anew",
                profile.networks(),
                profile.space(),
                100 * (profile.drift() - 1));
        out.printf(
                Locale.ROOT,
                "validation  on %d networks that it has not seen: median error %.1f %%, largest %.1f %%, rank correlation"
                        + " %.3f%n",
                validation.networks().size(),
                100 * validation.medianError(),
                100 * validation.largestError(),
                validation.rankCorrelation());
    }

    /** Networks of all sizes, the quickest first: all, or some evenly from them. */
    private static void networks(DeviceProfile profile, PrintWriter out) {
        List<DeviceProfile.Point> all = profile.validation().networks().stream()
                .sorted((a, b) -> Double.compare(a.measured(), b.measured()))
                .toList();
        boolean turns = !profile.fromTable();
        TextTable table = turns
                ? new TextTable(Set.of(0, 1, 2, 3), "predicted ms", "measured ms", "of nine turns", "error")
                : new TextTable(Set.of(0, 1, 2), "predicted ms", "measured ms", "error");
        int shown = Math.min(SHOWN, all.size());
        for (int i = 0; i < shown; i++) {
            DeviceProfile.Point p = all.get(shown == 1 ? 0 : (int) ((long) i * (all.size() - 1) / (shown - 1)));
            String error = text("%+.1f %%", 100 * (p.predicted() / p.measured() - 1));
            if (turns) {
                table.row(
                        text("%.3f", p.predicted()),
                        text("%.3f", p.measured()),
                        text("%.3f", p.fast()) + " to " + text("%.3f", p.slow()),
                        error);
            } else {
                table.row(text("%.3f", p.predicted()), text("%.3f", p.measured()), error);
            }
        }
        out.print(table);
    }

    private static String text(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
