package io.narsil.study.own;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.narsil.network.Network;
import io.narsil.runner.Protocol;
import io.narsil.space.InputSpec;
import io.narsil.space.Problem;
import io.narsil.space.Shapes;
import io.narsil.space.SpaceFile;
import io.narsil.study.StudyFile;
import io.narsil.study.Tiny;
import io.narsil.study.folder.ModelFolder;
import io.narsil.study.folder.RunFolder;
import io.narsil.study.setup.StudySetup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnSearchTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SPACE = """
            narsil: space/1
            name: small
            input: {smallest: 24, largest: 64}
            stages:
              - {block: [conv, basic], kernel: 3, channels: {from: 4, to: 32, step: 4}, depth: {from: 1, to: 3}, stride: 2, activation: relu}
              - {block: classifier}
            recipe:
              optimizer: [sgd, rmsprop]
              mixup: {values: [0, 0.2], when: {optimizer: rmsprop}}
            """;

    @TempDir
    private Path folder;

    private OwnSearch search() throws Exception {
        return search("");
    }

    /** @param more more lines of the study */
    private OwnSearch search(String more) throws Exception {
        Path space = Files.writeString(folder.resolve("small.yaml"), SPACE);
        var study = StudyFile.read(Files.writeString(
                folder.resolve("mine.yaml"),
                "data: fashion\nspace: " + space.getFileName() + "\nfinal_epochs: 20\nepochs: 2\n"
                        + "budgets: {small: {macs: {from: 60k, to: 400k}}, large: {macs: 2M, params: 9k}}\n" + more));
        Problem problem = Problem.of(SpaceFile.parse("small.yaml", SPACE), new InputSpec(1, 24, 2))
                .comparedWith(Shapes.of(24, text -> text));
        return new OwnSearch(
                new StudySetup(study, new RunFolder(folder.resolve("own")), Tiny.data(), problem, Optional.empty()));
    }

    private List<JsonNode> answers(String line) throws Exception {
        List<JsonNode> answers = new ArrayList<>();
        for (String answer : search().answer(line)) {
            assertThat(answer).doesNotContain("\n");
            answers.add(JSON.readTree(answer));
        }
        return answers;
    }

    private String refusal(String line) throws Exception {
        List<JsonNode> answers = answers(line);
        assertThat(answers).hasSize(1);
        assertThat(answers.get(0).get("type").asText()).isEqualTo("refused");
        return answers.get(0).get("reason").asText();
    }

    @Test
    void theFirstLineIsAllThatASearchNeeds() throws Exception {
        JsonNode problem = JSON.readTree(search().problem());
        assertThat(problem.get("type").asText()).isEqualTo("problem");
        JsonNode last = problem.get("parameters").get(problem.get("parameters").size() - 1);
        assertThat(last.toString())
                .isEqualTo("{\"name\":\"mixup\",\"recipe\":true,\"numeric\":true,\"values\":[\"0\",\"0.2\"],"
                        + "\"when\":{\"optimizer\":[\"rmsprop\"]}}");
        assertThat(problem.get("budgets").toString())
                .isEqualTo("[{\"name\":\"small\",\"limits\":{\"macs\":400000},\"floors\":{\"macs\":60000}},"
                        + "{\"name\":\"large\",\"limits\":{\"macs\":2000000,\"params\":9000},\"floors\":{}}]");
        assertThat(problem.at("/images/channels").asInt()).isEqualTo(1);
        assertThat(problem.at("/images/data").asText()).startsWith(folder.toString());
        assertThat(problem.get("final_epochs").asInt()).isEqualTo(20);
        assertThat(problem.get("parent").isNull()).isTrue();
    }

    @Test
    void whatIsDrawnIsWithinTheBudgetAndOnceEach() throws Exception {
        List<JsonNode> drawn = answers("{\"type\":\"draw\",\"budget\":\"small\",\"count\":9,\"seed\":3}");
        assertThat(drawn.get(drawn.size() - 1).toString()).isEqualTo("{\"type\":\"done\",\"count\":9}");
        List<JsonNode> candidates = drawn.subList(0, 9);
        assertThat(candidates).extracting(c -> c.get("fingerprint").asText()).doesNotHaveDuplicates();
        assertThat(candidates).allSatisfy(c -> {
            assertThat(c.at("/cost/macs").asLong()).isBetween(60_000L, 400_000L);
            assertThat(c.get("fits").toString()).contains("small");
            // The costs are those of the network on the line.
            assertThat(Protocol.network(c.get("architecture")).cost().macs())
                    .isEqualTo(c.at("/cost/macs").asLong());
        });
        assertThat(answers("{\"type\":\"draw\",\"budget\":\"small\",\"count\":9,\"seed\":3}"))
                .isEqualTo(drawn);
        assertThat(answers("{\"type\":\"draw\",\"budget\":\"small\",\"count\":9,\"seed\":4}"))
                .isNotEqualTo(drawn);
    }

    @Test
    void valuesAreTheCandidateThatTheyMean() throws Exception {
        JsonNode drawn = answers("{\"type\":\"draw\",\"budget\":\"large\",\"count\":1,\"seed\":1}")
                .get(0);
        var values = ((com.fasterxml.jackson.databind.node.ObjectNode) drawn.get("values")).deepCopy();
        values.put("optimizer", "sgd").put("mixup", "0");
        JsonNode known =
                answers("{\"type\":\"candidate\",\"values\":" + values + "}").get(0);
        assertThat(known.get("values")).isEqualTo(values);
        assertThat(known.at("/recipe/optimizer").asText()).isEqualTo("sgd");
        assertThat(known.at("/recipe/batch_size").asText()).as("all settings").isNotEmpty();
        // Mixup has no meaning beside sgd: it is the same candidate.
        values.put("mixup", "0.2");
        assertThat(answers("{\"type\":\"candidate\",\"values\":" + values + "}").get(0))
                .isEqualTo(known);
    }

    @Test
    void whoStartsFromTheTrainedNetworkIsSaid() throws Exception {
        ModelFolder earlier = new ModelFolder(Files.createDirectory(folder.resolve("earlier")));
        Network network = Tiny.PROBLEM.network(Tiny.candidate(0));
        earlier.write(network, Map.of());
        Tiny.weights(earlier.weights(), network);
        OwnSearch search = search("init: earlier\n");
        JsonNode parent = JSON.readTree(search.problem()).get("parent");
        assertThat(Protocol.network(parent.get("architecture"))).isEqualTo(network);
        assertThat(parent.get("weights").asText())
                .isEqualTo(folder.resolve("own/parent/weights.safetensors").toString());
        assertThat(search.answer("{\"type\":\"draw\",\"budget\":\"small\",\"count\":1,\"seed\":1}")
                        .get(0))
                .contains("\"inherits\":true");
        assertThat(search.answer("{\"type\":\"by_hand\",\"budget\":\"small\"}").get(0))
                .contains("\"inherits\":false");
        assertThat(search().answer("{\"type\":\"draw\",\"budget\":\"small\",\"count\":1,\"seed\":1}")
                        .get(0))
                .contains("\"inherits\":false");
    }

    @Test
    void whatIsTakenByHandFillsTheBudgetWithTheRecipeForTheFinals() throws Exception {
        List<JsonNode> hand = answers("{\"type\":\"by_hand\",\"budget\":\"small\"}");
        assertThat(hand.get(hand.size() - 1).get("count").asInt()).isEqualTo(2);
        assertThat(hand.subList(0, 2))
                .extracting(c -> c.get("space").asText())
                .containsExactly("residual", "inverted-residual");
        assertThat(hand.subList(0, 2)).allSatisfy(c -> {
            assertThat(c.at("/cost/macs").asLong()).isBetween(250_000L, 400_000L);
            assertThat(c.at("/values/from_epochs").asText()).isEqualTo("20");
        });
    }

    @Test
    void whatCannotBeAnsweredIsSaidAndNothingElseHappens() throws Exception {
        assertThat(refusal("{\"type\":\"draw\",\"budget\":\"smal\",\"count\":1,\"seed\":1}"))
                .isEqualTo("there is no budget \"smal\". Maybe \"small\".");
        assertThat(refusal("{\"type\":\"draw\",\"budget\":\"small\",\"count\":0,\"seed\":1}"))
                .isEqualTo("count must be from 1 to 100000, not 0");
        assertThat(refusal("{\"type\":\"draw\",\"budget\":\"small\"}"))
                .isEqualTo("not a line of this protocol: Missing creator property 'count' (index 1)");
        assertThat(refusal("{\"type\":\"candidate\",\"values\":{\"optimiser\":\"sgd\"}}"))
                .isEqualTo("there is no parameter \"optimiser\". Maybe \"optimizer\".");
        assertThat(refusal("{\"type\":\"candidate\",\"values\":{\"optimizer\":null}}"))
                .contains("has no value");
        assertThat(refusal("null")).isEqualTo("the line holds no question");
        assertThat(refusal("{\"type\":\"train\"}")).startsWith("not a line of this protocol: ");
        assertThat(refusal("[")).startsWith("not a line of this protocol: ");
        assertThat(refusal("{\"type\":\"candidate\",\"values\":null}")).startsWith("not a line of this protocol: ");
    }
}
