package io.narsil.cli.device;

import io.narsil.config.Nearest;
import io.narsil.config.UserException;
import io.narsil.device.DeviceKit;
import io.narsil.device.DeviceProfile;
import io.narsil.device.table.LatencyTable;
import io.narsil.device.table.TableProfile;
import io.narsil.space.Problem;
import io.narsil.study.Study;
import io.narsil.study.StudyFile;
import io.narsil.study.images.StudySpace;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code narsil device import}: a profile of what was measured on another device. */
@Command(
        name = "import",
        description = {
            "Makes a profile of what was measured on another device: of a kit that its script measured, or of a table with"
                    + " times that you have.",
            "The table is CSV with a header, or JSON with a list of objects: a column for each choice of architecture in the"
                    + " study's space, and one with times, whose name ends in ns, us, ms or s. A network may stand there"
                    + " more than once."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  narsil device import kit --results results.json --out phone.json",
            "  narsil device import my-study.yaml --table times.csv --out phone.json",
            "  narsil device import my-study.yaml --table times.csv --column pixel6 --unit us --device \"Pixel 6\""
        })
final class ImportCommand implements Callable<Integer> {
    private static final List<String> UNITS = List.of("ns", "us", "ms", "s");

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "KIT|STUDY",
            description = "The folder that \"narsil device kit\" wrote; with --table, the study whose space is meant.")
    private Path source;

    @Option(
            names = "--results",
            paramLabel = "FILE",
            description = "What the kit's script wrote; KIT/results.json by default.")
    private Path results;

    @Option(names = "--table", paramLabel = "FILE", description = "Times of candidates of the study's space.")
    private Path table;

    @Option(
            names = "--column",
            paramLabel = "NAME",
            description = "The table's column with the times; by default the one whose name ends in a unit.")
    private String column;

    @Option(
            names = "--unit",
            paramLabel = "UNIT",
            description = "Of that column, where its name does not say it: ns, us, ms, s.")
    private String unit;

    @Option(
            names = "--device",
            paramLabel = "NAME",
            description = "What to call the device; the table's name by default.")
    private String device;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            defaultValue = "device.json",
            description = "Where to write the profile; ${DEFAULT-VALUE}.")
    private Path out;

    @Override
    public Integer call() {
        return table == null ? ofKit() : ofTable();
    }

    private int ofKit() {
        if (column != null || unit != null || device != null) {
            String option = column != null ? "--column" : unit != null ? "--unit" : "--device";
            throw new UserException(option, "this belongs to a table, and there is none", "add --table FILE");
        }
        DeviceProfile profile = DeviceKit.read(source, results == null ? source.resolve("results.json") : results);
        return DeviceView.write(profile, out, "a study", spec);
    }

    private int ofTable() {
        if (results != null) {
            throw new UserException("--results", "this belongs to a kit, not to a table", "leave it out");
        }
        if (unit != null && !UNITS.contains(unit)) {
            throw new UserException("--unit", "there is no unit \"" + unit + "\" here", Nearest.hint(unit, UNITS));
        }
        if (device != null && device.isBlank()) {
            throw new UserException("--device", "the name is empty", "leave the option out");
        }
        Study study = StudyFile.read(source);
        Problem problem = StudySpace.problem(study);
        LatencyTable read =
                LatencyTable.read(table, problem.space(), Optional.ofNullable(column), Optional.ofNullable(unit));
        DeviceView.show(read, spec.commandLine().getOut());
        DeviceProfile profile =
                TableProfile.of(read, problem, study.space().text(), device == null ? read.name() : device);
        return DeviceView.write(profile, out, source.toString(), spec);
    }
}
