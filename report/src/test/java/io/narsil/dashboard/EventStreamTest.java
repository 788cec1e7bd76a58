package io.narsil.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class EventStreamTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    /** A page that listens. */
    private static final class Page implements AutoCloseable {
        private final BufferedReader lines;
        private String id = "";

        Page(Dashboard dashboard, String path, String known) throws Exception {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(dashboard.url() + path));
            if (!known.isEmpty()) {
                request.header("Last-Event-ID", known);
            }
            HttpResponse<java.io.InputStream> answer =
                    CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("text/event-stream");
            lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
        }

        /** The next state that comes. */
        JsonNode next() throws Exception {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("data: ")) {
                    return JSON.readTree(line.substring(6));
                }
            }
            throw new AssertionError("the stream has ended");
        }

        /** The first state in which so many trials are over. */
        JsonNode until(int over) throws Exception {
            JsonNode state = next();
            while (state.path("over").asInt() < over) {
                state = next();
            }
            return state;
        }

        @Override
        public void close() throws Exception {
            lines.close();
        }
    }

    @Test
    void statesComeAsTheRunGoesOnAndOnceMoreAfterARestart() throws Exception {
        try (LoggedRun run = new LoggedRun(folder.resolve("tiny"))) {
            run.round(0, 0, 4);
            String known;
            int port;
            try (Dashboard dashboard = Dashboard.start(folder, Place.here(), 0)) {
                port = URI.create(dashboard.url()).getPort();
                try (Page page = new Page(dashboard, "api/events?run=tiny", "");
                        Page all = new Page(dashboard, "api/events", "")) {
                    assertThat(page.next().get("over").asInt()).isZero();
                    assertThat(all.next().get("runs")).hasSize(1);
                    run.train(0, 0.5);
                    JsonNode state = page.until(1);
                    assertThat(state.get("best").get(0).get("score").asDouble()).isEqualTo(0.5);
                    known = page.id;
                }
            }
            // The server is another one; the page knows the state, and gets nothing before there is another.
            try (Dashboard again = Dashboard.start(folder, Place.here(), port);
                    Page page = new Page(again, "api/events?run=tiny", "of another state")) {
                JsonNode whole = page.until(1);
                assertThat(whole.get("best").get(0).get("score").asDouble()).isEqualTo(0.5);
                assertThat(page.id).isNotEmpty();
                try (Page back = new Page(again, "api/events?run=tiny", page.id)) {
                    run.train(1, 0.7);
                    assertThat(back.next().get("over").asInt()).isEqualTo(2);
                }
                assertThat(known).isNotEmpty();
            }
        }
    }

    @Test
    void aRunThatIsGoneSaysSo() throws Exception {
        try (Dashboard dashboard = Dashboard.start(folder, Place.here(), 0);
                Page page = new Page(dashboard, "api/events?run=none", "")) {
            assertThat(page.next().get("state").asText()).isEqualTo("gone");
        }
    }

    @Test
    void anIdIsThatOfTheState() {
        assertThat(EventStream.id("a")).isEqualTo(EventStream.id("a")).isNotEqualTo(EventStream.id("b"));
    }
}
