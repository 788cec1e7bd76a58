package io.narsil.cli.search;

import io.narsil.report.Report;
import io.narsil.study.folder.RunFolder;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code narsil report}: the page of a run, once more, or of one that is not over. */
@Command(
        name = "report",
        description =
                "Writes a run's report.html again, one file that opens without a network, and its fronts.json where an earlier"
                        + " version wrote none; of a run that is not over, what is known since its first round.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  narsil report runs/fashion"})
public final class ReportCommand implements Runnable {
    @Parameters(paramLabel = "RUN", description = "A run folder, such as runs/NAME.")
    private Path run;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        RunFolder folder = new RunFolder(run);
        spec.commandLine().getOut().println("written to " + Report.write(folder));
        Report.unfinished(folder)
                .ifPresent(early -> spec.commandLine()
                        .getOut()
                        .println("unfinished: " + early.rounds() + " of " + early.planned() + " rounds were begun"));
        spec.commandLine().getOut().flush();
    }
}
