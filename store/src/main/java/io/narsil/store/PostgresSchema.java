package io.narsil.store;

import java.util.List;

/** The tables of a run on a PostgreSQL server, in a schema of its own; the columns are those of {@link SqliteSchema}. */
final class PostgresSchema {
    private static final String STUDY = """
            CREATE TABLE study (
              number INTEGER PRIMARY KEY,       -- from 0, in the order in which they were made
              id TEXT NOT NULL UNIQUE
            )""";

    private static final String TRIAL = """
            CREATE TABLE trial (
              study INTEGER NOT NULL REFERENCES study (number),
              id INTEGER NOT NULL,              -- from 0, in the order in which the search chose them
              kind TEXT NOT NULL,               -- round, finalist, hand
              round INTEGER NOT NULL,           -- from 0
              budget TEXT NOT NULL,
              why TEXT NOT NULL,                -- it was chosen: spread, promising or finals
              fingerprint TEXT NOT NULL,        -- of the candidate
              candidate TEXT NOT NULL,          -- JSON: parameter name to value
              macs BIGINT NOT NULL,             -- multiply-adds
              params BIGINT NOT NULL,           -- weights
              cost TEXT NOT NULL,               -- JSON: all measures, these two among them
              epochs INTEGER NOT NULL,
              schedule_epochs INTEGER NOT NULL,
              teacher INTEGER,                  -- id of the trial whose network it learns from
              continues INTEGER,                -- id of the trial with which its training began, where it goes on
              continues_after INTEGER,          -- epochs that it had before
              status TEXT NOT NULL,             -- chosen, running, done, diverged or failed
              reason TEXT NOT NULL,             -- why it diverged or failed
              test_score DOUBLE PRECISION,      -- not of rounds
              choice_crc BIGINT NOT NULL,       -- CRC-32C of how it was chosen, with its prediction
              outcome_crc BIGINT NOT NULL,      -- CRC-32C of status, reason and test_score
              PRIMARY KEY (study, id)
            )""";

    private static final String EPOCH = """
            CREATE TABLE epoch (
              study INTEGER NOT NULL,
              trial INTEGER NOT NULL,
              epoch INTEGER NOT NULL,           -- from 1
              loss DOUBLE PRECISION NOT NULL,
              score DOUBLE PRECISION NOT NULL,  -- on the validation images
              seconds DOUBLE PRECISION NOT NULL,
              crc BIGINT NOT NULL,              -- CRC-32C of the row
              PRIMARY KEY (study, trial, epoch),
              FOREIGN KEY (study, trial) REFERENCES trial (study, id)
            )""";

    private static final String PREDICTION = """
            CREATE TABLE prediction (           -- of a trial's score, before it ran
              study INTEGER NOT NULL,
              trial INTEGER NOT NULL,
              mean DOUBLE PRECISION NOT NULL,
              deviation DOUBLE PRECISION NOT NULL,
              PRIMARY KEY (study, trial),
              FOREIGN KEY (study, trial) REFERENCES trial (study, id)
            )""";

    /** The table that says of which version the others are. */
    static final String VERSION = "version";

    private PostgresSchema() {}

    static List<String> tables(int version) {
        return List.of(
                STUDY,
                TRIAL,
                EPOCH,
                PREDICTION,
                "CREATE TABLE " + VERSION + " (number INTEGER NOT NULL)",
                "INSERT INTO " + VERSION + " (number) VALUES (" + version + ")");
    }

    /** What brings the tables of the version before to {@code version}; the first on such a server were of version 4. */
    static List<String> migration(int version) {
        // A later version adds its columns here, and "UPDATE version SET number = ..." after them.
        return List.of();
    }
}
