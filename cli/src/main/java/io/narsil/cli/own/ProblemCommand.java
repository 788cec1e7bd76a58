package io.narsil.cli.own;

import io.narsil.config.UserException;
import io.narsil.study.Study;
import io.narsil.study.StudyFile;
import io.narsil.study.event.StudyListener;
import io.narsil.study.folder.RunFolder;
import io.narsil.study.folder.RunLock;
import io.narsil.study.own.OwnSearch;
import io.narsil.study.setup.StudySetup;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code narsil problem}: what a study searches, for a search of the user's own. */
@Command(
        name = "problem",
        description = {
            "For a search of your own: prepares a study's images, prints what is searched as a line of JSON, and answers lines"
                    + " on standard input: what a candidate's values are as a network, a recipe and costs, which candidates"
                    + " are within a budget, and what a person would take by hand.",
            "docs/worker-protocol.md has the lines; \"narsil worker\" trains what is found."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  narsil problem examples/fashion.yaml --out own < /dev/null",
            "  echo '{\"type\": \"draw\", \"budget\": \"small\", \"count\": 3, \"seed\": 1}' \\",
            "      | narsil problem examples/fashion.yaml --out own"
        })
public final class ProblemCommand implements Callable<Integer> {
    @Parameters(paramLabel = "STUDY", description = "The study whose space, images and budgets are meant.")
    private Path file;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            required = true,
            description = "A folder for the prepared images, and the trained network of init; no run's.")
    private Path out;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Study study = StudyFile.read(file);
        RunFolder folder = new RunFolder(out.toAbsolutePath().normalize());
        if (Files.exists(folder.study()) || Files.exists(folder.provenance())) {
            throw new UserException(
                    "--out",
                    folder.path() + " is the folder of a run, whose images would be prepared anew",
                    "a folder of its own, such as --out own");
        }
        PrintWriter answers = spec.commandLine().getOut();
        OwnSearch search;
        try (RunLock lock = RunLock.take(folder)) {
            folder.refuseLinks();
            search = new OwnSearch(StudySetup.of(study, folder, StudyListener.NONE));
            study.parent().ifPresent(parent -> parent.keep(folder));
        }
        answers.println(search.problem());
        answers.flush();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                search.answer(line).forEach(answers::println);
                answers.flush();
            }
        } catch (IOException e) {
            // Who asks is gone.
            return 0;
        }
        return 0;
    }
}
