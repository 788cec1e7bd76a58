package io.narsil.store;

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
              kind TEXT NOT NULL,              -- round, finalist or baseline
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
              status TEXT NOT NULL,            -- chosen, running, done, diverged or failed
              reason TEXT NOT NULL,            -- why it diverged or failed
              test_score REAL,                 -- finalists and baselines only; 'NaN' where it is no number
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

    private SqliteSchema() {}
}
