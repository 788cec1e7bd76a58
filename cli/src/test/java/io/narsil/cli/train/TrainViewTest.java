package io.narsil.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.network.Conventions;
import io.narsil.network.Network;
import io.narsil.network.Zoo;
import io.narsil.study.event.InputEvents;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class TrainViewTest {
    private static final Network LITE0 = Zoo.get("efficientnet-lite0");

    private String said(Network trained) {
        StringWriter text = new StringWriter();
        new TrainView(new PrintWriter(text), 3).on(InputEvents.started(LITE0, trained, 0.974));
        return text.toString();
    }

    /** There are no candidates, of which a search speaks here. */
    @Test
    void whatATrainingStartsFromIsSaid() {
        assertThat(said(LITE0).strip()).isEqualTo("init        97 % of the parameters are those of efficientnet-lite0");
        assertThat(said(LITE0.with(Conventions.USUAL)).strip())
                .startsWith("init        97 % of the parameters are those of efficientnet-lite0; it pads, normalises or"
                        + " scales images in another way, so that even the same layers compute something else");
    }
}
