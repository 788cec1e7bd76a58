package io.narsil.cli.text;

import io.narsil.device.DeviceProfile;
import io.narsil.study.folder.RunFolder;
import io.narsil.study.folder.StudyResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the networks of a result are expected to need on another device than this machine, and how that is known. */
public final class ElsewhereText {
    private ElsewhereText() {}

    /** The text of a result; empty where its networks are for this machine. */
    public static String of(StudyResult result, Path folder) {
        Path file = new RunFolder(folder).device();
        List<StudyResult.Member> timed = result.family().stream()
                .filter(m -> m.predictedMilliseconds() != null)
                .toList();
        if (timed.isEmpty() || !Files.exists(file)) {
            return "";
        }
        DeviceProfile profile = DeviceProfile.read(file);
        if (profile.here()) {
            return "";
        }
        return String.format(
                Locale.ROOT,
                "On %s (%s) they are expected to take %s;%n%s. Budgets keep a margin of %.1f %%.%n",
                profile.device(),
                profile.runtime(),
                timed.stream()
                        .map(m -> String.format(Locale.ROOT, "%.3f ms (%s)", m.predictedMilliseconds(), m.budget()))
                        .collect(Collectors.joining(", ")),
                profile.fromTable()
                        ? String.format(
                                Locale.ROOT,
                                "on networks of the table that were held out, the mean error is %.1f %%",
                                100 * profile.learned().meanShare())
                        : String.format(
                                Locale.ROOT,
                                "on networks that were not learned from, the median error is %.1f %%",
                                100 * profile.validation().medianError()),
                100 * profile.margin());
    }
}
