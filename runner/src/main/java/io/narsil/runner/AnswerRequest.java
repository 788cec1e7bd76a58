package io.narsil.runner;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.narsil.network.Architecture;
import io.narsil.network.Network;

/**
 * "Answer these images": asks for a trained network's answers to the first test images, computed by the engine that
 * trains.
 *
 * @param network network that was trained
 * @param weights key of its weights
 * @param images key of the prepared images
 * @param count number of test images to answer; all where there are fewer
 * @param answers key of the file to write: a safetensors file with {@code images} (image, channel, row, column;
 *     normalised, as the network takes them) and {@code logits} (image, class), of a detector all that it says, place by place
 *     (image, number)
 * @param detection settings that make a detector of the network, or null where it classifies
 */
public record AnswerRequest(
        @JsonProperty("architecture") Network network,
        @ArtifactKey String weights,
        @JsonProperty("data") @ArtifactKey String images,
        int count,
        @ArtifactKey String answers,
        @JsonInclude(JsonInclude.Include.NON_NULL) TrainRequest.Detection detection)
        implements WorkerRequest {

    /** A request to a network that classifies. */
    public AnswerRequest(Network network, String weights, String images, int count, String answers) {
        this(network, weights, images, count, answers, null);
    }

    /** What answers: the network, or the detector that is made of it. */
    public Architecture trained() {
        return detection == null ? network : detection.detector(network);
    }

    /** {@link WorkerMessage#NO_TRIAL}, since nothing is trained. */
    @Override
    public int trial() {
        return WorkerMessage.NO_TRIAL;
    }
}
