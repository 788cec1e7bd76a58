package io.narsil.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may read where a token is asked for, and how a browser brings it. */
class TokenTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String TOKEN = "a-secret-of-some-length";

    @TempDir
    private Path folder;

    private Dashboard dashboard;

    @BeforeEach
    void start() throws Exception {
        try (LoggedRun run = new LoggedRun(folder.resolve("tiny"))) {
            run.round(0, 0, 2);
        }
        dashboard = Dashboard.start(
                folder, new Place(InetAddress.getLoopbackAddress(), "127.0.0.1", Set.of("127.0.0.1"), TOKEN), 0);
    }

    @AfterEach
    void stop() {
        dashboard.close();
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(dashboard.url().replaceFirst("/\\?.*$", "") + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** What the server answers to a request that a proper client would not send. */
    private String raw(String path) throws Exception {
        try (Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), URI.create(dashboard.url()).getPort())) {
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void othersNeedTheToken() throws Exception {
        assertThat(dashboard.url()).endsWith("/?token=" + TOKEN);
        for (String path : List.of(
                "/",
                "/api/runs",
                "/static/main.js",
                "/metrics",
                "/api/events",
                "/?token=wrong",
                "/?token=",
                "/run?run=tiny&token=wrong")) {
            HttpResponse<String> refused = get(path);
            assertThat(refused.statusCode()).as(path).isEqualTo(403);
            assertThat(refused.body()).contains("The token is missing or wrong").doesNotContain(TOKEN, "tiny");
        }
        HttpResponse<String> welcome = get("/?token=" + TOKEN);
        assertThat(welcome.statusCode()).isEqualTo(303);
        assertThat(welcome.headers().firstValue("Location")).contains("/");
        String cookie = welcome.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie).contains("HttpOnly", "SameSite=Strict");
        assertThat(get("/api/runs", "Cookie", "a=b; " + cookie.replaceFirst(";.*", ""))
                        .body())
                .contains("tiny");
        assertThat(get("/api/runs", "Cookie", cookie.replaceFirst(";.*", "x")).statusCode())
                .isEqualTo(403);
        assertThat(get("/metrics", "Authorization", "Bearer " + TOKEN).statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "/run?run=tiny&token=T, /run?run=tiny",
        "/run?token=T&run=tiny, /run?run=tiny",
        "/run?run=a%26token%3Db%20%C3%BC%2F..&token=T, /run?run=a%26token%3Db%20%C3%BC%2F..",
        "/trial?run=tiny&token=T&trial=1, /trial?run=tiny&trial=1",
        "/compare?run=tiny&run=other&token=T, /compare?run=tiny&run=other",
        "/compare?run=tiny&token=T&token=T, /compare?run=tiny",
        "/report?token=T&run=tiny, /report?run=tiny",
        "/run?run=tiny&%74oken=T, /run?run=tiny",
        "/run?token=T&, /run"
    })
    void aPageKeepsTheRestOfItsAddressWithoutTheToken(String asked, String kept) throws Exception {
        HttpResponse<String> answer = get(asked.replace("=T", "=" + TOKEN));
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).contains(kept);
        assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow()).contains(TOKEN);
    }

    @Test
    void noAddressLeadsToAnotherServer() throws Exception {
        assertThat(raw("//evil.example/?token=" + TOKEN))
                .startsWith("HTTP/1.1 303")
                .doesNotContain("Location: //", "evil");
        assertThat(raw("/%5cevil.example/?token=" + TOKEN))
                .startsWith("HTTP/1.1 303")
                .doesNotContain("evil");
        assertThat(raw("/run?run=a%0d%0aSet-Cookie:x=y&token=" + TOKEN))
                .startsWith("HTTP/1.1 303")
                .contains("Location: /run?run=a%0d%0aSet-Cookie:x=y\r\n")
                .doesNotContain("\nSet-Cookie:x");
    }
}
