package io.narsil.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may act, and by which requests. */
class ActionDoorTest {
    private static final String GO_ON = "{\"action\": \"go_on\", \"run\": \"tiny\"}";

    @TempDir
    private Path folder;

    private Dashboard dashboard;
    private ActingPage page;

    @BeforeEach
    void start() throws Exception {
        try (LoggedRun run = new LoggedRun(folder.resolve("tiny"))) {
            run.round(0, 0, 4);
        }
        dashboard = Dashboard.acting(folder, Place.here(), 0, PretendCommand.words(folder), Set.of());
        page = new ActingPage(dashboard.url());
    }

    @AfterEach
    void stop() {
        dashboard.close();
    }

    private void nothingWasDone() throws Exception {
        assertThat(page.json("api/actions").get("jobs")).isEmpty();
        assertThat(folder.resolve(".actions")).doesNotExist();
    }

    private void refused(HttpResponse<String> answer, int status, String text) {
        ActingPage.refused(answer, status, text);
        assertThat(answer.body()).doesNotContain(page.token);
    }

    @Test
    void withoutLeaveItOnlyReadsAndSaysSo() throws Exception {
        dashboard.close();
        dashboard = Dashboard.start(folder, Place.here(), 0);
        page = new ActingPage(dashboard.url());
        refused(
                page.post(GO_ON, "Authorization", null),
                403,
                "This dashboard only reads. Maybe start it with: narsil dashboard RUNS --allow-actions");
        assertThat(page.json("api/actions?run=tiny").get("allowed").asBoolean()).isFalse();
        assertThat(page.get("api/job?job=1").body()).contains("\"allowed\":false");
    }

    @Test
    void itAlwaysHasATokenAndIsReadByItAlone() throws Exception {
        assertThat(dashboard.url()).matches("http://127.0.0.1:[0-9]+/\\?token=[A-Za-z0-9_-]{32}");
        refused(page.post(GO_ON, "Authorization", null), 403, "The token is missing or wrong");
        long begin = System.nanoTime();
        refused(page.post(GO_ON, "Authorization", "Bearer wrong"), 403, "The token is missing or wrong");
        assertThat(System.nanoTime() - begin).as("slowed").isGreaterThan(290_000_000L);
        refused(page.post(GO_ON, "Authorization", "Bearer " + page.token + "x"), 403, "The token is missing or wrong");
        refused(page.post(GO_ON, "Authorization", "Basic " + page.token), 403, "The token is missing or wrong");
        nothingWasDone();
        // As a browser brings it, whatever other servers of this machine have given it.
        int port = URI.create(page.address).getPort();
        HttpResponse<String> done =
                page.post(GO_ON, "Authorization", null, "Cookie", "a=b; narsil-" + port + "=" + page.token);
        assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
    }

    @Test
    void theTokenInAnAddressIsForPagesAndNotForActions() throws Exception {
        assertThat(raw("POST /api/act?token=" + page.token, "127.0.0.1", page.origin))
                .startsWith("HTTP/1.1 403")
                .contains("token is missing");
        nothingWasDone();
    }

    /** What the server answers to a request that a proper client would not send. */
    private String raw(String line, String host, String origin) throws Exception {
        try (Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), URI.create(page.address).getPort())) {
            String request = line + " HTTP/1.1\r\nHost: " + host + "\r\nOrigin: " + origin
                    + "\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: " + GO_ON.length()
                    + "\r\n\r\n" + GO_ON;
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://evil.example, same-origin",
        "http://127.0.0.1:1, same-origin",
        "http://localhost, same-origin",
        "null, same-origin",
        "OWN.evil.example, same-origin",
        "OWN/, same-origin",
        "OWN, cross-site",
        "OWN, same-site",
        "OWN, none"
    })
    void aPageOfAnotherOriginCannotAct(String origin, String site) throws Exception {
        refused(
                page.post(GO_ON, "Origin", origin.replace("OWN", page.origin), "Sec-Fetch-Site", site),
                403,
                "A page of another origin cannot act here.");
        nothingWasDone();
        assertThat(page.post(GO_ON, "Sec-Fetch-Site", "same-origin").statusCode())
                .isEqualTo(200);
    }

    @Test
    void anActionSaysWhereItComesFromAndByWhichName() throws Exception {
        refused(page.post(GO_ON, "Origin", null), 403, "An action must say from which page it comes (Origin)");
        // A name of another site that leads here: its page has an origin of that name, and would be of this one
        // otherwise.
        assertThat(raw("POST /api/act", "evil.example:8731", "http://evil.example:8731"))
                .startsWith("HTTP/1.1 421")
                .contains("This server is not called so.")
                .doesNotContain(page.token);
        nothingWasDone();
    }

    @Test
    void onlyAPostOfJsonIsAnAction() throws Exception {
        HttpResponse<String> got = page.get("api/act?action=go_on&run=tiny");
        refused(got, 405, "An action is asked for by POST.");
        assertThat(got.headers().firstValue("Allow")).contains("POST");
        for (String type :
                new String[] {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data", null}) {
            refused(page.post(GO_ON, "Content-Type", type), 415, "as application/json");
        }
        refused(page.post("{"), 400, "What is asked for is no JSON.");
        refused(page.post(""), 400, "What is asked for");
        refused(page.post("[1]"), 400, "must be an object of JSON");
        refused(page.post(GO_ON + "{}"), 400, "no JSON");
        refused(page.post("{\"action\": \"go_on\", \"action\": \"finish\"}"), 400, "no JSON");
        refused(page.post("{\"action\": \"go_on\", \"run\": [\"tiny\"]}"), 400, "\"run\" must be a text of at most");
        refused(
                page.post("{\"action\": \"go_on\", \"out\": \"/\"}"),
                400,
                "An action has no such value: \"out\". It has action,");
        refused(
                page.post("{\"action\": \"<b>\", \"run\": \"tiny\"}"),
                400,
                "There is no action \"<b>\". There are stop, go_on,");
        refused(page.post(" ".repeat(20_000) + GO_ON), 413, "An action has at most 16384 bytes.");
        nothingWasDone();
    }

    @Test
    void theOtherPathsAreOnlyReadAsBefore() throws Exception {
        assertThat(raw("POST /api/runs", "127.0.0.1", page.origin)).startsWith("HTTP/1.1 405");
        assertThat(raw("OPTIONS /api/act", "127.0.0.1", "https://evil.example"))
                .startsWith("HTTP/1.1 405")
                .doesNotContain("Access-Control");
        Files.createDirectories(folder.resolve("other"));
        assertThat(page.json("api/runs").get("runs")).hasSize(1);
    }
}
