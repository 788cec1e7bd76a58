package io.narsil.cli.finished;

import io.narsil.cli.text.PagesBeside;
import io.narsil.cli.text.Terminal;
import io.narsil.cli.text.ThisProgram;
import io.narsil.config.UserException;
import io.narsil.dashboard.Dashboard;
import io.narsil.dashboard.Place;
import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code narsil dashboard}: pages of runs as they go. */
@Command(
        name = "dashboard",
        description = {
            "Serves pages that show runs as they go, until Ctrl-C: those of a folder, and those that a PostgreSQL server holds. It only"
                    + " reads, and a search does not notice. (\"narsil search --dashboard\" has one beside it.)",
            "A server's password is PGPASSWORD in the environment, or a line of ~/.pgpass. A run whose folder is there, too, is shown"
                    + " once, with all that its folder tells.",
            "With --allow-actions pages can stop a search, go on, and start other commands on the runs, by the whole address that is"
                    + " printed, which holds a secret. What it has started ends with it.",
            "Only this machine can open them. With --host others can, by the whole address that is printed, which holds a secret;"
                    + " what goes over the network is not encrypted."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  narsil dashboard runs/",
            "  narsil dashboard runs/fashion --port 8732",
            "  narsil dashboard runs/ --allow-actions",
            "  narsil dashboard runs/ --host 0.0.0.0",
            "  narsil dashboard postgresql://anna@db.example.org/narsil",
            "  narsil dashboard runs/ postgresql://anna@db.example.org/narsil",
            "",
            "From another machine without --host, and encrypted:",
            "  ssh -L 8731:localhost:8731 MACHINE narsil dashboard runs/"
        })
public final class DashboardCommand implements Callable<Integer> {
    private static final int MOST_PORT = 65_535;

    @Parameters(
            paramLabel = "RUNS",
            arity = "0..*",
            defaultValue = "runs",
            description =
                    "Folder of runs, or a run folder; runs by default. And addresses of databases that hold runs: all of them, or"
                            + " one with ?schema=NAME.")
    private List<String> places;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "" + PagesBeside.PORT,
            description = "Port to listen at, ${DEFAULT-VALUE} by default; 0 for any that is free.")
    private int port;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description =
                    "Address of this machine that others reach it by, or 0.0.0.0 for all of them; this machine alone by"
                            + " default.")
    private String host;

    @Option(
            names = "--allow-actions",
            description =
                    "Let pages start commands: search, finish, evolve and train on the runs of the folder, as you could"
                            + " yourself.")
    private boolean actions;

    @Option(names = PagesBeside.END_WITH, paramLabel = "PID", hidden = true, description = "End with that process.")
    private Long other;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (port < 0 || port > MOST_PORT) {
            throw new UserException("--port", "a port is a number from 0 to " + MOST_PORT + ", not " + port, "8731");
        }
        Place place = host == null ? Place.here() : Place.at(host);
        try (Dashboard dashboard = actions
                ? Dashboard.acting(places, place, port, ThisProgram.words(), Set.of(Terminal.COLUMNS))
                : Dashboard.start(places, place, port)) {
            PrintWriter out = spec.commandLine().getOut();
            dashboard.places().forEach(p -> out.println(p.text()));
            out.println("Dashboard: " + dashboard.url());
            if (actions) {
                out.println("Actions are allowed: who has this whole address can start commands as you do.");
            }
            out.flush();
            if (other == null) {
                // Until Ctrl-C, which ends the program.
                new CountDownLatch(1).await();
            } else {
                ProcessHandle.of(other).ifPresent(process -> process.onExit().join());
            }
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }
}
