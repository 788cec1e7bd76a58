package io.narsil.search;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a search is to do; {@link #of} names its values.
 *
 * @param budgets one member of the family each; from the smallest to the largest
 * @param poolSize candidates to choose from
 * @param rounds of trained candidates
 * @param first candidates of the first round
 * @param batch candidates of every other round
 * @param epochs that a candidate of the first round is trained; later ones stop early where that is as good
 * @param finalEpochs that finalists are trained
 * @param distillation the share of the largest member's answers in the loss of the smaller ones, 0..1; the largest is
 *     trained first then, and 0 is for none
 * @param rankCorrelation that the early-stop epoch must keep; 0.92 in the paper
 * @param seed of everything
 */
public record SearchPlan(
        List<Budget> budgets,
        int poolSize,
        int rounds,
        int first,
        int batch,
        int epochs,
        int finalEpochs,
        double distillation,
        double rankCorrelation,
        long seed) {
    public SearchPlan {
        budgets = List.copyOf(budgets);
    }

    /** A plan with the defaults of a study, to be changed by name. */
    public static Builder of(List<Budget> budgets) {
        return new Builder(budgets);
    }

    /** The candidates for each budget in the first round. */
    public Map<Budget, Integer> firstShares() {
        return shares(first);
    }

    /** The candidates for each budget in every other round. */
    public Map<Budget, Integer> shares() {
        return shares(batch);
    }

    /** As even shares as whole numbers allow; the largest budgets get what is left over. */
    private Map<Budget, Integer> shares(int whole) {
        Map<Budget, Integer> shares = new LinkedHashMap<>();
        int count = budgets.size();
        for (int i = 0; i < count; i++) {
            shares.put(budgets.get(i), whole * (i + 1) / count - whole * i / count);
        }
        return shares;
    }

    /** A plan in the making. */
    public static final class Builder {
        private final List<Budget> budgets;
        private int pool = 20_000;
        private int rounds = 4;
        private int first = -1;
        private int batch = 12;
        private int epochs = 5;
        private int finalEpochs = -1;
        private double distillation;
        private double rankCorrelation = 0.92;
        private long seed = 1;

        private Builder(List<Budget> budgets) {
            this.budgets = budgets;
        }

        /** Candidates to choose from; 20,000 by default, as in the paper. */
        public Builder pool(int candidates) {
            pool = candidates;
            return this;
        }

        /** Rounds of trained candidates; 4 by default. */
        public Builder rounds(int count) {
            rounds = count;
            return this;
        }

        /** Candidates of the first round; as many as of every other round by default. */
        public Builder first(int candidates) {
            first = candidates;
            return this;
        }

        /** Candidates of a round; 12 by default. */
        public Builder batch(int candidates) {
            batch = candidates;
            return this;
        }

        /** Epochs of a candidate; 5 by default. */
        public Builder epochs(int count) {
            epochs = count;
            return this;
        }

        /** Epochs of a finalist; three times those of a candidate by default. */
        public Builder finalEpochs(int count) {
            finalEpochs = count;
            return this;
        }

        /** Share of the largest member's answers in the loss of the smaller ones, 0..1; 0 by default. */
        public Builder distillation(double share) {
            distillation = share;
            return this;
        }

        /** Rank correlation that the early-stop epoch must keep; 0.92 by default, as in the paper. */
        public Builder rankCorrelation(double least) {
            rankCorrelation = least;
            return this;
        }

        /** Seed of everything; 1 by default. */
        public Builder seed(long number) {
            seed = number;
            return this;
        }

        /** The plan as it is now. */
        public SearchPlan build() {
            return new SearchPlan(
                    budgets,
                    pool,
                    rounds,
                    first < 0 ? batch : first,
                    batch,
                    epochs,
                    finalEpochs < 0 ? 3 * epochs : finalEpochs,
                    distillation,
                    rankCorrelation,
                    seed);
        }
    }
}
