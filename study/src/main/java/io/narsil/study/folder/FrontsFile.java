package io.narsil.study.folder;

import io.narsil.config.UserException;
import io.narsil.files.Fingerprint;
import io.narsil.json.Json;
import io.narsil.network.Cost;
import java.nio.file.Path;
import java.util.List;

/**
 * The file of the best predicted candidates for many budgets, as it stands.
 *
 * @param narsil format of the file
 * @param predictor SHA-256 of the predictor's file, which predicted them
 * @param checksum SHA-256 of the rows, as JSON in one line
 * @param candidates rows, by multiply-adds
 */
public record FrontsFile(String narsil, String predictor, String checksum, List<Row> candidates) {
    private static final String FORMAT = "fronts/1";
    private static final int MOST = 20_000;
    private static final String AGAIN = "delete it: \"narsil report\" of this run writes it again";

    /**
     * A candidate.
     *
     * @param candidate name that it has in any run
     * @param genes number of the chosen value of each parameter of the run's space
     * @param mean predicted score after the epochs of a round, 0..1
     * @param deviation standard deviation of that prediction
     */
    public record Row(String candidate, List<Integer> genes, double mean, double deviation, Cost cost) {
        private boolean sound() {
            return Double.isFinite(mean) && deviation >= 0 && Double.isFinite(deviation) && cost.sound();
        }
    }

    /** Writes candidates of a run's predictor, whole or not at all. */
    public static void write(RunFolder run, List<Row> candidates) {
        Json.write(
                run.fronts(),
                new FrontsFile(FORMAT, Fingerprint.of(run.predictor()), sum(candidates), List.copyOf(candidates)));
    }

    /** Reads the file of a run; a {@link UserException} where it is damaged, or no such file. */
    public static FrontsFile read(RunFolder run) {
        Path file = run.fronts();
        String format = Json.format(file);
        if (!format.equals(FORMAT)) {
            throw new UserException(file.toString(), "this file is \"" + format + "\", not \"" + FORMAT + "\"", AGAIN);
        }
        FrontsFile fronts = Json.complete(file, FrontsFile.class);
        if (fronts.candidates.size() > MOST
                || !fronts.candidates.stream().allMatch(Row::sound)
                || !sum(fronts.candidates).equals(fronts.checksum)) {
            throw damaged(run);
        }
        return fronts;
    }

    /** Whether the file of a run can be read. */
    public static boolean sound(RunFolder run) {
        try {
            read(run);
            return true;
        } catch (UserException e) {
            return false;
        }
    }

    /** Whether it was predicted by the predictor that the run has now. */
    public boolean predictedIn(RunFolder run) {
        return Fingerprint.of(run.predictor()).equals(predictor);
    }

    /** What is said of a file that is not as it was written. */
    public static UserException damaged(RunFolder run) {
        return new UserException(run.fronts().toString(), "the file is damaged", AGAIN);
    }

    /** What is said of a file that another predictor was asked for. */
    public static UserException foreign(RunFolder run) {
        return new UserException(
                run.fronts().toString(),
                "it was predicted by another predictor than " + run.predictor().getFileName(),
                AGAIN);
    }

    private static String sum(List<Row> rows) {
        return Fingerprint.of(Json.line(rows));
    }
}
