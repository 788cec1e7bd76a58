package io.narsil.store;

import io.narsil.config.UserException;
import io.narsil.config.Words;
import io.narsil.network.Cost;
import io.narsil.search.Trial;
import io.narsil.search.TrialResult;
import io.narsil.space.SearchSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The trials of one study in a database. Each change is a single statement or transaction, so that threads need no
 * lock.
 */
final class JdbcStudyTrials implements StudyTrials {
    private static final int NONE = -1;
    private static final String OPEN = "status IN ('chosen', 'running')";

    private final SqlSession session;
    private final String id;
    private final TrialRows rows;
    private volatile int known = NONE;

    /** @param version version of the tables; older ones are only read */
    JdbcStudyTrials(SqlSession session, String id, List<SearchSpace> spaces, int version) {
        this.session = session;
        this.id = id;
        this.rows = new TrialRows(spaces, session.dialect().where(), version);
    }

    @Override
    public void chosen(List<Chosen> batch) {
        session.checkOpen();
        if (!batch.isEmpty()) {
            int[] made = {NONE};
            session.transaction(() -> {
                made[0] = make();
                batch.forEach(c -> register(made[0], c));
            });
            known = made[0];
        }
    }

    private void register(int study, Chosen chosen) {
        Trial trial = chosen.trial();
        List<Identity> before =
                session.query(TrialRow::identity, TrialRow.IDENTITY + " WHERE study = ? AND id = ?", study, trial.id());
        if (!before.isEmpty()) {
            before.get(0).check(session.dialect().where(), trial);
            return;
        }
        Cost cost = chosen.cost();
        String candidate = TrialRows.json(trial.candidate().values());
        String costs = TrialRows.json(cost);
        session.update(
                "INSERT INTO trial (study, id, kind, round, budget, why, fingerprint, candidate, macs, params, cost,"
                        + " epochs, schedule_epochs, teacher, continues, continues_after, choice_crc, outcome_crc, status, reason)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'chosen', '')",
                study,
                trial.id(),
                trial.kind().key(),
                trial.round(),
                trial.budget(),
                chosen.why(),
                trial.candidate().fingerprint(),
                candidate,
                cost.macs(),
                cost.params(),
                costs,
                trial.epochs(),
                trial.scheduleEpochs(),
                trial.teacher().isPresent() ? trial.teacher().getAsInt() : null,
                trial.continued().map(Trial.Continued::trial).orElse(null),
                trial.continued().map(Trial.Continued::epochs).orElse(null),
                RowChecksum.choice(
                        study, trial.id(), chosen.why(), Identity.of(trial), candidate, costs, chosen.prediction()),
                RowChecksum.outcome(study, trial.id(), "chosen", "", OptionalDouble.empty()));
        chosen.prediction()
                .ifPresent(p -> session.update(
                        "INSERT INTO prediction (study, trial, mean, deviation) VALUES (?, ?, ?, ?)",
                        study,
                        trial.id(),
                        p.mean(),
                        p.deviation()));
    }

    @Override
    public void started(int trial) {
        int study = study();
        change(
                trial,
                session.update(
                        "UPDATE trial SET status = 'running', outcome_crc = ?"
                                + " WHERE study = ? AND id = ? AND status = 'chosen'",
                        RowChecksum.outcome(study, trial, "running", "", OptionalDouble.empty()),
                        study,
                        trial));
    }

    @Override
    public void epoch(int trial, EpochRecord epoch) {
        int study = study();
        change(
                trial,
                session.update(
                        session.dialect()
                                .orIgnore("INSERT INTO epoch (study, trial, epoch, loss, score, seconds, crc)"
                                        + " SELECT study, id, ?, ?, ?, ?, ? FROM trial WHERE study = ? AND id = ? AND "
                                        + OPEN),
                        epoch.epoch(),
                        epoch.loss(),
                        epoch.score(),
                        epoch.seconds(),
                        RowChecksum.epoch(study, trial, epoch),
                        study,
                        trial));
    }

