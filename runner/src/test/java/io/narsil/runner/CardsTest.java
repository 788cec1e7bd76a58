package io.narsil.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CardsTest {
    private static final String TWO = """
            0, GPU-11111111-aaaa, 81000
            1, GPU-22222222-bbbb, 500
            """;

    @Test
    void freeMemoryByCard() {
        Cards cards = Cards.read(TWO, Optional.empty());
        assertThat(cards.free()).containsExactly(81000L << 20, 500L << 20);
        assertThat(cards.least()).isEqualTo(500L << 20);
    }

    @Test
    void onlyTheCardsThatAreLentCount() {
        assertThat(Cards.read(TWO, Optional.of("1")).free()).containsExactly(500L << 20);
        assertThat(Cards.read(TWO, Optional.of("GPU-1111")).free()).containsExactly(81000L << 20);
        assertThat(Cards.read(TWO, Optional.of("0, 1")).free()).hasSize(2);
        assertThat(Cards.read(TWO, Optional.of("")).free()).isEmpty();
        assertThat(Cards.read(TWO, Optional.of("-1")).free()).isEmpty();
    }

    @Test
    void whatIsNoAnswerTellsOfNoCard() {
        for (String lines : List.of("", "No devices were found\n", "0, GPU-1, [N/A]\n", "0, GPU-1\n")) {
            assertThat(Cards.read(lines, Optional.empty())).isEqualTo(new Cards(List.of()));
        }
        assertThat(new Cards(List.of()).least()).isZero();
    }
}
