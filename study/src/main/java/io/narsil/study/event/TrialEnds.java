package io.narsil.study.event;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The moment at which each trial of a run was over, in seconds that the search had taken by then, as its log tells. */
public final class TrialEnds {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final RunClock clock = new RunClock();
    private final Map<Integer, Double> ends = new HashMap<>();
    private final Set<Integer> open = new HashSet<>();

    private TrialEnds() {}

    /** The seconds by the numbers of trials. A log that is not there, or is damaged, leaves out what it does not tell. */
    public static Map<Integer, Double> of(Path log) {
        TrialEnds read = new TrialEnds();
        // Bytes that are damaged cost their line: this decoder replaces them.
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(Files.newInputStream(log), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                read.line(line);
            }
        } catch (IOException e) {
            return Map.of();
        }
        read.stopped();
        return read.ends;
    }

    private void line(String line) {
        try (JsonParser json = JSON.createParser(line)) {
            // The log begins each line with these two.
            String time = next(json, "time", JsonToken.START_OBJECT);
            String event = next(json, "event", null);
            if (event.isEmpty()) {
                return;
            }
            if (RunClock.starts(event)) {
                stopped();
            }
            clock.at(time, event);
            if (event.equals("trial_started")) {
                open.add(rest(json, line).path("trial").asInt(-1));
            } else if (event.equals("trial_done")) {
                int trial = rest(json, line).path("result").path("trial").asInt(-1);
                open.remove(trial);
                ends.put(trial, clock.seconds());
            }
        } catch (IOException e) {
            // A line that was cut short costs itself.
            return;
        }
    }

    /** A kill may have come between the store and the log: what the store calls over was over when the log ended, at the latest. */
    private void stopped() {
        open.forEach(trial -> ends.put(trial, clock.seconds()));
        open.clear();
    }

    private static String next(JsonParser json, String name, JsonToken before) throws IOException {
        if (before != null && json.nextToken() != before) {
            return "";
        }
        boolean named =
                json.nextToken() == JsonToken.FIELD_NAME && json.currentName().equals(name);
        return named && json.nextToken() == JsonToken.VALUE_STRING ? json.getText() : "";
    }

    private static JsonNode rest(JsonParser json, String line) throws IOException {
        json.close();
        return JSON.readTree(line);
    }
}
