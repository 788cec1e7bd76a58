package io.narsil.lab.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrainingRatesTest {
    private final TrainingRates rates = new TrainingRates();

    TrainingRatesTest() {
        double[][] turns = {{100, 300}, {200, 500}, {100, 100}, {50, 200}};
        for (double[] turn : turns) {
            rates.add("plain", turn[0]);
            rates.add("ours", turn[1]);
        }
    }

    /** A ratio is of two rates of one turn, since the machine's pace changes between turns. */
    @Test
    void ratiosAreOfOneTurnEach() {
        assertThat(rates.ratios()).isEqualTo(Map.of("ours", List.of(3.0, 2.5, 1.0, 4.0)));
        assertThat(rates.ofTheLast()).isEqualTo(250);
    }

    @Test
    void aRangeIsTheMedianTheLeastAndTheMost() {
        assertThat(TrainingRates.Range.of(List.of(3.0, 2.5, 1.0, 4.0)))
                .isEqualTo(new TrainingRates.Range(2.75, 1, 4, 4));
        assertThat(TrainingRates.Range.of(List.of(3.0, 1.0, 2.5)).median()).isEqualTo(2.5);
    }

    @Test
    void everyRateIsInTheFile() {
        assertThat(rates.csv().lines())
                .hasSize(1 + 2 * 4)
                .contains("set-up,repeat,images_per_second", "\"ours\",2,500.0");
    }
}
