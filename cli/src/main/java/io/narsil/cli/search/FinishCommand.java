package io.narsil.cli.search;

import io.narsil.cli.text.Terminal;
import io.narsil.config.UserException;
import io.narsil.report.Report;
import io.narsil.runner.ShutdownHook;
import io.narsil.study.Study;
import io.narsil.study.StudyFile;
import io.narsil.study.folder.RunFolder;
import io.narsil.study.folder.StudyResult;
import io.narsil.study.run.StudyRun;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code narsil finish}: the family of a search that was stopped. */
@Command(
        name = "finish",
        description = {
            "Brings a search that was stopped to its end with what it has: the best measured candidate of each budget, or"
                    + " with \"finalists: N\" up to N of them, is trained as a finalist, the family is exported and"
                    + " reported, and no other round is trained.",
            "Afterwards \"narsil search\" goes on with the rest."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  narsil finish runs/fashion",
            "  narsil finish runs/fashion --epochs 20",
            "  narsil finish runs/fashion --now"
        })
public final class FinishCommand implements Callable<Integer> {
    @Parameters(paramLabel = "RUN", description = "Run folder of a search that was stopped.")
    private Path run;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            description = "Epochs of a finalist; final_epochs of the study by default.")
    private Integer epochs;

    @Option(names = "--now", description = "Train finalists for as many epochs as a candidate of a round, no longer.")
    private boolean now;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "Training processes, one thread each; trials at the same time where other machines train.")
    private Integer workers;

    @Option(names = "--quiet", description = "Print the result only.")
    private boolean quiet;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        RunFolder folder = new RunFolder(run);
        Study kept = study(folder);
        WorkersText.check(workers);
        Study study = workers == null ? kept : kept.withWorkers(workers);
        PrintWriter output = spec.commandLine().getOut();
        ProgressView view =
                new ProgressView(output, quiet, Terminal.present(), () -> LocalTime.now(ZoneId.systemDefault()));
        if (!quiet) {
            ProgramsText.print(study, output);
        }
        StudyResult result;
        try (ShutdownHook farewell = new ShutdownHook(() -> view.interrupted(run));
                Heartbeat heartbeat = new Heartbeat(view::second)) {
            result = new StudyRun(study, run, study.worker(), view)
                    .finish(length(study))
                    .run();
        } finally {
            view.end();
        }
        output.print(ResultTable.of(result, run));
        output.println("Report: " + Report.write(folder));
        output.flush();
        return result.family().stream().allMatch(m -> m.problem().isEmpty()) ? 0 : 1;
    }

    private static Study study(RunFolder folder) {
        for (Path needed : new Path[] {folder.study(), folder.space(), folder.trials()}) {
            if (!Files.exists(needed)) {
                throw new UserException(
                        folder.path().toString(),
                        "this folder holds no search that was begun: " + needed.getFileName() + " is missing",
                        "runs/NAME, with a study's name");
            }
        }
        return StudyFile.read(folder.study());
    }

    private int length(Study study) {
        if (now && epochs != null) {
            throw new UserException("--now", "it says the epochs, and so does --epochs", "leave one of the two out");
        }
        if (epochs != null && epochs < 1) {
            throw new UserException("--epochs", "there must be at least one, not " + epochs, "");
        }
        if (study.plan().climbing() && (now || epochs != null)) {
            throw new UserException(
                    now ? "--now" : "--epochs",
                    "the candidates of this search climb rungs, and their learning rates are planned for "
                            + study.plan().finalEpochs() + " epochs",
                    "leave it out");
        }
        return now
                ? study.plan().epochs()
                : epochs != null ? epochs : study.plan().finalEpochs();
    }
}
