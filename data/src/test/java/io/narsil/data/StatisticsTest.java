package io.narsil.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StatisticsTest {
    @Test
    void meanAndDeviationAreThoseOfEachChannel() {
        Statistics statistics = new Statistics(2);
        statistics.add(new byte[] {0, (byte) 255, 100, (byte) 255});
        statistics.add(new byte[] {(byte) 200, (byte) 255, 100, (byte) 255});
        assertThat(statistics.mean()).containsExactly(100.0 / 255, 1.0);
        // Values 0, 100, 200, 100; and never less than one step of 8 bits.
        assertThat(statistics.deviation()).containsExactly(Math.sqrt(5000) / 255, 1.0 / 255);
    }
}
