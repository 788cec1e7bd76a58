package io.narsil.runner;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Objects;

/** A message of a worker, one line each. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = WorkerMessage.Ready.class, name = "ready"),
    @JsonSubTypes.Type(value = WorkerMessage.Epoch.class, name = "epoch"),
    @JsonSubTypes.Type(value = WorkerMessage.Alive.class, name = "alive"),
    @JsonSubTypes.Type(value = WorkerMessage.Done.class, name = "done"),
    @JsonSubTypes.Type(value = WorkerMessage.Failed.class, name = "failed"),
    @JsonSubTypes.Type(value = WorkerMessage.Stopped.class, name = "stopped")
})
public sealed interface WorkerMessage {
    /**
     * The worker can take a trial.
     *
     * @param engine name and version of what trains
     */
    record Ready(String engine) implements WorkerMessage {
        public Ready {
            engine = Objects.requireNonNullElse(engine, "");
        }
    }

    /**
     * An epoch is over and, where there is a checkpoint, durable.
     *
     * @param epoch number of the epoch, from 1
     * @param loss mean of the loss over the training images
     * @param score score on the validation images, 0..1: that which the request names; read by the name {@code accuracy}, too
     * @param seconds duration of this epoch, validation included
     */
    record Epoch(
            int trial,
            int epoch,
            double loss,
            @JsonAlias("accuracy") double score,
            double seconds) implements WorkerMessage {}

    /** Training goes on. Sent now and then within a long epoch, so that the worker does not count as hanging. */
    record Alive(int trial) implements WorkerMessage {}

    /**
     * The trial is over.
     *
     * @param testScore score on the test images, or null where they were not read
     */
    record Done(int trial, @JsonAlias("test_accuracy") Double testScore) implements WorkerMessage {}

    /**
     * The trial cannot be finished.
     *
     * @param diverged mark of a candidate that is itself to blame, so that trying again would end the same way
     */
    record Failed(int trial, boolean diverged, String reason) implements WorkerMessage {
        public Failed {
            reason = Objects.requireNonNullElse(reason, UNTOLD);
        }
    }

    /**
     * Nothing can go on until the user has mended something, such as a full disk: the run stops, and the trial stays
     * open for the next one.
     */
    record Stopped(int trial, String reason) implements WorkerMessage {
        public Stopped {
            reason = Objects.requireNonNullElse(reason, UNTOLD);
        }
    }

    /**
     * The number that stands for no trial: of a {@link Stopped} that comes instead of {@link Ready}, and of messages
     * about an {@link AnswerRequest}.
     */
    int NO_TRIAL = -1;

    /** The reason of a worker that tells none. */
    String UNTOLD = "the worker gave no reason";

    /** The number of the trial that the message is about. */
    default int trial() {
        return NO_TRIAL;
    }
}
