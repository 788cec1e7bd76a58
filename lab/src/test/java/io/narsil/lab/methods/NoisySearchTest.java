package io.narsil.lab.methods;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.lab.SeedRange;
import io.narsil.lab.table.TableProblem;
import java.util.List;
import org.junit.jupiter.api.Test;

class NoisySearchTest {
    private static final TableProblem PROBLEM = SmallTable.budgets();
    private static final SeedRange SEEDS = new SeedRange(1, 20);

    private static NoisySearch search(double noise) {
        return new NoisySearch(PROBLEM, new Rounds(9, 6), 21, noise);
    }

    private static NoisySearch.Proposed proposed(double noise, double known) {
        return search(noise).run(known, SEEDS, () -> {});
    }

    @Test
    void scoresThatAreHardlyMovedLeadToTheBestRows() {
        NoisySearch.Proposed exact = proposed(1e-9, 0);
        assertThat(exact.regrets()).hasSize(3).allMatch(budget -> budget.size() == 20);
        assertThat(exact.all().mean()).isLessThan(1);
        assertThat(exact.within(0).mean()).isNotNegative();
    }

    /** Seeds 1 to 20. Scores lie between -4 and 51; those of the best rows differ by 2. */
    @Test
    void whoKnowsOfTheNoiseErrsLessAndSaysByHowMuch() {
        NoisySearch.Proposed unaware = proposed(6, 0);
        NoisySearch.Proposed aware = proposed(6, 6);
        assertThat(aware.miss()).isLessThan(unaware.miss());
        assertThat(aware.said()).isGreaterThan(6).isGreaterThan(unaware.said());
    }

    @Test
    void theSameSeedsProposeTheSameAndEachRunHasItsLine() {
        NoisySearch.Proposed once = proposed(3, 3);
        assertThat(proposed(3, 3)).isEqualTo(once);
        String csv = search(3).csv(List.of(once), SEEDS);
        assertThat(csv).startsWith("known,budget,seed,regret\n3.0,20,1,").hasLineCount(61);
    }
}
