package io.narsil.store;

import java.util.List;

/** The tables of {@code study.db}. */
final class SqliteSchema {
    static final String STUDY = """
            CREATE TABLE study (
              number INTEGER PRIMARY KEY,      -- from 0, in the order in which they were made
              id TEXT NOT NULL UNIQUE
            )""";

    static final String TRIAL = """
            CREATE TABLE trial (
              study INTEGER NOT NULL REFERENCES study (number),
              id INTEGER NOT NULL,             -- from 0, in the order in which the search chose them
              kind TEXT NOT NULL,              -- round, finalist, hand; baseline in earlier versions
              round INTEGER NOT NULL,          -- from 0
              budget TEXT NOT NULL,
              why TEXT NOT NULL,               -- it was chosen: spread, promising or finals
              fingerprint TEXT NOT NULL,       -- of the candidate
              candidate TEXT NOT NULL,         -- JSON: parameter name to value
              macs INTEGER NOT NULL,           -- multiply-adds
              params INTEGER NOT NULL,         -- weights
              cost TEXT NOT NULL,              -- JSON: all measures, these two among them
              epochs INTEGER NOT NULL,
              schedule_epochs INTEGER NOT NULL,
              teacher INTEGER,                 -- id of the trial whose network it learns from
              continues INTEGER,               -- id of the trial with which its training began, where it goes on
              continues_after INTEGER,         -- epochs that it had before
              status TEXT NOT NULL,            -- chosen, running, done, diverged or failed
              reason TEXT NOT NULL,            -- why it diverged or failed
              test_score REAL,                 -- not of rounds; 'NaN' where it is no number
              choice_crc INTEGER NOT NULL,     -- CRC-32C of how it was chosen, with its prediction
              outcome_crc INTEGER NOT NULL,    -- CRC-32C of status, reason and test_score
              PRIMARY KEY (study, id)
            )""";

    static final String EPOCH = """
            CREATE TABLE epoch (
              study INTEGER NOT NULL,
              trial INTEGER NOT NULL,
              epoch INTEGER NOT NULL,          -- from 1
              loss REAL NOT NULL,              -- 'NaN' where it is no number
              score REAL NOT NULL,             -- on the validation images
              seconds REAL NOT NULL,
              crc INTEGER NOT NULL,            -- CRC-32C of the row
              PRIMARY KEY (study, trial, epoch),
              FOREIGN KEY (study, trial) REFERENCES trial (study, id)
            ) WITHOUT ROWID""";

    static final String PREDICTION = """
            CREATE TABLE prediction (          -- of a trial's score, before it ran
              study INTEGER NOT NULL,
              trial INTEGER NOT NULL,
              mean REAL NOT NULL,
              deviation REAL NOT NULL,
              PRIMARY KEY (study, trial),
              FOREIGN KEY (study, trial) REFERENCES trial (study, id)
            ) WITHOUT ROWID""";

    /** Queries that fail where a column is missing. */
    static final List<String> ALL_COLUMNS = List.of(
            "SELECT number, id FROM study LIMIT 0",
            TrialRow.query(JdbcTrialStore.VERSION) + " LIMIT 0",
            "SELECT macs, params FROM trial LIMIT 0",
            StoredEpoch.query(true) + " LIMIT 0",
            "SELECT study, trial, mean, deviation FROM prediction LIMIT 0");

    private SqliteSchema() {}

    /** What brings the tables of the version before to {@code version}; nothing where that is not known. */
    static List<String> migration(int version) {
        return switch (version) {
            case 3 ->
                List.of(
                        "ALTER TABLE trial ADD COLUMN choice_crc INTEGER NOT NULL DEFAULT -1",
                        "ALTER TABLE trial ADD COLUMN outcome_crc INTEGER NOT NULL DEFAULT -1",
                        "ALTER TABLE epoch ADD COLUMN crc INTEGER NOT NULL DEFAULT -1",
                        "PRAGMA user_version = 3");
            case 4 ->
                List.of(
                        "ALTER TABLE trial ADD COLUMN continues INTEGER",
                        "ALTER TABLE trial ADD COLUMN continues_after INTEGER",
                        "PRAGMA user_version = 4");
            default -> List.of();
        };
    }
}
