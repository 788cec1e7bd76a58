package io.narsil.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Requests as the script of a page of the server sends them. */
final class ActingPage {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    final String address;
    final String origin;
    final String token;

    ActingPage(String url) {
        address = url.replaceFirst("\\?.*", "");
        origin = address.replaceFirst("/$", "");
        token = url.replaceFirst(".*token=", "");
    }

    /** Holds an answer to be a refusal with this status and text. */
    static void refused(HttpResponse<String> answer, int status, String text) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains(text);
    }

    /** Headers of a page that may act, with some of them changed: a value of null takes one away. */
    HttpResponse<String> post(String body, String... changes) throws Exception {
        Map<String, String> headers = new java.util.TreeMap<>(
                Map.of("Origin", origin, "Content-Type", "application/json", "Authorization", "Bearer " + token));
        for (int i = 0; i < changes.length; i += 2) {
            headers.put(changes[i], changes[i + 1]);
        }
        headers.values().removeIf(java.util.Objects::isNull);
        List<String> pairs = new ArrayList<>();
        headers.forEach((name, value) -> pairs.addAll(List.of(name, value)));
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(address + "api/act")).POST(HttpRequest.BodyPublishers.ofString(body));
        return CLIENT.send(request.headers(pairs.toArray(String[]::new)).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Asks for an action by names and values. */
    HttpResponse<String> act(String... values) throws Exception {
        Map<String, String> wish = new java.util.TreeMap<>();
        for (int i = 0; i < values.length; i += 2) {
            wish.put(values[i], values[i + 1]);
        }
        return post(JSON.writeValueAsString(wish));
    }

    /** The number of the job that an action became. */
    String begun(String... values) throws Exception {
        HttpResponse<String> answer = act(values);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body()).get("job").get("number").asText();
    }

    HttpResponse<String> get(String path) throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create(address + path))
                        .header("Authorization", "Bearer " + token)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    JsonNode json(String path) throws Exception {
        HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    /** What is known of a job. */
    JsonNode job(String number) throws Exception {
        return json("api/job?job=" + number).get("job");
    }

    /** Waits until a job is in a state. */
    JsonNode await(String number, String state) throws Exception {
        for (int i = 0; i < 3000; i++) {
            JsonNode job = job(number);
            if (job.get("state").asText().equals(state)) {
                return job;
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        throw new AssertionError("not " + state + ": " + job(number));
    }

    /** Titles of what a run allows. */
    List<String> offers(String run) throws Exception {
        List<String> titles = new ArrayList<>();
        json("api/actions?run=" + run)
                .get("offers")
                .forEach(o -> titles.add(o.get("action").asText()));
        return titles;
    }
}
