package io.narsil.cli.device;

import io.narsil.cli.text.Options;
import io.narsil.cli.text.Terminal;
import io.narsil.device.DeviceKit;
import io.narsil.device.DeviceMeasurement;
import io.narsil.device.DeviceProfile;
import io.narsil.study.Study;
import io.narsil.study.StudyFile;
import io.narsil.study.images.StudySpace;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code narsil device}: how long the networks of a study's space take on a device. */
@Command(
        name = "device",
        description = "Measures how long networks take on a device, for budgets of latency.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {ImportCommand.class, CandidatesCommand.class},
        footer = {
            "",
            "Examples:",
            "  narsil device measure examples/fashion-latency.yaml --out laptop.json",
            "  narsil device kit examples/fashion-latency.yaml --out kit",
            "  narsil device import kit --results results.json --out phone.json",
            "  narsil device candidates examples/fashion-latency.yaml --out times.csv",
            "  narsil device import examples/fashion-latency.yaml --table times.csv --out phone.json",
        })
public final class DeviceCommand {
    private static final int MOST_SECONDS = 3600;
    private static final int MOST_THREADS = 1024;
    private static final int MOST_NETWORKS = 2000;

    @Spec
    private CommandSpec spec;

    @Command(
            name = "measure",
            description = {
                "Times networks of a study's space on this machine with ONNX Runtime, fits a model of their latency, and"
                        + " tries it on 20 whole networks that it has not seen.",
                "Nothing else should run meanwhile. A search with budgets of latency does the same by itself where the"
                        + " study names no profile."
            },
            mixinStandardHelpOptions = true,
            sortOptions = false,
            footer = {
                "",
                "Examples:",
                "  narsil device measure examples/fashion-latency.yaml --out laptop.json",
                "  narsil device measure my-study.yaml --threads 4 --seconds 60 --out desktop.json"
            })
    int measure(
            @Parameters(paramLabel = "STUDY", description = "The study whose space and images are meant.") Path file,
            @Option(
                            names = "--threads",
                            paramLabel = "N",
                            defaultValue = "1",
                            description = "That compute one image; ${DEFAULT-VALUE}.")
                    int threads,
            @Option(
                            names = "--seconds",
                            paramLabel = "N",
                            defaultValue = "" + DeviceMeasurement.SECONDS,
                            description = "To measure for, without the validation; ${DEFAULT-VALUE}.")
                    int seconds,
            @Option(
                            names = "--out",
                            paramLabel = "FILE",
                            defaultValue = "device.json",
                            description = "Where to write the profile; ${DEFAULT-VALUE}.")
                    Path out) {
        Options.check("--threads", threads, 1, MOST_THREADS);
        Options.check("--seconds", seconds, 1, MOST_SECONDS);
        Study study = StudyFile.read(file);
        DeviceView view = new DeviceView(spec.commandLine().getOut(), Terminal.present());
        DeviceProfile profile =
                new DeviceMeasurement(StudySpace.problem(study), study.space().text(), threads, seconds, view).run();
        view.end();
        return DeviceView.write(profile, out, file.toString(), spec);
    }

    @Command(
            name = "kit",
            description = {
                "Writes networks of a study's space as ONNX files, with a Python script that times them on another device"
                        + " (it needs the package onnxruntime alone). \"narsil device import\" reads what the script writes."
            },
            mixinStandardHelpOptions = true,
            sortOptions = false,
            footer = {"", "Example:", "  narsil device kit examples/fashion-latency.yaml --out kit"})
    int kit(
            @Parameters(paramLabel = "STUDY", description = "The study whose space and images are meant.") Path file,
            @Option(
                            names = "--networks",
                            paramLabel = "N",
                            defaultValue = "200",
                            description = "That the model will be fitted to, from 30; ${DEFAULT-VALUE}.")
                    int networks,
            @Option(
                            names = "--out",
                            paramLabel = "DIR",
                            defaultValue = "kit",
                            description = "A folder that is new or empty; ${DEFAULT-VALUE}.")
                    Path out) {
        Options.check("--networks", networks, 1, MOST_NETWORKS);
        Study study = StudyFile.read(file);
        DeviceKit.write(out, StudySpace.problem(study), study.space().text(), networks);
        spec.commandLine()
                .getOut()
                .printf(
                        Locale.ROOT,
                        "written to  %s%nnext        copy it to the device and run there: python3 measure.py%n"
                                + "            then here: narsil device import %s --results results.json%n",
                        out,
                        out);
        spec.commandLine().getOut().flush();
        return 0;
    }
}
