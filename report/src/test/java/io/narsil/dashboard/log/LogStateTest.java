package io.narsil.dashboard.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class LogStateTest {
    private static final int MANY = 200_000;

    /** A log need not be ours: one of many starts must not look at each trial at each of them. */
    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void manyStartsOfManyTrialsAreReadAtOnce() {
        LogState state = new LogState();
        state.at("2026-01-01T00:00:00Z", "data_read");
        for (int trial = 0; trial < MANY; trial++) {
            state.started(trial, -1);
        }
        state.at("2026-01-01T00:00:07Z", "epoch_done");
        for (int i = 0; i < MANY; i++) {
            state.at("2026-01-01T00:01:00Z", "data_read");
        }
        assertThat(state.trials()).hasSize(MANY).allMatch(t -> t.ended == 7);
    }

    @Test
    void aTrialThatGoesOnEndsWithTheStartThatFollows() {
        LogState state = new LogState();
        state.at("2026-01-01T00:00:00Z", "data_read");
        state.started(0, 0);
        state.started(1, 1);
        state.at("2026-01-01T00:00:07Z", "epoch_done");
        state.done(1, "done", Double.NaN, "");
        state.at("2026-01-01T00:00:09Z", "epoch_done");
        state.at("2026-01-01T01:00:00Z", "data_read");
        assertThat(state.trials()).extracting(t -> t.ended).containsExactly(9.0, 7.0);
        state.started(0, 0);
        assertThat(state.trials().get(0).ended).isNaN();
        state.at("2026-01-01T01:00:05Z", "epoch_done");
        state.at("2026-01-01T02:00:00Z", "data_read");
        assertThat(state.trials()).extracting(t -> t.ended).containsExactly(14.0, 7.0);
        state.anew();
        assertThat(state.trials()).isEmpty();
        state.at("2026-01-01T02:00:00Z", "data_read");
    }
}
