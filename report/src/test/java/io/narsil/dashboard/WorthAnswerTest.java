package io.narsil.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.narsil.predictor.GaussianPredictor;
import io.narsil.predictor.Observation;
import io.narsil.space.Candidate;
import io.narsil.space.SpaceFile;
import io.narsil.study.Tiny;
import io.narsil.study.folder.RunFolder;
import io.narsil.study.predictor.PredictorFile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a page gets to show what parameters are worth. */
class WorthAnswerTest {
    @TempDir
    private Path folder;

    private RunFolder run;
    private Dashboard dashboard;

    @BeforeEach
    void start() throws Exception {
        try (LoggedRun logged = new LoggedRun(folder.resolve("tiny"))) {
            logged.round(0, 0, 2);
            run = logged.folder();
        }
        dashboard = Dashboard.start(folder, Place.here(), 0);
    }

    @AfterEach
    void stop() {
        dashboard.close();
    }

    private JsonNode worth() throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(dashboard.url() + "api/worth?run=tiny"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new ObjectMapper().readTree(answer.body());
    }

    /** A round is over in which the first value of the optimizer's rate was the worst. */
    private void learn(int trials) {
        List<Observation> observations = IntStream.range(0, trials)
                .mapToObj(Tiny::candidate)
                .map(c -> new Observation(c, score(c)))
                .toList();
        GaussianPredictor predictor = new GaussianPredictor(Tiny.PROBLEM);
        predictor.pretrain(observations.stream().map(Observation::candidate).toList());
        predictor.fit(observations);
        PredictorFile.write(run.predictor(), predictor.state(), Tiny.PROBLEM, SpaceFile.shippedText("fbnetv3-small"));
    }

    private static double score(Candidate candidate) {
        return 0.5 + 10 * Double.parseDouble(candidate.values().get("learning_rate"));
    }

    @Test
    void aRunThatGoesOnTellsMoreWithEachRound() throws Exception {
        JsonNode none = worth();
        assertThat(none.get("known").asBoolean()).isFalse();
        assertThat(none.get("trials").asInt()).isZero();
        learn(6);
        JsonNode few = worth();
        assertThat(few.get("known").asBoolean()).isFalse();
        assertThat(few.get("trials").asInt()).isEqualTo(6);
        assertThat(few.get("judged").asInt()).isLessThan(few.get("fewest").asInt());
        learn(40);
        JsonNode known = worth();
        assertThat(known.get("known").asBoolean()).isTrue();
        JsonNode first = known.get("parameters").get(0);
        assertThat(first.get("parameter").asText()).isEqualTo("learning_rate");
        assertThat(first.get("recipe").asBoolean()).isTrue();
        assertThat(first.get("share").asDouble()).isGreaterThan(0.9);
        assertThat(first.get("best").asText()).isEqualTo("0.02");
        assertThat(worth()).isEqualTo(known);
    }

    @Test
    void damageIsNamedAndTheRunStays() throws Exception {
        learn(40);
        byte[] bytes = Files.readAllBytes(run.predictor());
        bytes[bytes.length - 5] ^= 1;
        Files.write(run.predictor(), bytes);
        assertThat(worth().get("problems").toString()).contains("predictor.safetensors", "damaged");
        learn(40);
        Files.writeString(run.study(), "a: [\n");
        Files.setLastModifiedTime(run.study(), FileTime.fromMillis(0));
        assertThat(worth().get("problems").toString()).contains("study.yaml:");
    }
}
