package io.narsil.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ListedTest {
    @Test
    void theFirstAreNamedAndTheOthersCounted() {
        assertThat(Listed.of(List.of("a", "b", "c", "d", "e"), 2)).isEqualTo("a, b and 3 more");
        assertThat(Listed.of(List.of("a", "b"), 2)).isEqualTo("a, b");
        assertThat(Listed.of(List.of(), 2)).isEmpty();
    }
}
