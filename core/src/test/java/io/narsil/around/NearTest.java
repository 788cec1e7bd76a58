package io.narsil.around;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NearTest {
    @Test
    void expansionsAreWholeAndNeverLessForMore() {
        assertThat(Near.thirds(6)).containsExactly(3.0, 4.0, 6.0);
        assertThat(Near.thirds(4)).containsExactly(2.0, 3.0, 4.0);
        assertThat(Near.thirds(2.5)).containsExactly(2.0, 2.0, 2.5);
        assertThat(Near.thirds(1)).containsExactly(1.0, 1.0, 1.0);
    }

    @Test
    void widthsAreWhatKernelsLike() {
        assertThat(Near.shares(112)).containsExactly(88, 112, 120);
        assertThat(Near.shares(8)).containsExactly(8, 8, 8);
    }

    @Test
    void blocksGoDownToOneOrToAThirdOfMany() {
        assertThat(Near.anyDepth(1)).containsExactly(1);
        assertThat(Near.anyDepth(3)).containsExactly(1, 2, 3, 4);
        assertThat(Near.anyDepth(6)).containsExactly(2, 3, 4, 5, 6, 7);
    }

    @Test
    void kernelsAreTheNextSmallerOne() {
        assertThat(Near.smaller(5)).containsExactly(3, 5);
        assertThat(Near.smaller(3)).containsExactly(3, 3);
    }
}
