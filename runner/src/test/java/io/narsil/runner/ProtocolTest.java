package io.narsil.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.narsil.config.UserException;
import io.narsil.detector.Detector;
import io.narsil.network.Activation;
import io.narsil.network.Network;
import io.narsil.network.Zoo;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProtocolTest {
    private static final Network NETWORK = Zoo.get("fbnetv3-a");
    private static final TrainRequest PLAIN = TrainRequest.of(0, NETWORK).build();
    private static final TrainRequest FULL = TrainRequest.of(3, NETWORK)
            .seed(Long.MIN_VALUE)
            .recipe(recipe())
            .images("images")
            .epochs(2, 3)
            .tested(true)
            .checkpoint("trial-3")
            .bestWeights("trial-3-weights")
            .start("start")
            .teacher(Zoo.get("fbnetv3-c"), "trial-1-weights", 0.8)
            .parent(new TrainRequest.Parent(Zoo.get("fbnetv3-c"), "parent"))
            .build();
    private static final TrainRequest DETECTION = TrainRequest.of(
                    1, Zoo.get("resnet-18").with("r", 3, 64, 2))
            .detection(new TrainRequest.Detection(64, 2, "relu6", "objects"))
            .build();
    private static final AnswerRequest ANSWER = new AnswerRequest(NETWORK, "trial-3-weights", "images", 200, "answers");

    private static Map<String, String> recipe() {
        Map<String, String> recipe = new LinkedHashMap<>();
        recipe.put("optimizer", "sgd");
        recipe.put("learning_rate", "0.008");
        recipe.put("ema", "on");
        return recipe;
    }

    static List<WorkerRequest> requests() {
        return List.of(PLAIN, FULL, DETECTION, ANSWER);
    }

    @ParameterizedTest
    @MethodSource("requests")
    void requestsSurviveTheirLines(WorkerRequest request) throws Exception {
        assertThat(Protocol.write(request)).doesNotContain("\n");
        assertThat(Protocol.request(Protocol.write(request))).isEqualTo(request);
    }

    @Test
    void whatIsTrainedIsTheNetworkOrTheDetectorThatIsMadeOfIt() throws Exception {
        assertThat(PLAIN.trained()).isEqualTo(NETWORK);
        assertThat(Protocol.write(PLAIN)).doesNotContain("detection");
        Detector detector = (Detector) ((TrainRequest) Protocol.request(Protocol.write(DETECTION))).trained();
        assertThat(detector.neck().channels()).isEqualTo(64);
        assertThat(detector.activation()).isEqualTo(Activation.RELU6);
        assertThat(TrainRequest.Detection.of(detector, "objects")).isEqualTo(DETECTION.detection());
        assertThatThrownBy(() -> TrainRequest.of(1, NETWORK)
                        .detection(new TrainRequest.Detection(64, 2, "softplus", "objects"))
                        .build()
                        .trained())
                .hasMessage("no activation \"softplus\"");
    }

    @Test
    void messagesSurviveTheirLines() throws Exception {
        for (WorkerMessage message : List.of(
                new WorkerMessage.Ready("mine 1.0"),
                new WorkerMessage.Epoch(1, 2, 0.5, 1.0 / 3, 0.1),
                new WorkerMessage.Alive(1),
                new WorkerMessage.Done(1, 1.0 / 3),
                new WorkerMessage.Done(1, null),
                new WorkerMessage.Failed(1, true, "the loss was NaN"),
                new WorkerMessage.Stopped(WorkerMessage.NO_TRIAL, "the disk is full"))) {
            assertThat(Protocol.message(Protocol.write(message))).isEqualTo(message);
        }
    }

    /** The fields of docs/worker-protocol.md, which trainers of others read. */
    @Test
    void aRequestToTrainHasTheFieldsThatTrainersOfOthersRead() throws Exception {
        ArtifactResolver files =
                new FolderArtifacts(Path.of("/run")).with("images", Path.of("/data/images.safetensors"));
        JsonNode line = new ObjectMapper().readTree(Protocol.write(FULL, files));
        assertThat(line.fieldNames())
                .toIterable()
                .containsExactly(
                        "type",
                        "trial",
                        "seed",
                        "architecture",
                        "recipe",
                        "data",
                        "epochs",
                        "schedule_epochs",
                        "score",
                        "test",
                        "checkpoint",
                        "weights",
                        "best",
                        "predictions",
                        "start",
                        "teacher",
                        "parent");
        assertThat(line.get("type").asText()).isEqualTo("train");
        assertThat(line.get("data").asText()).isEqualTo("/data/images.safetensors");
        assertThat(line.get("checkpoint").asText()).isEqualTo("/run/trial-3.safetensors");
        assertThat(line.get("weights").asText()).isEqualTo("/run/trial-3-weights.safetensors");
        assertThat(line.get("start").asText()).isEqualTo("/run/start.safetensors");
        assertThat(line.get("teacher").get("weights").asText()).isEqualTo("/run/trial-1-weights.safetensors");
        assertThat(line.get("parent").get("weights").asText()).isEqualTo("/run/parent.safetensors");
        assertThat(line.get("architecture").get("head").isArray()).isTrue();
        assertThat(line.get("recipe").fieldNames()).toIterable().containsExactly("optimizer", "learning_rate", "ema");
    }

    @Test
    void whatIsLeftOutIsEmptyOnTheLine() throws Exception {
        JsonNode line = new ObjectMapper().readTree(Protocol.write(PLAIN, new FolderArtifacts(Path.of("/run"))));
        for (String field : List.of("checkpoint", "weights", "start")) {
            assertThat(line.get(field).asText("missing")).isEmpty();
        }
        assertThat(line.get("teacher").isNull()).isTrue();
        assertThat(line.get("parent").isNull()).isTrue();
    }

    @Test
    void aRequestToAnswerIsAnotherMessage() throws Exception {
        JsonNode line = new ObjectMapper().readTree(Protocol.write(ANSWER, new FolderArtifacts(Path.of("/run"))));
        assertThat(line.fieldNames())
                .toIterable()
                .containsExactly("type", "architecture", "weights", "data", "count", "answers");
        assertThat(line.get("type").asText()).isEqualTo("answer");
        assertThat(line.get("answers").asText()).isEqualTo("/run/answers.safetensors");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{}", "{\"type\":\"train\",\"trail\":1}", "{\"type\":\"dance\"}"})
    void whatIsNoLineIsRefused(String line) {
        assertThatThrownBy(() -> Protocol.request(line)).isInstanceOf(JsonProcessingException.class);
    }

    /** JSON that is no message: nothing, no network, and what a request's own rules refuse. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "{\"type\":\"answer\",\"architecture\":\"text\"}",
                "{\"type\":\"answer\",\"architecture\":[1]}",
                "{\"type\":\"train\",\"epochs\":1}",
                "{\"type\":\"train\",\"epochs\":-1}"
            })
    void whatIsNoMessageIsRefusedLikeWhatIsNoLine(String line) {
        assertThatThrownBy(() -> Protocol.request(line)).isInstanceOf(JsonProcessingException.class);
        assertThatThrownBy(() -> Protocol.message(line)).isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void aWorkerNeedNotSayWhy() throws Exception {
        assertThat(Protocol.message("{\"type\":\"failed\",\"trial\":1}"))
                .isEqualTo(new WorkerMessage.Failed(1, false, WorkerMessage.UNTOLD));
        assertThat(Protocol.message("{\"type\":\"stopped\",\"trial\":1}"))
                .isEqualTo(new WorkerMessage.Stopped(1, WorkerMessage.UNTOLD));
        assertThat(Protocol.message("{\"type\":\"ready\"}")).isEqualTo(new WorkerMessage.Ready(""));
    }

    @Test
    void aNetworkThatIsNoneIsExplained() {
        String line = Protocol.write(PLAIN).replaceFirst("\"block\":\"\\w+\"", "\"block\":\"lstm\"");
        assertThatThrownBy(() -> Protocol.request(line))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("lstm");
    }

    @Test
    void aRequestKnowsWhatCannotBe() {
        assertThatThrownBy(() -> TrainRequest.of(0, NETWORK).epochs(0).build())
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TrainRequest.of(0, NETWORK).epochs(3, 2).build())
                .isInstanceOf(IllegalArgumentException.class);
    }
}
