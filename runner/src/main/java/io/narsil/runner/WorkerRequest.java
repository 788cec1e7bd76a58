package io.narsil.runner;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** A request to a worker, one line each. A trainer of the user's own receives only requests to train. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = TrainRequest.class, name = "train"),
    @JsonSubTypes.Type(value = AnswerRequest.class, name = "answer")
})
public sealed interface WorkerRequest permits TrainRequest, AnswerRequest {
    /** The trial number that the worker's messages about this request carry. */
    int trial();
}
