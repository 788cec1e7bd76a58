package io.narsil.search;

import io.narsil.predictor.ScorePredictor;

/**
 * The parts of a search, each of which can be replaced.
 *
 * @param pools source of the candidates to choose from
 * @param predictor predictor of scores, which learns from what was trained
 * @param batches choice of a round's candidates
 * @param stopping rule by which later rounds end early
 * @param evolution proposal of candidates for each budget in the end
 * @param check check of a proposal before it is trained
 */
record SearchParts(
        PoolSource pools,
        ScorePredictor predictor,
        BatchStrategy batches,
        EarlyStopping stopping,
        FamilyProposer evolution,
        FinalCheck check) {}
