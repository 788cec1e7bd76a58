package io.narsil.study.tensorboard;

import io.narsil.config.UserException;
import io.narsil.files.WholeFile;
import io.narsil.study.StudyFile;
import io.narsil.study.folder.RunFolder;
import io.narsil.study.table.TrialRow;
import io.narsil.study.table.TrialTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes the trials of a run for TensorBoard: a folder a trial with its scalars by epoch and its settings. */
public final class TensorBoard {
    private static final String SCORE = "validation/score";
    private static final String TEST = "test/score";
    private static final String PREDICTED = "predicted/score";
    private static final String MACS = "cost/multiply-adds";
    private static final String PARAMS = "cost/parameters";
    private static final String LATENCY = "cost/milliseconds";
    private static final double NANOS = 1e6;
    private static final int LONGEST = 64;

    private TensorBoard() {}

    /**
     * What was written.
     *
     * @param trials number of trials that have an epoch, each of which has a folder
     * @param without number of trials without an epoch, which have none
     */
    public record Written(int trials, int without) {}

    /**
     * Writes a folder: each file whole or not at all, a trial's before that of the experiment. The same trials give the same bytes.
     *
     * @param folder path of the folder, which may be new, empty, or written by this before
     * @throws UserException where the folder holds anything else, which stays as it is
     */
    public static Written write(RunFolder run, TrialTable table, Path folder) {
        List<TrialRow> rows =
                table.rows().stream().filter(r -> !r.scores().isEmpty()).toList();
        Map<String, TrialRow> named = new LinkedHashMap<>();
        rows.forEach(r -> named.put(name(r), r));
        BoardFolder board = new BoardFolder(folder);
        board.clear(named.keySet());
        HParams settings = new HParams(table, rows);
        named.forEach((name, row) -> WholeFile.write(board.trial(name), out -> {
            RecordStream records = new RecordStream(out);
            records.write(Events.version());
            records.write(settings.begin(row, name));
            scalars(row, records);
            if (!List.of("chosen", "running").contains(row.status())) {
                records.write(HParams.end(row));
            }
        }));
        WholeFile.write(board.experiment(), out -> {
            RecordStream records = new RecordStream(out);
            records.write(Events.version());
            records.write(settings.experiment(rows, metrics(score(run), rows)));
        });
        return new Written(rows.size(), table.rows().size() - rows.size());
    }

    /** Such as {@code trial-0012-finalist-large}. What a name of a folder may not have anywhere is a line. */
    static String name(TrialRow row) {
        String budget = row.budget().replaceAll("[^A-Za-z0-9_-]", "_");
        return String.format(
                Locale.ROOT,
                "trial-%04d-%s-%s",
                row.trial(),
                row.kind().key(),
                budget.isEmpty() ? "_" : budget.substring(0, Math.min(LONGEST, budget.length())));
    }

    private static void scalars(TrialRow row, RecordStream out) throws IOException {
        double seconds = 0;
        int last = row.scores().size();
        for (int epoch = 1; epoch <= last; epoch++) {
            seconds += row.durations().get(epoch - 1);
            out.write(Events.scalar(seconds, epoch, SCORE, row.scores().get(epoch - 1)));
            out.write(
                    Events.scalar(seconds, epoch, "training/loss", row.losses().get(epoch - 1)));
            out.write(Events.scalar(
                    seconds, epoch, "training/seconds", row.durations().get(epoch - 1)));
        }
        scalar(out, seconds, last, TEST, row.testScore());
        scalar(out, seconds, last, PREDICTED, row.predicted());
        scalar(out, seconds, last, MACS, (double) row.cost().macs());
        scalar(out, seconds, last, PARAMS, (double) row.cost().params());
        scalar(out, seconds, last, LATENCY, milliseconds(row));
    }

    private static void scalar(RecordStream out, double seconds, int step, String tag, Double value)
            throws IOException {
        if (value != null) {
            out.write(Events.scalar(seconds, step, tag, value));
        }
    }

    private static Double milliseconds(TrialRow row) {
        return row.cost().latency() == 0 ? null : row.cost().latency() / NANOS;
    }

    private static List<HParams.Metric> metrics(String score, List<TrialRow> rows) {
        Map<HParams.Metric, Boolean> all = new LinkedHashMap<>();
        all.put(new HParams.Metric(SCORE, score), true);
        all.put(new HParams.Metric(TEST, "test " + score), rows.stream().anyMatch(r -> r.testScore() != null));
        all.put(
                new HParams.Metric(PREDICTED, "predicted " + score),
                rows.stream().anyMatch(r -> r.predicted() != null));
        all.put(new HParams.Metric(MACS, "multiply-adds"), true);
        all.put(new HParams.Metric(PARAMS, "parameters"), true);
        all.put(new HParams.Metric(LATENCY, "milliseconds"), rows.stream().anyMatch(r -> milliseconds(r) != null));
        all.values().removeIf(there -> !there);
        return List.copyOf(all.keySet());
    }

    /** What the study calls its score. */
    private static String score(RunFolder run) {
        try {
            return StudyFile.look(run).score().text();
        } catch (UserException e) {
            return "score";
        }
    }
}