    @Override
    public void finished(TrialResult result) {
        StoredTrial before = trial(result.trial()).orElseThrow(() -> Rules.unknown(id, result.trial()));
        if (before.result().isEmpty()) {
            Rules.scores(result, before.scores());
            int study = study();
            String status = Words.of(result.status());
            String reason = session.dialect().storable(result.reason());
            session.update(
                    "UPDATE trial SET status = ?, reason = ?, test_score = ?, outcome_crc = ?"
                            + " WHERE study = ? AND id = ? AND " + OPEN,
                    status,
                    reason,
                    result.testScore().isPresent() ? result.testScore().getAsDouble() : null,
                    RowChecksum.outcome(study, result.trial(), status, reason, result.testScore()),
                    study,
                    result.trial());
        }
    }

    @Override
    public void reopened(int trial) {
        change(trial, session.update(Mending.REOPEN + " AND NOT " + OPEN, Mending.reopening(study(), trial)));
    }

    @Override
    public List<Integer> mended() {
        int study = study();
        // A transaction may run again after one of which nobody knows whether it was over.
        TreeSet<Integer> again = new TreeSet<>();
        session.transaction(() -> again.addAll(new Mending(session, study).run()));
        return List.copyOf(again);
    }

    /** Checks a change that met no row: either nothing is to change, or there is no such trial, which is refused. */
    private void change(int trial, int changed) {
        if (changed == 0
                && session.query(row -> 1, "SELECT 1 FROM trial WHERE study = ? AND id = ?", study(), trial)
                        .isEmpty()) {
            throw Rules.unknown(id, trial);
        }
    }

    @Override
    public List<StoredTrial> trials() {
        return readable(fault -> {
            throw fault;
        });
    }

    @Override
    public List<StoredTrial> readable(Consumer<UserException> damaged) {
        int study = study();
        // Trials before their epochs: so a trial that is over is never seen with fewer epochs than it had.
        List<TrialRow> found = session.query(
                TrialRow::read, TrialRow.query(rows.version()) + " WHERE t.study = ? ORDER BY t.id", study);
        Map<Integer, List<StoredEpoch>> epochs = session
                .query(
                        StoredEpoch::read,
                        StoredEpoch.query(rows.checked()) + " WHERE study = ? ORDER BY trial, epoch",
                        study)
                .stream()
                .collect(Collectors.groupingBy(StoredEpoch::trial));
        List<StoredTrial> trials = new ArrayList<>();
        for (TrialRow row : found) {
            try {
                trials.add(rows.read(row, epochs.getOrDefault(row.id(), List.of())));
            } catch (UserException e) {
                damaged.accept(e);
            }
        }
        return List.copyOf(trials);
    }

    @Override
    public Optional<StoredTrial> trial(int trial) {
        int study = study();
        return session
                .query(TrialRow::read, TrialRow.query(rows.version()) + " WHERE t.study = ? AND t.id = ?", study, trial)
                .stream()
                .findFirst()
                .map(row -> rows.read(
                        row,
                        session.query(
                                StoredEpoch::read,
                                StoredEpoch.query(rows.checked()) + " WHERE study = ? AND trial = ? ORDER BY epoch",
                                study,
                                trial)));
    }

    @Override
    public int finishedCount() {
        return session.query(
                        row -> row.getInt(1), "SELECT count(*) FROM trial WHERE study = ? AND NOT " + OPEN, study())
                .get(0);
    }

    /** The number of the study; {@link #NONE}, which no row has, if the study does not exist yet. */
    private int study() {
        if (known == NONE) {
            session.query(row -> row.getInt(1), "SELECT number FROM study WHERE id = ?", id)
                    .forEach(number -> known = number);
        }
        return known;
    }

    /** The number of the study, which is created if it is missing; called within a transaction that may still fail. */
    private int make() {
        if (study() != NONE) {
            return known;
        }
        session.update(
                session.dialect()
                        .orIgnore("INSERT INTO study (number, id) SELECT COALESCE(MAX(number) + 1, 0), ? FROM study"
                                + " WHERE true"),
                id);
        return session.query(row -> row.getInt(1), "SELECT number FROM study WHERE id = ?", id)
                .get(0);
    }
}
