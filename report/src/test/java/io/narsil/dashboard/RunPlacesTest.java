package io.narsil.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.narsil.config.UserException;
import io.narsil.study.event.StudyEvent;
import io.narsil.study.folder.RunLock;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where runs are looked for, and what pages say of a place that is none. */
class RunPlacesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private static void refused(List<String> places, String... words) {
        assertThatThrownBy(() -> Dashboard.start(places, Place.here(), 0))
                .isInstanceOf(UserException.class)
                .hasMessageContainingAll(words)
                .hasMessageNotContaining("secret");
    }

    @Test
    void whatIsNoPlaceIsRefusedWithWhatToDo() throws Exception {
        String one = Files.createDirectory(folder.resolve("one")).toString();
        String two = Files.createDirectory(folder.resolve("two")).toString();
        refused(List.of(one, two), two + ": runs are looked for in one folder, and " + one, "Maybe the folder above");
        refused(List.of(one, "postgresql://anna:secret@db/narsil"), "an address has no password in it");
        refused(List.of("anna:secret@db/narsil"), "an address has no password in it");
        refused(List.of(one, "anna:secret@db/narsil"), "...@db/narsil: an address has no password in it");
        refused(List.of("anna:secret@db/narsil", one), "...@db/narsil: an address has no password in it");
        refused(List.of(one + "/none", two, "//anna:secret@db/narsil"), "an address has no password in it");
        for (String address : List.of("postgresql://anna:secret@db/narsil", "postgres://db/n?password=secret")) {
            assertThatThrownBy(() -> Dashboard.acting(List.of(address), Place.here(), 0, List.of("x"), Set.of()))
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("an address has no password in it")
                    .hasMessageNotContaining("secret");
        }
        refused(List.of("mysql://anna@db/narsil"), "runs are read from folders and from PostgreSQL servers");
        refused(List.of("postgresql://db"), "is not the address of a database on a server");
        refused(List.of(one + "/none"), "there is no such folder");
        assertThatThrownBy(() ->
                        Dashboard.acting(List.of("postgresql://db/narsil"), Place.here(), 0, List.of("x"), Set.of()))
                .hasMessage("--allow-actions: commands need a run's folder, and no folder of runs was named. Maybe"
                        + " narsil dashboard runs/ postgresql://db/narsil --allow-actions.");
    }

    private static JsonNode json(Dashboard dashboard, String path) throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(dashboard.url() + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    @Test
    void aServerThatDoesNotAnswerIsSaidAndTheFolderIsShown() throws Exception {
        try (LoggedRun run = new LoggedRun(folder.resolve("tiny"))) {
            run.round(0, 0, 1);
        }
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        String address = "postgresql://anna@localhost:" + free + "/narsil";
        try (Dashboard dashboard = Dashboard.start(List.of(folder.toString(), address), Place.here(), 0)) {
            assertThat(dashboard.places().get(1).problem())
                    .startsWith(address + ": no server answers at localhost:" + free)
                    .endsWith("It is asked again by itself.");
            JsonNode all = json(dashboard, "api/runs");
            assertThat(all.get("problem").asText())
                    .isEqualTo(dashboard.places().get(1).problem());
            assertThat(all.get("folder").asText()).isEqualTo(folder + " and " + address);
            assertThat(all.get("runs")).hasSize(1);
            assertThat(all.get("runs").get(0).get("kept").asText()).isEmpty();
        }
    }

    @Test
    void workersAreShownWhileASearchRunsAndNotAfterwards() throws Exception {
        try (LoggedRun run = new LoggedRun(folder.resolve("tiny"));
                Dashboard dashboard = Dashboard.start(folder, Place.here(), 0)) {
            run.round(0, 0, 2);
            run.on(new StudyEvent.WorkersStarting(2, false, "as jobs of Slurm"));
            run.on(new StudyEvent.TrialStarted(1, OptionalInt.of(0)));
            run.on(new StudyEvent.TrialPlaced(1, "<b>n2</b>", "narsil-1"));
            assertThat(json(dashboard, "api/workers?run=tiny").get("rows"))
                    .as("nobody searches")
                    .isEmpty();
            try (RunLock lock = RunLock.take(run.folder())) {
                assertThat(lock).isNotNull();
                Thread.sleep(500);
                JsonNode workers = json(dashboard, "api/workers?run=tiny");
                assertThat(workers.get("count").asInt()).isEqualTo(2);
                assertThat(workers.get("how").asText()).isEqualTo("as jobs of Slurm");
                JsonNode first = workers.get("rows").get(0);
                assertThat(first.get("worker").asInt()).isZero();
                assertThat(first.get("state").asText()).isEqualTo("training");
                assertThat(first.get("trial").asInt()).isEqualTo(1);
                assertThat(first.get("epochs").asInt()).isEqualTo(LoggedRun.EPOCHS);
                assertThat(first.get("node").asText()).isEqualTo("<b>n2</b>");
                assertThat(workers.get("rows").get(1).get("state").asText()).isEqualTo("idle");
            }
            Thread.sleep(500);
            assertThat(json(dashboard, "api/workers?run=tiny").get("rows")).isEmpty();
        }
    }
}
