package io.narsil.search;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The plan of a search. {@link #of} makes one with its values by name.
 *
 * @param budgets budgets from the smallest to the largest; the family gets one member for each
 * @param poolSize number of candidates to choose from
 * @param rounds number of rounds of trained candidates; 0 leaves the rounds as they are, unfinished ones too, and makes
 *     the best trained candidates finalists
 * @param first number of candidates of the first round
 * @param batch number of candidates of every other round
 * @param epochs length of the training of a candidate of the first round, in epochs; later ones stop early where that
 *     is as good
 * @param finalEpochs length of the training of a finalist, in epochs
 * @param finalists number of finalists of each budget, the best of which becomes the member; where candidates climb, it says nothing
 * @param rungs lengths of training that a candidate climbs before that of a finalist, in epochs, growing; the first is
 *     {@code epochs}. Empty where a candidate is trained once and finalists start anew
 * @param distillation share of the largest member's outputs in the loss of the smaller ones, 0..1; above 0 the largest
 *     comes to its end first, 0 is for no distillation
 * @param rankCorrelation rank correlation that the early-stop epoch must keep; 0.92 in the paper
 * @param seed seed of all randomness
 * @param hand time at which networks are trained that a person would take by hand
 * @param believed length of training, in epochs, that beliefs are about; that of a finalist, but where a clock has changed that
 *     under way, or the search is brought to its end early: it believes the same from its start to its end
 */
public record SearchPlan(
        List<Budget> budgets,
        int poolSize,
        int rounds,
        int first,
        int batch,
        int epochs,
        int finalEpochs,
        int finalists,
        List<Integer> rungs,
        double distillation,
        double rankCorrelation,
        long seed,
        Hand hand,
        int believed) {
    /** When networks are trained that a person would take by hand, to compare with. */
    public enum Hand {
        /** Never. */
        OFF,
        /** Beside the first round, so that it is seen early what is to be beaten. */
        FIRST,
        /** Beside the finalists, or before them where rungs are climbed: their number of epochs may change until then. */
        LAST
    }

    public SearchPlan {
        budgets = List.copyOf(budgets);
        rungs = List.copyOf(rungs);
        for (int i = 0; i < rungs.size(); i++) {
            int above = i + 1 < rungs.size() ? rungs.get(i + 1) : finalEpochs;
            if (rungs.get(i) >= above || rungs.get(0) != epochs) {
                throw new IllegalArgumentException(
                        "rungs " + rungs + " do not grow from " + epochs + " to " + finalEpochs);
            }
        }
    }

    /** A plan with the defaults of a study, to be changed by name. */
    public static Builder of(List<Budget> budgets) {
        return new Builder(budgets);
    }

    /** The same plan, but to its end with what was trained so far, and finalists trained for so many epochs. */
    public SearchPlan finish(int length) {
        return changed().rounds(0).finalEpochs(length).build().believing(believed);
    }

    /** The same plan with another number of rounds. */
    public SearchPlan withRounds(int count) {
        return changed().rounds(count).build().believing(believed);
    }

    /** The same plan with trainings of another length, in epochs. */
    public SearchPlan lasting(int candidate, int finalist) {
        return changed().epochs(candidate).finalEpochs(finalist).build();
    }

    /**
     * The same plan with another extent.
     *
     * @param size number of candidates of a round, of the first one too
     */
    public SearchPlan paced(int roundCount, int size, int length, int finalLength) {
        return changed()
                .rounds(roundCount)
                .first(size)
                .batch(size)
                .epochs(length)
                .finalEpochs(finalLength)
                .build();
    }

    /** The same plan with other rungs, the lowest of which is the length of a candidate's training. */
    public SearchPlan climbing(List<Integer> lengths, int finalist) {
        return changed()
                .epochs(lengths.get(0))
                .rungs(lengths)
                .finalEpochs(finalist)
                .build();
    }

    /** The same plan with beliefs about trainings of another length, in epochs. */
    public SearchPlan believing(int length) {
        return changed().believed(length).build();
    }

    private Builder changed() {
        return new Builder(budgets)
                .pool(poolSize)
                .rounds(rounds)
                .first(first)
                .batch(batch)
                .epochs(epochs)
                .finalEpochs(finalEpochs)
                .finalists(finalists)
                .rungs(rungs)
                .distillation(distillation)
                .rankCorrelation(rankCorrelation)
                .seed(seed)
                .hand(hand);
    }

    /** Whether candidates climb from rung to rung, each of them in one training. */
    public boolean climbing() {
        return !rungs.isEmpty();
    }

    /** All lengths of training that a candidate climbs, that of a finalist last. */
    List<Integer> levels() {
        return Stream.concat(rungs.stream(), Stream.of(finalEpochs)).toList();
    }

    /** The number of epochs that the learning rate of a candidate is planned for. */
    int candidateSchedule() {
        return climbing() ? finalEpochs : epochs;
    }

    /** Whether nothing more is to be learned. */
    public boolean finishing() {
        return rounds == 0;
    }

    /** The largest budget, whose member may teach the others. */
    Budget largest() {
        return budgets.get(budgets.size() - 1);
    }

    /** The candidates for each budget in the first round. */
    public Map<Budget, Integer> firstShares() {
        return shares(first);
    }

    /** The candidates for each budget in every other round. */
    public Map<Budget, Integer> shares() {
        return shares(batch);
    }

    /**
     * Splits a number of candidates among the budgets as evenly as whole numbers allow; larger ones get the remainder.
     */
    private Map<Budget, Integer> shares(int whole) {
        Map<Budget, Integer> shares = new LinkedHashMap<>();
        int count = budgets.size();
        for (int i = 0; i < count; i++) {
            shares.put(budgets.get(i), whole * (i + 1) / count - whole * i / count);
        }
        return shares;
    }

    /** Builds a plan. */
    public static final class Builder {
        private final List<Budget> budgets;
        private int pool = 20_000;
        private int rounds = 4;
        private int first = -1;
        private int batch = 12;
        private int epochs = 5;
        private int finalEpochs = -1;
        private int finalists = 1;
        private List<Integer> rungs = List.of();
        private double distillation;
        private double rankCorrelation = 0.92;
        private long seed = 1;
        private Hand hand = Hand.FIRST;
        private int believed = -1;

        private Builder(List<Budget> budgets) {
            this.budgets = budgets;
        }

        /** Sets the number of candidates to choose from; 20,000 by default, as in the paper. */
        public Builder pool(int candidates) {
            pool = candidates;
            return this;
        }

        /** Sets the number of rounds of trained candidates; 4 by default. */
        public Builder rounds(int count) {
            rounds = count;
            return this;
        }

        /** Sets the number of candidates of the first round; by default that of every other round. */
        public Builder first(int candidates) {
            first = candidates;
            return this;
        }

        /** Sets the number of candidates of a round; 12 by default. */
        public Builder batch(int candidates) {
            batch = candidates;
            return this;
        }

        /** Sets the number of epochs of a candidate; 5 by default. */
        public Builder epochs(int count) {
            epochs = count;
            return this;
        }

        /** Sets the number of epochs of a finalist; by default three times that of a candidate. */
        public Builder finalEpochs(int count) {
            finalEpochs = count;
            return this;
        }

        /** Sets the number of finalists of each budget; 1 by default, as in the paper. */
        public Builder finalists(int count) {
            finalists = count;
            return this;
        }

        /** Sets the rungs that candidates climb, which begin with the number of epochs; none by default. */
        public Builder rungs(List<Integer> lengths) {
            rungs = lengths;
            return this;
        }

        /** Sets the share of the largest member's outputs in the loss of the smaller ones, 0..1; 0 by default. */
        public Builder distillation(double share) {
            distillation = share;
            return this;
        }

        /** Sets the rank correlation that the early-stop epoch must keep; 0.92 by default, as in the paper. */
        public Builder rankCorrelation(double least) {
            rankCorrelation = least;
            return this;
        }

        /** Sets the seed of all randomness; 1 by default. */
        public Builder seed(long number) {
            seed = number;
            return this;
        }

        /** Sets when networks are trained that a person would take by hand; beside the first round by default. */
        public Builder hand(Hand when) {
            hand = when;
            return this;
        }

        private Builder believed(int length) {
            believed = length;
            return this;
        }

        /** The plan with the values set so far. */
        public SearchPlan build() {
            int last = finalEpochs < 0 ? 3 * epochs : finalEpochs;
            return new SearchPlan(
                    budgets,
                    pool,
                    rounds,
                    first < 0 ? batch : first,
                    batch,
                    epochs,
                    last,
                    finalists,
                    rungs,
                    distillation,
                    rankCorrelation,
                    seed,
                    hand,
                    believed < 0 ? last : believed);
        }
    }
}
