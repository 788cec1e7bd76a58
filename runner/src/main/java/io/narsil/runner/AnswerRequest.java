package io.narsil.runner;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.narsil.network.Network;

/**
 * "Answer these images": asks for a trained network's logits of the first test images, computed by the engine that
 * trains.
 *
 * @param network network that was trained
 * @param weights key of its weights
 * @param images key of the prepared images
 * @param count number of test images to answer; all where there are fewer
 * @param answers key of the file to write: a safetensors file with {@code images} (image, channel, row, column;
 *     normalised, as the network takes them) and {@code logits} (image, class)
 */
public record AnswerRequest(
        @JsonProperty("architecture") Network network,
        @ArtifactKey String weights,
        @JsonProperty("data") @ArtifactKey String images,
        int count,
        @ArtifactKey String answers)
        implements WorkerRequest {

    /** {@link WorkerMessage#NO_TRIAL}, since nothing is trained. */
    @Override
    public int trial() {
        return WorkerMessage.NO_TRIAL;
    }
}
