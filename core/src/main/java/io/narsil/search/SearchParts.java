package io.narsil.search;

import io.narsil.predictor.ScorePredictor;

/**
 * What a search is made of; each may be replaced by another.
 *
 * @param pools where candidates to choose from come from
 * @param predictor of scores, which learns from what was trained
 * @param batches how a round is chosen
 * @param stopping when later rounds end
 * @param evolution what is proposed for each budget in the end
 * @param check what is looked at before a proposal is trained
 */
record SearchParts(
        PoolSource pools,
        ScorePredictor predictor,
        BatchStrategy batches,
        EarlyStopping stopping,
        FamilyProposer evolution,
        FinalCheck check) {}
