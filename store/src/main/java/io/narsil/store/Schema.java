package io.narsil.store;

import java.util.List;

/** The tables of {@code study.db}. */
final class Schema {
    static final List<String> STATEMENTS = List.of("""
            CREATE TABLE trial (
              id INTEGER PRIMARY KEY,          -- from 0, in the order in which the search chose them
              kind TEXT NOT NULL,              -- round, finalist or baseline
              round INTEGER NOT NULL,
              budget TEXT NOT NULL,
              fingerprint TEXT NOT NULL,       -- of the candidate
              candidate TEXT NOT NULL,         -- JSON: parameter name to value
              macs INTEGER NOT NULL,
              params INTEGER NOT NULL,
              epochs INTEGER NOT NULL,
              schedule_epochs INTEGER NOT NULL,
              status TEXT NOT NULL,            -- running, done, diverged or failed
              reason TEXT NOT NULL DEFAULT '',
              test_accuracy REAL               -- finalists and baselines only
            )""", """
            CREATE TABLE epoch (
              trial INTEGER NOT NULL REFERENCES trial (id),
              epoch INTEGER NOT NULL,          -- from 1
              loss REAL NOT NULL,
              accuracy REAL NOT NULL,          -- on the validation images
              seconds REAL NOT NULL,
              PRIMARY KEY (trial, epoch)
            ) WITHOUT ROWID""", """
            CREATE TABLE prediction (
              trial INTEGER PRIMARY KEY,
              mean REAL NOT NULL,
              deviation REAL NOT NULL
            )""");

    private Schema() {}
}
