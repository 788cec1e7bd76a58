package io.narsil.store;

import io.narsil.config.UserException;
import io.narsil.space.SearchSpace;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Keeps trials in a database; a {@link SqlDialect} knows which kind of database it is. */
public final class JdbcTrialStore implements TrialStore {
    /** The version of the tables; {@link Migrations} knows how older ones come to it. */
    static final int VERSION = 4;

    private final SqlSession session;
    private final int version;

    private JdbcTrialStore(SqlSession session, int version) {
        this.session = session;
        this.version = version;
    }

    /** Opens a store, or creates it if it is missing. */
    public static JdbcTrialStore open(SqlDialect dialect) {
        return connect(dialect, true);
    }

    /** Opens an existing store for reading; nothing in it can be changed. */
    public static JdbcTrialStore existing(SqlDialect dialect) {
        return connect(dialect, false);
    }

    private static JdbcTrialStore connect(SqlDialect dialect, boolean write) {
        try {
            Connection connection = dialect.connect(write);
            SqlSession session = new SqlSession(dialect, connection, write);
            try {
                int version = dialect.version(connection);
                checkVersion(dialect, version, write);
                if (write) {
                    dialect.prepare(connection);
                    session.transaction(() -> session.use(current -> create(session, current)));
                }
                return new JdbcTrialStore(session, write ? VERSION : version);
            } catch (SQLException | RuntimeException e) {
                session.close();
                throw e;
            }
        } catch (SQLException e) {
            throw dialect.failure(e);
        }
    }

    /** @param write permission to write, without which an empty database is refused */
    static void checkVersion(SqlDialect dialect, int version, boolean write) {
        if (version == 0 && !write) {
            throw new UserException(dialect.where(), "the database is empty", "");
        }
        if (version > VERSION) {
            throw new UserException(
                    dialect.where(),
                    "the database is of version " + version + ", newer than this program, which knows version "
                            + VERSION,
                    "install the version of narsil that made it");
        }
        if (version != 0 && version != VERSION && !Migrations.possible(dialect, version)) {
            throw new UserException(
                    dialect.where(),
                    "the database is of version " + version + ": it was made by an earlier version of narsil, and this"
                            + " one knows version " + VERSION + " only",
                    "use the version of narsil that made it, or search again in another folder with --out");
        }
    }

    /** Creates the tables or brings them to this version, unless another process has already done so. */
    private static void create(SqlSession session, Connection connection) throws SQLException {
        SqlDialect dialect = session.dialect();
        try (Statement statement = connection.createStatement()) {
            int version = dialect.version(connection);
            if (version == 0) {
                for (String part : dialect.schema(VERSION)) {
                    statement.execute(part);
                }
            } else {
                Migrations.run(session, version);
            }
        }
    }

    @Override
    public List<String> studies() {
        return session.query(row -> row.getString(1), "SELECT id FROM study ORDER BY number");
    }

    @Override
    public StudyTrials study(String id, List<SearchSpace> spaces) {
        session.checkOpen();
        return new JdbcStudyTrials(session, Rules.study(id), spaces, version);
    }

    @Override
    public void own() {
        session.own();
    }

    @Override
    public void close() {
        session.close();
    }
}
