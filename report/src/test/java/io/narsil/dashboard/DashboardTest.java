package io.narsil.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.narsil.config.UserException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DashboardTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    /** A name that would be markup if it were read as such. */
    private static final String EVIL = "<img src=x onerror=alert(1)>&\"'";

    @TempDir
    private Path folder;

    private Dashboard dashboard;

    @BeforeEach
    void start() throws Exception {
        try (LoggedRun run = new LoggedRun(folder.resolve("tiny"))) {
            run.round(0, 0, 250);
            run.train(0, 0.5);
            run.train(1, 0.6);
            run.failed(2, EVIL);
        }
        dashboard = Dashboard.start(folder, Place.here(), 0);
    }

    @AfterEach
    void stop() {
        dashboard.close();
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(dashboard.url().replaceFirst("/(\\?.*)?$", "") + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private JsonNode json(String path) throws Exception {
        HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    /** What the server answers to a request that a proper client would not send. */
    private String raw(String request) throws Exception {
        int port = URI.create(dashboard.url()).getPort();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/run?run=tiny",
                "/trial?run=tiny&trial=1",
                "/member?run=tiny&budget=small",
                "/compare?run=tiny&run=x",
                "/api/compare?run=tiny&run=x",
                "/static/main.js",
                "/static/page.css",
                "/api/runs"
            })
    void everyAnswerKeepsToThisOrigin(String path) throws Exception {
        HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe", "http", "*");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.headers().firstValue("Cross-Origin-Resource-Policy")).contains("same-origin");
        assertThat(answer.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void pagesFetchNothingFromElsewhereAndWriteTextsOnly() throws Exception {
        assertThat(get("/").body()).doesNotContain("http:", "https:", "style=", "onclick", "<script>");
        for (String name : List.of(
                "main",
                "dom",
                "live",
                "overview",
                "run",
                "trials",
                "trial",
                "charts",
                "member",
                "matrix",
                "family",
                "recall",
                "network",
                "answers",
                "objects",
                "fronts",
                "growth",
                "rungs",
                "worth",
                "compare",
                "lines",
                "server",
                "workers",
                "actions")) {
            String code = get("/static/" + name + ".js").body();
            assertThat(code)
                    .doesNotContain(
                            "innerHTML",
                            "outerHTML",
                            "insertAdjacentHTML",
                            "document.write",
                            "eval(",
                            "'style'",
                            "https:");
            assertThat(code.replace("http://www.w3.org/2000/svg", "")).doesNotContain("http:");
        }
        for (String name : List.of("page", "workers", "fronts", "growth", "rungs", "worth", "members")) {
            assertThat(get("/static/" + name + ".css").body()).doesNotContain("url(", "@import");
        }
    }

    @Test
    void allRunsAndOneAreTold() throws Exception {
        JsonNode all = json("/api/runs");
        assertThat(all.get("runs")).hasSize(1);
        JsonNode run = all.get("runs").get(0);
        assertThat(run.get("name").asText()).isEqualTo("tiny");
        assertThat(run.get("state").asText()).isEqualTo("stopped");
        assertThat(run.get("over").asInt()).isEqualTo(3);
        assertThat(run.get("best").get(1).get("score").asDouble()).isEqualTo(0.6);
        JsonNode one = json("/api/run?run=tiny");
        assertThat(one.get("members").get("rows").get(1).get("limits").asText()).contains("1.50M multiply-adds");
        assertThat(one.get("members").get("rows").get(1).get("trial").asInt()).isEqualTo(1);
        assertThat(one.get("failures").get(0).get("reason").asText()).isEqualTo(EVIL);
        assertThat(one.get("notes").get(0).get("text").asText()).contains("10 images to train on");
        JsonNode points = json("/api/points?run=tiny").get("rows");
        assertThat(points).hasSize(2);
        assertThat(points.get(1).get(2).asDouble()).isEqualTo(0.6);
        assertThat(points.get(1).get(7).asInt()).as("its round").isEqualTo(1);
        JsonNode growth = json("/api/growth?run=tiny");
        assertThat(growth.get("trials").asInt()).isEqualTo(3);
        assertThat(growth.get("epochs").asInt()).isEqualTo(4);
        assertThat(growth.findValuesAsText("key")).containsExactly("macs", "params", "activations", "memory");
        assertThat(growth.get("seconds").asDouble()).isPositive();
        assertThat(json("/api/rungs?run=tiny")).as("nobody climbs").isEmpty();
        JsonNode macs = growth.get("costs").get(0);
        assertThat(macs.get("reference").asLong())
                .as("the limit of the largest budget")
                .isEqualTo(1_500_000);
        assertThat(macs.get("front")).isNotEmpty();
        JsonNode params = growth.get("costs").get(1);
        double first =
                json("/api/trial?run=tiny&trial=0").get("facts").get("params").asDouble();
        double second =
                json("/api/trial?run=tiny&trial=1").get("facts").get("params").asDouble();
        assertThat(params.get("reference").asDouble()).isEqualTo(Math.max(first, second));
        double volume = first < second ? 0.5 * (second - first) / second : 0.6 * (first - second) / first;
        assertThat(params.get("steps").get(0).get(2).asDouble()).isCloseTo(volume, within(1e-12));
    }

    @Test
    void trialsComeInPages() throws Exception {
        JsonNode first = json("/api/trials?run=tiny");
        assertThat(first.get("total").asInt()).isEqualTo(250);
        assertThat(first.get("rows")).hasSize(100);
        assertThat(first.get("rows").get(0).get("trial").asInt()).isEqualTo(249);
        assertThat(first.get("recipes").get(0).asText()).isNotEmpty();
        JsonNode last = json("/api/trials?run=tiny&page=99");
        assertThat(last.get("page").asInt()).isEqualTo(2);
        assertThat(last.get("rows")).hasSize(50);
        assertThat(json("/api/trials?run=tiny&page=1&count=25")
                        .get("rows")
                        .get(0)
                        .get("trial")
                        .asInt())
                .isEqualTo(224);
        assertThat(json("/api/trials?run=tiny&count=100000").get("rows")).hasSize(100);
        assertThat(json("/api/trials?run=tiny&status=failed").get("total").asInt())
                .isEqualTo(1);
        JsonNode trial = json("/api/trial?run=tiny&trial=1");
        assertThat(trial.get("scores")).hasSize(2);
        assertThat(trial.get("candidate").get("blocks")).isNotEmpty();
        assertThat(trial.get("candidate").get("recipe").has("optimizer")).isTrue();
        assertThat(get("/api/trial?run=tiny&trial=250").statusCode()).isEqualTo(404);
    }

    @Test
    void aNameIsLookedUpAndLeadsNowhere() throws Exception {
        Files.writeString(folder.resolve("secret"), "secret");
        for (String name : List.of("../tiny", "tiny/..", "/etc", "tiny/../tiny", ".", "", "tiny\0", "secret", EVIL)) {
            String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8);
            for (String path : List.of(
                    "/api/run",
                    "/api/trials",
                    "/api/trial",
                    "/api/points",
                    "/api/fronts",
                    "/api/growth",
                    "/api/rungs",
                    "/api/worth",
                    "/api/workers",
                    "/report")) {
                HttpResponse<String> answer = get(path + "?run=" + encoded);
                assertThat(answer.statusCode()).as(path + " " + name).isEqualTo(404);
                assertThat(answer.body()).doesNotContain("secret", "img");
            }
        }
        for (String path :
                List.of("/static/../index.html", "/static/", "/static/%2e%2e/x", "/secret", "/static/main.js%00")) {
            assertThat(raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 40");
        }
        assertThat(get("/api/run?run=%25").statusCode()).isEqualTo(404);
        assertThat(raw("GET /api/run?run=%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400");
    }

    @Test
    void onlyWhoCallsItByItsNameIsAnswered() throws Exception {
        assertThat(raw("GET /api/runs HTTP/1.1\r\nHost: evil.example:8731\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 421")
                .contains("This server is not called so. Maybe http://127.0.0.1:")
                .doesNotContain("tiny");
        assertThat(raw("GET /api/runs HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.1 421");
        assertThat(raw("GET /api/runs HTTP/1.1\r\nHost: localhost:9\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void nothingIsChangedByARequest() throws Exception {
        for (String method : List.of("POST", "PUT", "DELETE", "PATCH", "OPTIONS")) {
            HttpResponse<String> answer = CLIENT.send(
                    HttpRequest.newBuilder(URI.create(dashboard.url() + "api/runs"))
                            .method(method, HttpRequest.BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(405);
        }
    }

    @Test
    void aReportGetsAnOriginOfItsOwn() throws Exception {
        assertThat(get("/report?run=tiny").statusCode()).isEqualTo(404);
        Path report = folder.resolve("tiny/report.html");
        Files.writeString(report, "<script>fetch('/api/runs')</script>");
        HttpResponse<String> answer = get("/report?run=tiny");
        assertThat(answer.body()).contains("<script>");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("sandbox allow-scripts; default-src 'none';")
                .doesNotContain("allow-same-origin", "connect-src");
        Files.delete(report);
        Files.createSymbolicLink(report, Files.writeString(folder.resolve("secret"), "secret"));
        assertThat(get("/report?run=tiny").statusCode()).isEqualTo(404);
    }

    @Test
    void aPortThatIsTakenAndAFolderThatIsNoneAreSaid() {
        int port = URI.create(dashboard.url()).getPort();
        assertThatThrownBy(() -> Dashboard.start(folder, Place.here(), port))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("--port: port " + port + " is taken. Maybe a dashboard runs already");
        assertThatThrownBy(() -> Dashboard.start(folder.resolve("none"), Place.here(), 0))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("none: there is no such folder");
    }
}
