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
}
