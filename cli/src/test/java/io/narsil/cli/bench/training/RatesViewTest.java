package io.narsil.cli.bench.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.cli.bench.output.BenchOutput;
import io.narsil.lab.training.TrainingRates;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class RatesViewTest {
    @Test
    void theMedianTheLeastAndTheMostAreShown() {
        TrainingRates rates = new TrainingRates();
        double[][] turns = {{100, 300}, {200, 500}, {100, 100}, {50, 200}};
        for (double[] turn : turns) {
            rates.add("plain", turn[0]);
            rates.add("ours", turn[1]);
        }
        StringWriter text = new StringWriter();
        RatesView.print(rates, new BenchOutput(new PrintWriter(text), null, false));
        assertThat(text.toString())
                .contains("ratio       2.75 (median of 4 pairs; 1.00 to 4.00): ours")
                .containsPattern("plain +100 +50 +200\n")
                .containsPattern("ours +250 +100 +500\n");
    }
}
