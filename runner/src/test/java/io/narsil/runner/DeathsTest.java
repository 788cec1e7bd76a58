package io.narsil.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeathsTest {
    private final Deaths deaths = new Deaths();

    @ParameterizedTest
    @CsvSource({
        "1, FAULT, the worker ended with code 1",
        "3, MEMORY, the worker ran out of memory",
        "137, MEMORY, 'the worker was ended by signal 9 (SIGKILL), as the kernel does where memory runs out'",
        "139, FAULT, the worker was ended by signal 11 (SIGSEGV)",
        "143, OUTSIDE, the worker was ended by signal 15 (SIGTERM)",
        "190, FAULT, the worker was ended by signal 62",
    })
    void theEndOfAProcessSaysWhy(int code, Death death, String words) {
        assertThat(Death.of(code, false)).isEqualTo(death);
        assertThat(Death.how(code, false)).isEqualTo(words);
    }

    /** Somebody's script may end with 3 for whatever it likes; a kill is a kill. */
    @Test
    void theCodeThatTellsOfMemoryIsThatOfTheBuiltInTrainerAlone() {
        assertThat(Death.of(WorkerCommand.OUT_OF_MEMORY, true)).isEqualTo(Death.FAULT);
        assertThat(Death.how(WorkerCommand.OUT_OF_MEMORY, true)).isEqualTo("the worker ended with code 3");
        assertThat(Death.of(137, true)).isEqualTo(Death.MEMORY);
    }

    @ParameterizedTest
    @CsvSource({
        "MemoryError, true",
        "'RuntimeError: CUDA out of memory. Tried to allocate 2 GiB', true",
        "There is insufficient memory for the Java Runtime Environment to continue., true",
        "terminate called after throwing an instance of std::bad_alloc, true",
        "java.lang.OutOfMemoryError: Java heap space, true",
        "ValueError: no such class, false",
        "evaluating 300 out of memory samples, false",
        "warning: cannot allocate memory pool; going on without, false",
    })
    void wordsTellOfMemoryToo(String words, boolean memory) {
        assertThat(LastWords.forMemory(words)).isEqualTo(memory);
    }

    @Test
    void aFaultIsTheCandidatesOnlyWhereItRepeatsAlone() {
        assertThat(deaths.died(Death.FAULT, false)).isEqualTo(Deaths.Next.ALONE);
        assertThat(deaths.died(Death.FAULT, true)).isEqualTo(Deaths.Next.FAILED);
        assertThat(deaths.reason("it fell"))
                .isEqualTo("it fell; in epoch 1, 2 times, at last while no other trial ran");
    }

    @Test
    void anEpochThatIsNewMakesDeathsForgotten() {
        for (int epoch = 1; epoch < 9; epoch++) {
            assertThat(deaths.died(Death.FAULT, true)).isEqualTo(Deaths.Next.ALONE);
            deaths.epoch(epoch);
        }
        // One that is told again from a checkpoint is not new.
        assertThat(deaths.died(Death.FAULT, true)).isEqualTo(Deaths.Next.ALONE);
        deaths.epoch(3);
        assertThat(deaths.died(Death.FAULT, true)).isEqualTo(Deaths.Next.FAILED);
    }

    @Test
    void whoIsKilledBesideOthersIsTriedAtOnceThenAloneWithLongerAndLongerRests() {
        assertThat(deaths.died(Death.OUTSIDE, false)).isEqualTo(Deaths.Next.AT_ONCE);
        assertThat(deaths.died(Death.MEMORY, false)).isEqualTo(Deaths.Next.ALONE);
        assertThat(deaths.rest(Duration.ofSeconds(1))).isZero();
        List<Long> rests = Stream.generate(() -> {
                    assertThat(deaths.died(Death.MEMORY, true)).isEqualTo(Deaths.Next.ALONE);
                    return deaths.rest(Duration.ofSeconds(1)).toSeconds();
                })
                .limit(5)
                .toList();
        assertThat(rests).containsExactly(1L, 4L, 16L, 60L, 60L);
        assertThat(deaths.died(Death.OUTSIDE, true)).isEqualTo(Deaths.Next.FAILED);
        assertThat(deaths.reason("it fell")).contains("8 times");
    }

    @Test
    void twoDeathsForMemoryBesideOthersMakeOneWorkerLess() {
        Crowd crowd = new Crowd(2, true);
        assertThat(crowd.diedForMemory()).isFalse();
        assertThat(crowd.diedForMemory()).isTrue();
        assertThat(crowd.most()).isEqualTo(1);
        assertThat(crowd.diedForMemory()).isFalse();
        assertThat(crowd.diedForMemory()).as("one is left").isFalse();
        assertThat(crowd.most()).isEqualTo(1);
    }

    @Test
    void whoHasMemoryOfItsOwnIsNeverPutOffForWantOfIt() {
        List<Long> rests = Stream.generate(() -> {
                    assertThat(deaths.diedOfOwnMemory()).isEqualTo(Deaths.Next.AT_ONCE);
                    return deaths.rest(Duration.ofSeconds(1)).toSeconds();
                })
                .limit(5)
                .toList();
        assertThat(rests).containsExactly(1L, 4L, 16L, 60L, 60L);
        assertThat(deaths.diedOfOwnMemory()).isEqualTo(Deaths.Next.FAILED);
        assertThat(deaths.reason("it fell")).isEqualTo("it fell; in epoch 1, 6 times");
    }

    @Test
    void whatWasPutOffRunsWhenNothingElseDoes() {
        TrainRequest[] r =
                Stream.of(0, 1, 2).map(i -> WorkerPoolTest.asked(i, 0).build()).toArray(TrainRequest[]::new);
        Turns turns = new Turns(List.of(r), 2);
        assertThat(turns.next(2)).contains(r[0]);
        assertThat(turns.next(2)).contains(r[1]);
        assertThat(turns.mark()).isNegative();
        turns.putOff(r[0]);
        assertThat(turns.next(2)).contains(r[2]);
        assertThat(turns.next(2)).as("others are at work: that thread ends").isEmpty();
        turns.over();
        turns.over();
        assertThat(turns.next(2)).contains(r[0]);
        assertThat(turns.nobodyElseSince(turns.mark())).isTrue();
    }
}
