package io.narsil.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.narsil.study.finished.PredictedFronts;
import io.narsil.study.finished.SampleRun;
import io.narsil.study.folder.RunFolder;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a page gets to look budgets up in. */
class FrontsAnswerTest {
    @TempDir
    private Path folder;

    private RunFolder run;
    private Dashboard dashboard;

    @BeforeEach
    void start() {
        run = new RunFolder(folder.resolve("over"));
        SampleRun.write(run);
        dashboard = Dashboard.start(folder, Place.here(), 0);
    }

    @AfterEach
    void stop() {
        dashboard.close();
    }

    private JsonNode fronts() throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(dashboard.url() + "api/fronts?run=over"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new ObjectMapper().readTree(answer.body());
    }

    @Test
    void aRunThatIsOverTellsItsCandidates() throws Exception {
        PredictedFronts.write(run);
        JsonNode fronts = fronts();
        assertThat(fronts.get("candidates")).hasSizeGreaterThan(20);
        assertThat(fronts.get("run").asText())
                .isEqualTo(run.path().toAbsolutePath().toString());
        // Its study says nothing of images, so that nobody knows them.
        assertThat(fronts.get("train").toString()).startsWith("[\"--data\",\"DATA\",\"--epochs\",\"2\"");
    }

    @Test
    void aRunThatIsNotOverTellsNone() throws Exception {
        PredictedFronts.write(run);
        Files.delete(run.result());
        assertThat(fronts()).isEmpty();
    }

    @Test
    void whatIsMissingOrDamagedIsSaid() throws Exception {
        assertThat(fronts().get("problems").get(0).asText())
                .contains("this run has no fronts.json. Maybe an earlier version finished it: \"narsil report\"");
        Files.writeString(run.fronts(), "{\"narsil\": \"fronts/1\", \"candidates\": 3}");
        assertThat(fronts().get("problems").get(0).asText()).contains("fronts.json: the file is damaged: line 1");
        Files.writeString(run.fronts(), "{\"narsil\": \"fronts/9\"}");
        assertThat(fronts().get("problems").get(0).asText())
                .contains("fronts.json: this file is \"fronts/9\", not \"fronts/1\". Maybe delete it:");
        assertThat(fronts().has("candidates")).isFalse();
    }
}
