package io.narsil.study.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.runner.Cards;
import io.narsil.study.event.StudyEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class CardMemoryTest {
    private static final long GB = 1L << 30;
    private static final Cards NONE = new Cards(List.of());
    private static final Cards TWO = new Cards(List.of(10 * GB, 20 * GB));

    private final List<StudyEvent> told = new ArrayList<>();

    private int count(Cards cards, int wanted, boolean said) {
        return count(cards, OptionalLong.of(100 * GB), wanted, said);
    }

    private int count(Cards cards, OptionalLong host, int wanted, boolean said) {
        return CardMemory.bounded(cards, host, 4 * GB, new WorkerMemory.Wish(wanted, said), told::add);
    }

    /** Cards are dealt out in turn, so each has to hold as many as the fullest. */
    @Test
    void workersShareCardsAsFarAsTheirMemoryGoes() {
        assertThat(count(TWO, 100, false)).isEqualTo(4);
        assertThat(count(TWO, 1, false)).isEqualTo(1);
        assertThat(told).hasSize(2).allMatch(e -> ((StudyEvent.MemoryForetold) e).card());
    }

    /** What is said then is of that memory, and not of the cards'. */
    @Test
    void theMachinesOwnMemoryMayBeTheLess() {
        assertThat(count(TWO, OptionalLong.of(7 * GB), 100, false)).isEqualTo(2);
        assertThat(told).containsExactly(new StudyEvent.MemoryForetold(100, 2, 3 * GB, 7 * GB, false));
        assertThat(count(TWO, OptionalLong.empty(), 100, false)).isEqualTo(4);
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
