package io.narsil.cli.search;

import io.narsil.cli.text.Options;
import io.narsil.cli.text.PagesBeside;
import io.narsil.cli.text.Terminal;
import io.narsil.config.UserException;
import io.narsil.json.Json;
import io.narsil.report.Report;
import io.narsil.runner.ShutdownHook;
import io.narsil.study.PlanNodes;
import io.narsil.study.Study;
import io.narsil.study.StudyFile;
import io.narsil.study.event.StudyListener;
import io.narsil.study.folder.RunFolder;
import io.narsil.study.folder.StudyResult;
import io.narsil.study.run.StudyRun;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code narsil search}: the main job. */
@Command(
        name = "search",
        description = {
            "Searches a family of networks with their training recipes, one for each budget of a study, and trains"
                    + " them.",
            "Beside each member stands what a person would take by hand within its budget, trained as long.",
            "Stopped at any time, by any means, the same command goes on where it was.",
            "With \"minutes: 60\" in the study, in place of rounds and epochs, the search plans itself into that time.",
            "With \"runner: {slurm: {}, jobs: 16}\" in the study other machines train, as with \"kubernetes\" in place"
                    + " of \"slurm\", or with a command of yours (docs/cluster.md)."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  narsil search examples/fashion.yaml",
            "  narsil search examples/detection.yaml",
            "  narsil search my-study.yaml --workers 1 --out /tmp/my-run",
            "  narsil search my-study.yaml --store postgresql://anna@db.example.org/narsil",
            "  narsil search my-study.yaml --retry-failed",
            "  narsil search runs/fashion/study.yaml --rounds 5",
            "  narsil search my-study.yaml --dashboard",
            "  narsil search my-study.yaml --json > result.json",
            "  narsil search my-study.yaml --events | my-program"
        })
public final class SearchCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "STUDY",
            description = "YAML file with images, budgets and settings; or the one in a run folder, to go on there.")
    private Path file;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Run folder; runs/NAME by default, with the study's name.")
    private Path out;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description =
                    "Training processes, one thread each; one a processor, or as many as memory is enough for. The"
                            + " result does not depend on it. Where other machines train, trials at the same time.")
    private Integer workers;

    @Option(
            names = "--store",
            paramLabel = "ADDRESS",
            description =
                    "Where a run that begins keeps its trials, in place of the study's \"store\" and of a file in the"
                            + " run folder: postgresql://USER@HOST/DATABASE (password: PGPASSWORD or ~/.pgpass), or"
                            + " sqlite:FILE.")
    private String store;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description =
                    "Rounds in place of the study's: a run that is over goes on with those that are new, and chooses"
                            + " finalists after them.")
    private Integer rounds;

    @Option(
            names = "--retry-failed",
            description = "Train once more what failed before; rounds that went on without it are kept.")
    private boolean retryFailed;

    @Option(names = "--quiet", description = "Print the result only.")
    private boolean quiet;

    @Option(names = "--json", description = "Print the result as JSON, and nothing else on standard output.")
    private boolean json;

    @Option(
            names = "--events",
            description = "Print what happens as lines of JSON, as events.jsonl has them, and nothing else on standard"
                    + " output.")
    private boolean events;

    @Option(
            names = "--dashboard",
            description =
                    "Serve pages of the run as it goes, and of those beside it, for this machine alone, until the search"
                            + " is over. With --quiet only an address other than http://127.0.0.1:8731/ is printed,"
                            + " on standard error.")
    private boolean dashboard;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Study read = StudyFile.read(file);
        Study stored = store == null ? read : read.storedIn("--store", store);
        if (rounds != null) {
            Options.check("--rounds", rounds, 1, PlanNodes.MOST_ROUNDS);
        }
        Study study = rounds == null ? stored : stored.withRounds("--rounds", rounds);
        WorkersText.check(workers);
        Path usual = study.origin().run().map(RunFolder::path).orElse(Path.of("runs", study.name()));
        Path folder = out == null ? usual : out;
        if (json && events) {
            throw new UserException(
                    "--events", "there is --json, too, and only one of them is printed", "leave one of the two out");
        }
        boolean forPrograms = json || events;
        PrintWriter output = spec.commandLine().getOut();
        PrintWriter said = forPrograms ? spec.commandLine().getErr() : output;
        ProgressView view = new ProgressView(
                said, quiet, !forPrograms && Terminal.present(), () -> LocalTime.now(ZoneId.systemDefault()));
        if (!quiet) {
            ProgramsText.print(study, said);
        }
        StudyResult result;
        PrintWriter address = quiet ? spec.commandLine().getErr() : said;
        try (PagesBeside pages = dashboard ? PagesBeside.start(beside(folder), address, quiet) : null;
                ShutdownHook farewell = new ShutdownHook(() -> view.interrupted(folder));
                Heartbeat heartbeat = new Heartbeat(view::second)) {
            StudyListener heard = events ? StudyListener.all(List.of(view, new EventLines(output))) : view;
            result = new StudyRun(workers == null ? study : study.withWorkers(workers), folder, study.worker(), heard)
                    .retryFailed(retryFailed)
                    .run();
        } finally {
            view.end();
        }
        output.print(events ? "" : json ? Json.write(result) : ResultTable.of(result, folder));
        output.flush();
        Path report = Report.write(new RunFolder(folder));
        output.print(forPrograms ? "" : "Report: " + report + "\n");
        output.flush();
        boolean whole = result.family().stream().allMatch(m -> m.problem().isEmpty());
        return whole ? 0 : 1;
    }

    /** The folder that a run stands in, among other runs. */
    private static Path beside(Path folder) {
        Path parent = folder.normalize().getParent();
        return parent == null ? Path.of(".") : parent;
    }
}
