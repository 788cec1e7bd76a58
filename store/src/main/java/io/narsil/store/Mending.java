package io.narsil.store;

import io.narsil.search.Trial;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeSet;

/**
 * Takes rows that do not match their checksums for not there. A trial whose epochs or outcome are damaged runs again. One
 * that was damaged as it was chosen is chosen again, with all of its step and what followed, for a step is chosen as a
 * whole: as a search is a function of its history, the same trials come.
 *
 * @param study number of the study
 */
record Mending(SqlSession session, int study) {
    /** Makes a trial that is over run again; its values are those of {@link #reopening}. */
    static final String REOPEN = "UPDATE trial SET status = 'running', reason = '', test_score = NULL, outcome_crc = ?"
            + " WHERE study = ? AND id = ?";

    static Object[] reopening(int study, int trial) {
        return new Object[] {RowChecksum.outcome(study, trial, "running", "", OptionalDouble.empty()), study, trial};
    }

    /** Mends, in the caller's transaction, and returns the numbers of trials that run again. */
    List<Integer> run() {
        List<TrialRow> rows = session.query(
                TrialRow::read, TrialRow.query(JdbcTrialStore.VERSION) + " WHERE t.study = ? ORDER BY t.id", study);
        TreeSet<Integer> again = new TreeSet<>();
        strays();
        int sound = 0;
        while (sound < rows.size()
                && rows.get(sound).choiceSound()
                && rows.get(sound).id() == sound) {
            sound++;
        }
        if (sound < rows.size()) {
            int cut = stepOf(rows, sound);
            rows.subList(cut, rows.size()).forEach(row -> again.add(row.id()));
            drop(cut);
            rows = rows.subList(0, cut);
        }
        Map<Integer, Integer> epochs = epochs(again);
        for (TrialRow row : rows) {
            int kept = epochs.getOrDefault(row.id(), 0);
            boolean cut = row.status().equals("done") && kept < row.identity().epochs();
            if (cut || !row.outcomeSound()) {
                again.add(row.id());
            }
            if (again.contains(row.id())) {
                session.update(REOPEN, reopening(study, row.id()));
            }
        }
        return List.copyOf(again);
    }

    /** The first trial of the step that a damaged row may be of: its own, or that of the last sound row before it. */
    private static int stepOf(List<TrialRow> rows, int damaged) {
        if (damaged > 0 && rows.get(damaged).id() == damaged && begins(rows, damaged)) {
            return damaged;
        }
        int first = damaged;
        while (first > 0 && step(rows.get(first - 1)).equals(step(rows.get(damaged - 1)))) {
            first--;
        }
        return first;
    }

    /**
     * Whether a damaged row is the first of its step: it says so, as the next step would, and its checksum does not tell that
     * this is what is damaged of it.
     */
    private static boolean begins(List<TrialRow> rows, int damaged) {
        TrialRow row = rows.get(damaged);
        TrialRow before = rows.get(damaged - 1);
        int next = rows.subList(0, damaged).stream()
                .filter(r -> r.identity().kind().equals(Trial.Kind.ROUND.key()))
                .mapToInt(r -> r.identity().round() + 1)
                .max()
                .orElse(0);
        boolean finals = row.identity().kind().equals(Trial.Kind.FINALIST.key())
                || row.identity().kind().equals(Trial.Kind.BASELINE.key());
        boolean round = row.identity().kind().equals(Trial.Kind.ROUND.key())
                && row.identity().round() == next;
        return !step(row).equals(step(before))
                && (finals || round)
                && Arrays.stream(Trial.Kind.values())
                        .map(kind -> row.choice(
                                row.identity().of(kind.key(), before.identity().round())))
                        .noneMatch(sum -> sum == row.choiceCrc());
    }

    /** What trials of one step have in common, which in a round are equally long; all finalists and baselines count as one. */
    private static String step(TrialRow row) {
        String kind = row.identity().kind();
        return kind.equals(Trial.Kind.ROUND.key())
                ? kind + row.identity().round() + " " + row.identity().epochs()
                : "finals";
    }

    private void drop(int from) {
        for (String table : List.of("epoch", "prediction")) {
            session.update("DELETE FROM " + table + " WHERE study = ? AND (trial >= ? OR trial < 0)", study, from);
        }
        session.update("DELETE FROM trial WHERE study = ? AND (id >= ? OR id < 0)", study, from);
    }

    /** Removes what belongs to no trial, and numbers of epochs that are none: no key of ours would find them again. */
    private void strays() {
        for (String table : List.of("epoch", "prediction")) {
            session.update(
                    "DELETE FROM " + table + " WHERE study = ? AND NOT EXISTS"
                            + " (SELECT 1 FROM trial t WHERE t.study = " + table + ".study AND t.id = " + table
                            + ".trial)",
                    study);
        }
        session.update("DELETE FROM epoch WHERE study = ? AND epoch <> CAST(epoch AS INTEGER)", study);
    }

    /**
     * The number of sound epochs by trial. Others are removed, with those after a gap, and their trials are added to
     * {@code again}; a training that goes on tells its epochs once more.
     */
    private Map<Integer, Integer> epochs(TreeSet<Integer> again) {
        Map<Integer, Integer> kept = new HashMap<>();
        List<StoredEpoch> all = session.query(
                StoredEpoch::read, StoredEpoch.query(true) + " WHERE study = ? ORDER BY trial, epoch", study);
        for (StoredEpoch epoch : all) {
            int number = epoch.epoch().epoch();
            if (epoch.sound() && number == kept.getOrDefault(epoch.trial(), 0) + 1) {
                kept.put(epoch.trial(), number);
            } else {
                session.update(
                        "DELETE FROM epoch WHERE study = ? AND trial = ? AND epoch = ?", study, epoch.trial(), number);
                again.add(epoch.trial());
            }
        }
        return kept;
    }
}
