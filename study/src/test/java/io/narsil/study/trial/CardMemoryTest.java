package io.narsil.study.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.runner.Cards;
import io.narsil.runner.FreeMemory;
import io.narsil.study.event.StudyEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CardMemoryTest {
    private static final long GB = 1L << 30;
    private static final Cards NONE = new Cards(List.of());
    private static final Cards TWO = new Cards(List.of(10 * GB, 20 * GB));

    private final List<StudyEvent> told = new ArrayList<>();

    private int count(Cards cards, int wanted, boolean said) {
        return CardMemory.bounded(cards, 4 * GB, new WorkerMemory.Wish(wanted, said), told::add);
    }

    /** Cards are dealt out in turn, so each has to hold as many as the fullest. */
    @Test
    void workersShareCardsAsFarAsTheirMemoryGoes() {
        int roomy = WorkerMemory.workers(100, 3 * GB, FreeMemory.bytes());
        assertThat(count(TWO, 100, false)).isEqualTo(Math.min(4, roomy));
        assertThat(count(TWO, 1, false)).isEqualTo(1);
        assertThat(told).hasSize(2).allMatch(e -> ((StudyEvent.MemoryForetold) e).card());
    }

    @Test
    void whatTheUserSaysIsKept() {
        assertThat(count(TWO, 9, true)).isEqualTo(9);
        assertThat(count(NONE, 9, true)).isEqualTo(9);
    }

    @Test
    void aCardThatIsTooSmallOrUnknownHasOne() {
        assertThat(count(new Cards(List.of(GB)), 8, false)).isEqualTo(1);
        assertThat(count(NONE, 8, false)).isEqualTo(1);
    }
}
