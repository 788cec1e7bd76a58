package io.narsil.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.config.UserException;
import io.narsil.search.TrialResult;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class ConversationTest {
    private final List<WorkerMessage.Epoch> told = new ArrayList<>();

    /** A worker that says what it was given to say. */
    private static final class Script implements WorkerLink {
        private final Queue<WorkerMessage> messages;
        private final List<String> lines = new ArrayList<>();
        private boolean closed;

        Script(WorkerMessage... messages) {
            this.messages = new ArrayDeque<>(List.of(messages));
        }

        @Override
        public void send(String line) {
            lines.add(line);
        }

        @Override
        public WorkerMessage read() throws BrokenException {
            if (messages.isEmpty()) {
                throw new BrokenException("the worker closed its output");
            }
            return messages.remove();
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private TrialResult hold(Script worker) throws Exception {
        return new Conversation(worker, 3, told::add).hold("a line");
    }

    private static WorkerMessage.Epoch epoch(int number, double loss, double accuracy) {
        return new WorkerMessage.Epoch(3, number, loss, accuracy, 0);
    }

    @Test
    void itEndsWithTheWordDone() throws Exception {
        Script worker = new Script(
                new WorkerMessage.Alive(3),
                epoch(1, 1, 0.25),
                new WorkerMessage.Alive(3),
                epoch(2, 1, 0.5),
                new WorkerMessage.Done(3, 0.75),
                epoch(3, 1, 1));
        TrialResult result = hold(worker);
        assertThat(result.status()).isEqualTo(TrialResult.Status.DONE);
        assertThat(result.scores()).containsExactly(0.25, 0.5);
        assertThat(result.testScore()).hasValue(0.75);
        assertThat(worker.lines).containsExactly("a line");
        assertThat(worker.messages).hasSize(1);
        assertThat(worker.closed).isFalse();
    }

    @Test
    void epochsThatAreToldOnceMoreCountOnce() throws Exception {
        TrialResult result = hold(
                new Script(epoch(1, 1, 0.25), epoch(1, 1, 0.25), epoch(2, 1, 0.5), new WorkerMessage.Done(3, null)));
        assertThat(result.scores()).containsExactly(0.25, 0.5);
        assertThat(result.testScore()).isEmpty();
        assertThat(told).hasSize(3);
    }

    @Test
    void aLossThatIsNoNumberEndsTheWorkerToo() throws Exception {
        for (double loss : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
            Script worker = new Script(epoch(1, 2, 0.25), epoch(2, loss, 0.5), epoch(3, 1, 0.5));
            TrialResult result = hold(worker);
            assertThat(result.status()).isEqualTo(TrialResult.Status.DIVERGED);
            assertThat(result.scores()).containsExactly(0.25);
            assertThat(result.reason()).isEqualTo("the loss was " + loss + " in epoch 2");
            assertThat(worker.closed).isTrue();
        }
        assertThat(told).noneMatch(e -> e.epoch() == 2);
    }

    @Test
    void aFailureIsTheCandidatesOrTheMachines() throws Exception {
        assertThat(hold(new Script(new WorkerMessage.Failed(3, true, "NaN"))).status())
                .isEqualTo(TrialResult.Status.DIVERGED);
        assertThat(hold(new Script(new WorkerMessage.Failed(3, false, "no memory"))))
                .isEqualTo(Conversation.failed(3, "no memory"));
    }

    @Test
    void whatCannotBeIsTheWorkersFault() {
        for (WorkerMessage wrong : List.of(
                epoch(1, 1, 93.5),
                epoch(1, 1, -0.1),
                epoch(1, 1, Double.NaN),
                new WorkerMessage.Done(4, null),
                new WorkerMessage.Alive(WorkerMessage.NO_TRIAL),
                new WorkerMessage.Ready("again"))) {
            assertThatThrownBy(() -> hold(new Script(wrong, new WorkerMessage.Done(3, null))))
                    .as(wrong.toString())
                    .isInstanceOf(WorkerLink.BrokenException.class);
        }
        assertThat(told).isEmpty();
    }

    @Test
    void whatMustBeMendedIsSaidWithoutItsFullStop() {
        for (int trial : new int[] {3, WorkerMessage.NO_TRIAL}) {
            assertThatThrownBy(() -> hold(new Script(new WorkerMessage.Stopped(trial, "the disk is full."))))
                    .isInstanceOf(UserException.class)
                    .hasMessage("the disk is full.");
        }
    }
}
