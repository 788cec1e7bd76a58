package io.narsil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
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
    void theMedianTheLeastAndTheMostAreShown() {
        StringWriter text = new StringWriter();
        rates.print(new BenchOutput(new PrintWriter(text), null));
        assertThat(text.toString())
                .contains("ratio       2.75 (median of 4 pairs; 1.00 to 4.00): ours")
                .containsPattern("plain +100 +50 +200\n")
                .containsPattern("ours +250 +100 +500\n");
    }

    @Test
    void everyRateIsInTheFile() {
        assertThat(rates.csv().lines())
                .hasSize(1 + 2 * 4)
                .contains("set-up,repeat,images_per_second", "\"ours\",2,500.0");
    }
}
