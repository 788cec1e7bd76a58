package io.narsil.cli.device;

import io.narsil.cli.text.Bar;
import io.narsil.cli.text.Terminal;
import io.narsil.cli.text.TextTable;
import io.narsil.device.DeviceMeasurement;
import io.narsil.device.DeviceProfile;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Set;

/** A measurement on a screen: a bar while it goes on, and what the model is worth. */
final class DeviceView implements DeviceMeasurement.Listener {

    private final PrintWriter out;
    private final boolean terminal;
    private double printed = -1;

    DeviceView(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    @Override
    public void measured(int networks, double share, double secondsLeft) {
        String bar = String.format(
                Locale.ROOT,
                "%s %3.0f %%  %d networks measured  %s",
                Bar.of(share),
                100 * share,
                networks,
                Bar.left(secondsLeft));
        if (terminal) {
            Terminal.eraseLine(out);
            out.print(bar);
        } else if (share >= printed + 0.2) {
            printed = share;
            out.println(bar);
        }
        out.flush();
    }

    /** Ends the bar. */
    void end() {
        if (terminal) {
            Terminal.eraseLine(out);
        }
        out.flush();
    }

    /** A profile for a person. */
    static void show(DeviceProfile profile, PrintWriter out) {
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
                "model       %d terms from %d networks of %s; the reference took at most %.1f %% longer than at its fastest%n",
                profile.terms().size(),
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
        out.printf(
                Locale.ROOT, "margin      a budget keeps %.1f %% away from a prediction%n%n", 100 * profile.margin());
        TextTable table = new TextTable(Set.of(0, 1, 2, 3), "predicted ms", "measured ms", "of nine turns", "error");
        validation.networks().stream()
                .sorted((a, b) -> Double.compare(a.measured(), b.measured()))
                .forEach(p -> table.row(
                        text("%.3f", p.predicted()),
                        text("%.3f", p.measured()),
                        text("%.3f", p.fast()) + " to " + text("%.3f", p.slow()),
                        text("%+.1f %%", 100 * (p.predicted() / p.measured() - 1))));
        out.print(table);
        out.flush();
    }

    private static String text(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
