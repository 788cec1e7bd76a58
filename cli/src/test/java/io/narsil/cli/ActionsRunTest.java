package io.narsil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real search that is stopped, goes on and gets another round and another member by requests of a page; who trains only pretends to. */
@Timeout(600)
class ActionsRunTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    private TinyStudy tiny;
    private Path run;
    private Path study;
    private Process server;
    private String address;
    private String token;

    @BeforeEach
    void start() throws Exception {
        tiny = new TinyStudy(folder);
        study = tiny.write();
        run = folder.resolve("runs/tiny");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classes = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(p -> Path.of(p).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
        Files.writeString(
                study,
                Files.readString(study)
                        + "trainer: {command: [\"%s\", \"-cp\", \"%s\", \"%s\"]}\n"
                                .formatted(java, classes, OwnTrainer.class.getName()));
        Files.createDirectories(run);
        server = new ProcessBuilder(TinyStudy.command(
                        List.of("dashboard", folder.resolve("runs").toString(), "--port", "0", "--allow-actions")))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String line = "";
        var out = server.inputReader();
        while (!line.startsWith("Dashboard: ")) {
            line = out.readLine();
        }
        address = line.replaceFirst("Dashboard: ", "").replaceFirst("\\?.*", "");
        token = line.replaceFirst(".*token=", "");
    }

    @AfterEach
    void stop() throws Exception {
        server.destroy();
        assertThat(server.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }

    private JsonNode send(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> answer = CLIENT.send(
                request.header("Authorization", "Bearer " + token).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private JsonNode act(String wish) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(address + "api/act"))
                .header("Origin", address.replaceFirst("/$", ""))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(wish)));
    }

    private void done(String wish) throws Exception {
        int number = act(wish).get("job").get("number").asInt();
        assertThat(over(number)).isEqualTo("done");
    }

    /** The state of a job that is over; what it said is shown where that is another one than was expected. */
    private String over(int number) throws Exception {
        while (true) {
            JsonNode job = send(HttpRequest.newBuilder(URI.create(address + "api/job?job=" + number)));
            String state = job.get("job").get("state").asText();
            if (!List.of("waiting", "running").contains(state)) {
                return state.equals("failed") ? job.toString() : state;
            }
            TimeUnit.MILLISECONDS.sleep(250);
        }
    }

    @Test
    void aSearchIsStoppedAndGoesOnFromAPage() throws Exception {
        Path wait = Files.createFile(folder.resolve("wait-6"));
        Process search = tiny.search(study, run, "--workers", "1");
        while (TinyStudy.ids(run, "status = 'running' AND id = 6").isEmpty()) {
            assertThat(search.isAlive()).as(tiny.output()).isTrue();
            TimeUnit.MILLISECONDS.sleep(100);
        }
        act("{\"action\": \"stop\", \"run\": \"tiny\"}");
        assertThat(search.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(tiny.output()).contains("Stopped. ");
        List<Integer> before = TinyStudy.ids(run, "status = 'done'");

        Files.delete(wait);
        done("{\"action\": \"go_on\", \"run\": \"tiny\"}");
        assertThat(run.resolve("result.json")).exists();
        assertThat(TinyStudy.ids(run, "status = 'done'")).containsAll(before);
        assertThat(TinyStudy.ids(run, "kind = 'round'")).hasSize(8);

        done("{\"action\": \"more_round\", \"run\": \"tiny\"}");
        assertThat(TinyStudy.ids(run, "kind = 'round'")).hasSize(12);
        assertThat(run.resolve("study.yaml")).content().contains("rounds: 3\n");
        done("{\"action\": \"evolve\", \"run\": \"tiny\", \"macs\": \"800k\", \"name\": \"middle\"}");
        assertThat(run.resolve("evolved/middle/architecture.yaml")).exists();
        int refused = act("{\"action\": \"evolve\", \"run\": \"tiny\", \"macs\": \"1\"}")
                .get("job")
                .get("number")
                .asInt();
        assertThat(over(refused)).contains("no candidate of the space").contains("Maybe a larger budget");
    }
}
