package io.narsil.cli.device;

import io.narsil.cli.text.Options;
import io.narsil.device.DeviceCandidates;
import io.narsil.study.Study;
import io.narsil.study.StudyFile;
import io.narsil.study.images.StudySpace;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code narsil device candidates}: networks for a user to time in his own way. */
@Command(
        name = "candidates",
        description = {
            "Writes candidates of a study's space as a table, to be timed in any way: as many of each size, from the smallest"
                    + " to the largest.",
            "Fill the column \"ms\"; \"narsil device import --table\" reads it. Where a device runs Python and ONNX Runtime,"
                    + " \"narsil device kit\" is less work."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  narsil device candidates examples/fashion-latency.yaml --out times.csv",
            "  narsil device candidates my-study.yaml -n 60 --out times.csv --onnx networks"
        })
final class CandidatesCommand implements Callable<Integer> {
    private static final int MOST = 5000;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "STUDY", description = "The study whose space and images are meant.")
    private Path file;

    @Option(
            names = {"-n", "--networks"},
            paramLabel = "N",
            defaultValue = "200",
            description = "To be timed, from 30; ${DEFAULT-VALUE}.")
    private int networks;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            defaultValue = "times.csv",
            description = "A CSV file that is new; ${DEFAULT-VALUE}.")
    private Path out;

    @Option(
            names = "--onnx",
            paramLabel = "DIR",
            description = "A folder for the networks as ONNX files, with random weights; none by default.")
    private Path onnx;

    @Override
    public Integer call() {
        Options.check("--networks", networks, 30, MOST);
        Study study = StudyFile.read(file);
        int written = DeviceCandidates.write(out, Optional.ofNullable(onnx), StudySpace.problem(study), networks);
        spec.commandLine()
                .getOut()
                .printf(
                        Locale.ROOT,
                        "written to  %s, %d candidates%s%nnext        time them, fill the column \"ms\", and then:"
                                + " narsil device import %s --table %s%n",
                        out,
                        written,
                        onnx == null ? "" : "; their networks in " + onnx,
                        file,
                        out);
        spec.commandLine().getOut().flush();
        return 0;
    }
}
