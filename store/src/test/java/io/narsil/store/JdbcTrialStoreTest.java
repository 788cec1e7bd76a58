package io.narsil.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.search.TrialResult;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JdbcTrialStoreTest {
    @TempDir
    private Path folder;

    /** SQLite, counting what is asked of it. */
    private static final class Counting extends DelegatingDialect {
        private int prepared;
        private int executed;
        private int commits;

        Counting(Path file) {
            super(new SqliteDialect(file));
        }

        @Override
        public Connection connect(boolean write) throws SQLException {
            return proxy(Connection.class, super.connect(write));
        }

        private <T> T proxy(Class<T> type, T target) {
            return type.cast(Proxy.newProxyInstance(
                    type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                        if (method.getName().startsWith("execute")) {
                            executed++;
                        } else if (method.getName().equals("commit")) {
                            commits++;
                        }
                        try {
                            Object result = method.invoke(target, arguments);
                            if (method.getName().equals("prepareStatement")) {
                                prepared++;
                                return proxy(java.sql.PreparedStatement.class, (java.sql.PreparedStatement) result);
                            }
                            return result;
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    }));
        }
    }

    @Test
    void manyTrialsAreReadInTwoQueries() {
        Counting dialect = new Counting(folder.resolve("many.db"));
        try (TrialStore store = JdbcTrialStore.open(dialect)) {
            StudyTrials study = store.study("s", Samples.SPACE);
            List<Chosen> batch = new ArrayList<>();
            for (int id = 0; id < 200; id++) {
                batch.add(Samples.chosen(Samples.trial(id, id % 3, 1)));
            }
            study.chosen(batch);
            dialect.executed = 0;
            assertThat(study.trials()).hasSize(200);
            assertThat(dialect.executed).isEqualTo(2);
        }
    }

    @Test
    void aRoundIsOneCommitAndStatementsArePreparedOnce() {
        Counting dialect = new Counting(folder.resolve("once.db"));
        try (TrialStore store = JdbcTrialStore.open(dialect)) {
            StudyTrials study = store.study("s", Samples.SPACE);
            dialect.commits = 0;
            study.chosen(List.of(
                    Samples.chosen(Samples.trial(0, 0, 1)),
                    Samples.chosen(Samples.trial(1, 1, 1)),
                    Samples.chosen(Samples.trial(2, 2, 1))));
            assertThat(dialect.commits).isEqualTo(1);
            run(study, 0);
            int prepared = dialect.prepared;
            run(study, 1);
            run(study, 2);
            study.chosen(List.of(Samples.chosen(Samples.trial(3, 0, 1))));
            assertThat(prepared).isPositive();
            assertThat(dialect.prepared).isEqualTo(prepared);
        }
    }

    /** SQLite as a server that goes away, each time that a connection begins or commits the tables, a few times. */
    private static final class Restarted extends DelegatingDialect {
        private final boolean atCommit;
        private int left = 2;

        Restarted(Path file, boolean atCommit) {
            super(new SqliteDialect(file));
            this.atCommit = atCommit;
        }

        @Override
        public Connection connect(boolean write) throws SQLException {
            Connection real = super.connect(write);
            return (Connection) Proxy.newProxyInstance(
                    Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (self, method, arguments) -> {
                        if (method.getName().equals("commit") && atCommit) {
                            goAway(real);
                        }
                        try {
                            return method.invoke(real, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        }

        @Override
        public void begin(Connection connection) throws SQLException {
            if (!atCommit) {
                goAway(connection);
            }
        }

        private void goAway(Connection connection) throws SQLException {
            if (left-- > 0) {
                connection.close();
                throw new SQLException("gone", "08006");
            }
        }

        @Override
        public boolean lost(SQLException e) {
            return "08006".equals(e.getSQLState());
        }

        @Override
        public Duration patience() {
            return Duration.ofMinutes(1);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aServerThatGoesAwayWhileAStoreIsMadeIsWaitedFor(boolean atCommit) {
        try (TrialStore store = JdbcTrialStore.open(new Restarted(folder.resolve("away.db"), atCommit))) {
            StudyTrials study = store.study("s", Samples.SPACE);
            study.chosen(List.of(Samples.chosen(Samples.trial(0, 0, 1))));
            assertThat(study.trials()).hasSize(1);
        }
    }

    private static void run(StudyTrials study, int id) {
        study.started(id);
        study.epoch(id, Samples.epoch(1, 0.5));
        study.finished(new TrialResult(id, TrialResult.Status.DONE, List.of(0.5), OptionalDouble.empty(), ""));
    }
}
