package io.narsil.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeedsTest {
    @Test
    void streamsDependOnSeedPurposeAndIndexAlone() {
        assertThat(new Seeds(1).stream("a", 0).nextLong())
                .isEqualTo(new Seeds(1).stream("a", 0).nextLong());
        Set<Long> firsts = new HashSet<>();
        for (int seed = 0; seed < 10; seed++) {
            for (String purpose : new String[] {"a", "b", "ab", "ba", ""}) {
                for (int index = 0; index < 100; index++) {
                    firsts.add(new Seeds(seed).stream(purpose, index).nextLong());
                }
            }
        }
        assertThat(firsts).hasSize(10 * 5 * 100);
    }

    /** A change here would change the results of every study. */
    @Test
    void derivedSeedsStayWhatTheyAre() {
        assertThat(new Seeds(1).derive("trial", 0)).isEqualTo(GOLDEN);
    }

    private static final long GOLDEN = -607055092488318362L;
}
