package io.narsil.cli.device;

import io.narsil.cli.text.Bar;
import io.narsil.cli.text.Terminal;
import io.narsil.device.DeviceMeasurement;
import io.narsil.device.DeviceProfile;
import io.narsil.device.table.LatencyTable;
import io.narsil.device.table.Repeated;
import io.narsil.files.WholeFile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/** A measurement on a screen: a bar while it goes on, and what the model is worth. */
final class DeviceView implements DeviceMeasurement.Listener {

    private static final int LINES = 6;

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

    /** A table that was read, for a person. */
    static void show(LatencyTable table, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "table       %s: times of %d networks%n",
                table.name(),
                table.rows().size());
        out.printf(Locale.ROOT, "times       %s%n", table.column());
        Repeated repeated = table.repeated();
        if (repeated.candidates() > 0) {
            out.printf(
                    Locale.ROOT,
                    "repeated    %d of them stand there more than once, and their mean is taken; their times are %.1f %% apart"
                            + " in the median, at most %.1f %% (lines %s)%n",
                    repeated.candidates(),
                    100 * repeated.medianSpread(),
                    100 * repeated.largestSpread(),
                    repeated.lines().stream().limit(LINES).map(String::valueOf).collect(Collectors.joining(", ")));
        }
        if (table.untimed() > 0) {
            out.printf(Locale.ROOT, "without     %d rows have no time%n", table.untimed());
        }
        if (!table.unused().isEmpty()) {
            out.printf(Locale.ROOT, "not read    columns %s%n", String.join(", ", table.unused()));
        }
        out.flush();
    }

    /** Writes a profile and shows it; the command's exit code. */
    static int write(DeviceProfile profile, Path file, String study, CommandSpec spec) {
        WholeFile.write(file, profile.write());
        PrintWriter out = spec.commandLine().getOut();
        ProfileView.show(profile, out);
        if (profile.passed()) {
            out.printf(Locale.ROOT, "%nwritten to  %s; %s may say  profile: %s%n", file, study, file.toAbsolutePath());
            out.flush();
            return 0;
        }
        spec.commandLine()
                .getErr()
                .printf(
                        Locale.ROOT,
                        "%s: the profile failed its validation, and no study will take it. Maybe %s.%n",
                        file,
                        profile.fromTable()
                                ? "more rows, or times that were measured while nothing else ran"
                                : "measure again while nothing else runs");
        return 1;
    }
}
