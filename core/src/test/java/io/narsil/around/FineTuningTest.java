package io.narsil.around;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.network.Classifier;
import io.narsil.network.Network;
import io.narsil.network.Zoo;
import io.narsil.recipe.Recipe;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FineTuningTest {
    private static final Network LITE0 = Zoo.get("efficientnet-lite0");

    @Test
    void theRecipeThatIsBelievedInFollowsTheLengthOfTheTraining() {
        assertThat(FineTuning.believed(LITE0, 1))
                .containsEntry("learning_rate", "0.02")
                .containsEntry("rate_decay", "0.8");
        assertThat(FineTuning.believed(LITE0, 5))
                .containsEntry("learning_rate", "0.04")
                .containsEntry("rate_decay", "1")
                .containsEntry("sgd_factor", "1")
                .containsEntry("frozen_stages", "0")
                .containsEntry("ema", "on")
                .containsEntry("resized_crop", "0")
                .containsEntry("dropout", "0");
        assertThat(FineTuning.believed(LITE0, 40))
                .containsEntry("resized_crop", "0.35")
                .containsEntry("dropout", "0")
                .containsEntry("mixup", "0");
    }

    /** There is nothing that could be frozen. */
    @Test
    void aNetworkThatIsAHeadAloneHasOne() {
        Network head = new Network("head", 3, 32, 10, List.of(), List.of(new Classifier(true)));
        assertThat(FineTuning.believed(head, 5)).containsEntry("frozen_stages", "0");
    }

    @Test
    void everyPublishedNetworkHasOne() {
        for (String name : Zoo.names()) {
            Map<String, String> believed = FineTuning.believed(Zoo.get(name), 12);
            assertThat(Recipe.complete(believed)).as(name).containsAllEntriesOf(believed);
        }
    }
}
