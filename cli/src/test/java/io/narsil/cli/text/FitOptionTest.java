package io.narsil.cli.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.config.UserException;
import io.narsil.task.Fit;
import org.junit.jupiter.api.Test;

class FitOptionTest {
    @Test
    void whereNothingIsSaidTheMiddleIsTaken() {
        assertThat(FitOption.of(null)).isEqualTo(Fit.CROP);
        assertThat(FitOption.of(null, null)).isEqualTo(Fit.CROP);
        assertThat(FitOption.of("letterbox", 160)).isEqualTo(Fit.LETTERBOX);
    }

    @Test
    void aWrongWordAndAFitOfWhatIsNotScaledAreRefused() {
        assertThatThrownBy(() -> FitOption.of("leterbox", 160))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("--fit: there is no \"leterbox\" here. Maybe \"letterbox\".");
        assertThatThrownBy(() -> FitOption.of("letterbox", null))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("without --resolution they are not. Maybe --resolution 160.");
    }
}
