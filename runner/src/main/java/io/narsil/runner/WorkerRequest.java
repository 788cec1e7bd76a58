package io.narsil.runner;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What a worker is asked, one a line. A trainer of the user's own is only ever asked to train. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = TrainRequest.class, name = "train"),
    @JsonSubTypes.Type(value = AnswerRequest.class, name = "answer")
})
public sealed interface WorkerRequest permits TrainRequest, AnswerRequest {
    /** The number that the worker's messages about it bear. */
    int trial();
}
