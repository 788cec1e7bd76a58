package io.narsil.cli;

import io.narsil.cli.bench.BenchCommand;
import io.narsil.cli.boxes.BoxesCommand;
import io.narsil.cli.device.DeviceCommand;
import io.narsil.cli.finished.DashboardCommand;
import io.narsil.cli.finished.EvolveCommand;
import io.narsil.cli.finished.TrialsCommand;
import io.narsil.cli.model.EvaluateCommand;
import io.narsil.cli.model.ExportCommand;
import io.narsil.cli.model.PredictCommand;
import io.narsil.cli.network.SpaceCommand;
import io.narsil.cli.network.SummaryCommand;
import io.narsil.cli.network.ZooCommand;
import io.narsil.cli.own.ProblemCommand;
import io.narsil.cli.own.WorkerCommand;
import io.narsil.cli.search.FinishCommand;
import io.narsil.cli.search.ReportCommand;
import io.narsil.cli.search.SearchCommand;
import io.narsil.cli.text.FaultText;
import io.narsil.cli.text.SafePrinter;
import io.narsil.cli.train.TrainCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code narsil}. */
@Command(
        name = "narsil",
        description = "Finds, for your images and a device's budget, the best pair of network and training recipe.",
        subcommands = {
            SearchCommand.class,
            FinishCommand.class,
            EvolveCommand.class,
            ReportCommand.class,
            TrialsCommand.class,
            DashboardCommand.class,
            TrainCommand.class,
            ExportCommand.class,
            PredictCommand.class,
            EvaluateCommand.class,
            BoxesCommand.class,
            DeviceCommand.class,
            SpaceCommand.class,
            SummaryCommand.class,
            ZooCommand.class,
            BenchCommand.class,
            ProblemCommand.class,
            WorkerCommand.class
        },
        mixinStandardHelpOptions = true,
        versionProvider = Narsil.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Example: search a family of networks for the built-in images, in a few minutes:",
            "  narsil search examples/fashion.yaml",
            "",
            "narsil COMMAND --help tells more of a command."
        })
public final class Narsil {
    /** The exit code of a user's mistake. */
    static final int USER_FAULT = 2;

    private Narsil() {}

    /** The program's version, from its jar. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Narsil.class.getPackage().getImplementationVersion();
            return new String[] {"narsil " + (version == null ? "development" : version)};
        }
    }

    public static void main(String[] arguments) {
        System.exit(execute(commandLine(), arguments));
    }

    /** Executes a command; that there is too little memory, or that a library is missing, is nothing that a trace explains. */
    static int execute(CommandLine line, String... arguments) {
        try {
            return line.execute(arguments);
        } catch (OutOfMemoryError e) {
            FaultText.print(line.getErr(), e);
            return USER_FAULT;
        } catch (ExceptionInInitializerError | NoClassDefFoundError | UnsatisfiedLinkError e) {
            FaultText.print(line.getErr(), e);
            return 1;
        }
    }

    /** All commands; 0 where one did what it was asked, 2 for a user's mistake, 1 for anything else. */
    static CommandLine commandLine() {
        CommandLine all = new CommandLine(new Narsil());
        return all.setOut(SafePrinter.of(all.getOut()))
                .setErr(SafePrinter.of(all.getErr()))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((e, line, parsed) -> {
                    FaultText.print(line.getErr(), e);
                    return USER_FAULT;
                });
    }
}
