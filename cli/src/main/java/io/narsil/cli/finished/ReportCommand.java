package io.narsil.cli.finished;

import io.narsil.report.Report;
import io.narsil.study.folder.RunFolder;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code narsil report}: the page of a finished run, once more. */
@Command(
        name = "report",
        description = "Writes a finished run's report.html, one file that opens without a network, again.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  narsil report runs/fashion"})
public final class ReportCommand implements Runnable {
    @Parameters(paramLabel = "RUN", description = "A run folder, such as runs/NAME.")
    private Path run;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().getOut().println("written to " + Report.write(new RunFolder(run)));
        spec.commandLine().getOut().flush();
    }
}
