package io.narsil.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RecipeTextTest {
    @Test
    void whatIsSwitchedOffIsNotSaid() {
        assertThat(RecipeText.brief(Map.of("dropout", "0", "ema", "false", "mixup", "0")))
                .doesNotContain("dropout", "ema", "mixup");
    }

    @Test
    void numbersAreShort() {
        assertThat(RecipeText.brief(Map.of("weight_decay", "0.00001", "dropout", "0.15", "ema", "true")))
                .contains(", wd 1e-5", ", dropout 0.15")
                .endsWith(", ema");
    }

    @Test
    void fineTuningIsSaidWhereItIsOn() {
        assertThat(RecipeText.brief(Map.of("rate_decay", "0.8", "frozen_stages", "2", "ema", "true")))
                .endsWith(", rate_decay 0.8, frozen 2, ema");
        assertThat(RecipeText.brief(Map.of("rate_decay", "1", "frozen_stages", "0")))
                .doesNotContain("rate_decay", "frozen");
    }
}
