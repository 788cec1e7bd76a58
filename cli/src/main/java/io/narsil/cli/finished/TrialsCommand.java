package io.narsil.cli.finished;

import io.narsil.config.Nearest;
import io.narsil.config.Problems;
import io.narsil.config.UserException;
import io.narsil.files.WholeFile;
import io.narsil.study.folder.RunFolder;
import io.narsil.study.table.TrialColumn;
import io.narsil.study.table.TrialTable;
import io.narsil.study.tensorboard.TensorBoard;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code narsil trials}: the trials of a run, for people and for other programs. */
@Command(
        name = "trials",
        description = {
            "Lists all trials of a run, whether it is over, goes on or was stopped. It only reads, and a search does not notice.",
            "With --csv or --jsonl it gives everything that is known of them; docs/runs.md says what each column means.",
            "With --tensorboard it writes a folder that TensorBoard shows: curves, and settings beside scores."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all trials are listed",
            "2:some are damaged, each of which is named, or nothing could be done"
        },
        footer = {
            "",
            "Examples:",
            "  narsil trials runs/fashion",
            "  narsil trials runs/fashion --csv --out trials.csv",
            "  narsil trials runs/fashion --csv --columns trial,score,macs",
            "  narsil trials runs/fashion --jsonl | jq -c [.trial,.scores]",
            "  narsil trials runs/fashion --tensorboard board && tensorboard --logdir board"
        })
public final class TrialsCommand implements Callable<Integer> {
    /** The exit code where some trials could not be read. */
    private static final int SOME_DAMAGED = 2;

    @Parameters(paramLabel = "RUN", description = "A run folder, such as runs/NAME.")
    private Path run;

    @Option(names = "--csv", description = "Print CSV, a row for each trial.")
    private boolean csv;

    @Option(names = "--jsonl", description = "Print JSON Lines, an object for each trial.")
    private boolean jsonLines;

    @Option(
            names = "--columns",
            paramLabel = "NAME",
            split = ",",
            description = "Columns of --csv or --jsonl, in this order; all by default.")
    private List<String> columns;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "File that is written, whole or not at all, instead of standard output.")
    private Path out;

    @Option(
            names = "--tensorboard",
            paramLabel = "DIR",
            description = "Folder that is written for TensorBoard: new, empty, or written so before.")
    private Path board;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        check();
        TrialTable table = TrialTable.read(new RunFolder(run));
        if (board != null) {
            write(List.of(written(TensorBoard.write(new RunFolder(run), table, board))));
        } else {
            write(csv || jsonLines ? lines(csv ? new CsvForm() : new JsonLinesForm(), table) : ScreenForm.of(table));
        }
        PrintWriter err = spec.commandLine().getErr();
        table.damaged().forEach(fault -> fault.problems().forEach(err::println));
        err.flush();
        return table.damaged().isEmpty() ? 0 : SOME_DAMAGED;
    }

    private void check() {
        if (csv && jsonLines) {
            throw new UserException(
                    "--csv", "there is --jsonl, too, and only one form is given", "leave one of the two out");
        }
        if (columns != null && !csv && !jsonLines) {
            throw new UserException(
                    "--columns", "the table for the screen has columns of its own", "add --csv or --jsonl");
        }
        if (board != null) {
            checkBoard();
        }
        if (out == null) {
            return;
        }
        if (!csv && !jsonLines) {
            throw new UserException("--out", "the table for the screen is printed only", "add --csv or --jsonl");
        }
        if (Files.isDirectory(out)) {
            throw new UserException(
                    "--out",
                    out + " is a folder, not a file",
                    out.resolve("trials.csv").toString());
        }
        outside("--out", out);
    }

    private void checkBoard() {
        if (csv || jsonLines || out != null) {
            throw new UserException(
                    "--tensorboard",
                    "it writes files of its own, and no other form is given beside it",
                    "leave out --csv, --jsonl and --out");
        }
        if (Files.exists(board) && !Files.isDirectory(board)) {
            throw new UserException("--tensorboard", board + " is a file, not a folder", board + ".d");
        }
        outside("--tensorboard", board);
    }

    private void outside(String option, Path target) {
        if (real(target).startsWith(real(run))) {
            throw new UserException(option, target + " is inside the run, which is only read", "a path elsewhere");
        }
    }

    /** The path without links, as far as it leads to something that is there. */
    private static Path real(Path path) {
        Path whole = path.toAbsolutePath().normalize();
        for (Path known = whole; known != null; known = known.getParent()) {
            try {
                return known.toRealPath().resolve(known.relativize(whole)).normalize();
            } catch (IOException e) {
                // Not there, or not to be looked at: its parent may be.
            }
        }
        return whole;
    }

    private String written(TensorBoard.Written done) {
        String without = done.without() == 0
                ? ""
                : "; " + done.without() + (done.without() == 1 ? " has" : " have") + " no epoch yet and no folder";
        return done.trials() + (done.trials() == 1 ? " trial" : " trials") + " written to " + board + without
                + System.lineSeparator() + "see them by: tensorboard --logdir " + board + System.lineSeparator();
    }

    private List<String> lines(TrialForm form, TrialTable table) {
        List<TrialColumn> chosen = chosen(form.columns(table));
        List<String> lines = new ArrayList<>();
        form.head(chosen).ifPresent(lines::add);
        table.rows().forEach(row -> lines.add(form.line(chosen, row)));
        return lines;
    }

    /** The columns that are asked for, or a fault for each that is none. */
    private List<TrialColumn> chosen(List<TrialColumn> all) {
        if (columns == null) {
            return all;
        }
        Map<String, TrialColumn> known = new LinkedHashMap<>();
        all.forEach(c -> known.put(c.name(), c));
        Problems problems = new Problems();
        for (String name : new LinkedHashSet<>(columns)) {
            if (!known.containsKey(name)) {
                problems.add("--columns", "there is no column \"" + name + "\"", Nearest.hint(name, known.keySet()));
            }
        }
        problems.throwIfAny();
        return columns.stream().distinct().map(known::get).toList();
    }

    private void write(List<String> lines) {
        if (out != null) {
            WholeFile.write(out, file -> {
                for (String line : lines) {
                    file.write(line.getBytes(StandardCharsets.UTF_8));
                }
            });
            return;
        }
        PrintWriter screen = spec.commandLine().getOut();
        for (String line : lines) {
            screen.print(line);
            // Whoever reads them has enough: "narsil trials RUN | head".
            if (screen.checkError()) {
                return;
            }
        }
    }
}
