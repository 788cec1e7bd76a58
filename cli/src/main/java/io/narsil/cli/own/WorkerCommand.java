package io.narsil.cli.own;

import io.narsil.config.Printable;
import io.narsil.config.UserException;
import io.narsil.runner.jobs.JobWorker;
import io.narsil.study.Study;
import io.narsil.study.StudyFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code narsil worker}: a study's trainer, which speaks the worker protocol. */
@Command(
        name = "worker",
        description = {
            "For a search of your own: starts one training process of a study, as a search starts several. It reads requests on"
                    + " standard input and tells epochs on standard output, a line of JSON each, and ends with its input.",
            "docs/worker-protocol.md has the lines; \"narsil problem\" says what there is to train.",
            "With --request it carries out one request of a search that trains on other machines, and is run there by the"
                    + " command of the study's runner (docs/cluster.md)."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  narsil worker examples/fashion.yaml < requests.jsonl",
            "  narsil worker --request runs/fashion/jobs/trial-3-1v9k2/request.jsonl"
        })
public final class WorkerCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "STUDY",
            arity = "0..1",
            description = "The study whose trainer, device and precision are meant.")
    private Path file;

    @Option(
            names = "--request",
            paramLabel = "FILE",
            description = "The file of a request in a run folder; what is said of it is written beside it.")
    private Path request;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        if ((file == null) == (request == null)) {
            throw new UserException(
                    "narsil worker", "it takes a study or --request, one of the two", "narsil worker --help");
        }
        return request == null ? work(StudyFile.read(file)) : JobWorker.work(request);
    }

    private int work(Study study) throws InterruptedException {
        io.narsil.runner.WorkerCommand worker = study.worker();
        if (study.training().own()) {
            spec.commandLine()
                    .getErr()
                    .println("this study starts a program that may do all that you may: "
                            + Printable.line(String.join(" ", worker.command())));
        }
        ProcessBuilder builder = new ProcessBuilder(worker.command()).inheritIO();
        builder.environment().putAll(worker.environment());
        worker.folder().ifPresent(folder -> builder.directory(folder.toFile()));
        try {
            Process process = builder.start();
            // An end of this command is one of the worker, too.
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, "narsil-worker-end"));
            return process.waitFor();
        } catch (IOException e) {
            throw new UserException(
                    "trainer", "it cannot be started: " + e.getMessage(), "look at \"trainer\" in " + file);
        }
    }
}
