package io.narsil.dashboard.log;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/**
 * Lines of a log as events. Those of which a run has many are read field by field, and of a candidate only where it stands, so that a
 * hundred thousand trials are read in seconds and need little memory.
 */
final class LogLines implements LogTail.Lines {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Heard heard;
    private final PlainLine plain = new PlainLine();
    private int unread;

    LogLines(Heard heard) {
        this.heard = heard;
    }

    /** Whoever hears of events. */
    interface Heard {
        /** What was heard before is void. */
        void anew();

        /** An event at a time of day, of a name, of which nothing else follows or {@link #other} does. */
        void at(String time, String event);

        /** A trial was chosen. */
        void chosen(SeenTrial trial);

        /**
         * A trial has begun.
         *
         * @param worker number of its worker; -1 where it is not told, as in logs of earlier versions
         */
        void started(int trial, int worker);

        /** An epoch is over. */
        void epoch(int trial, int epoch, double loss, double score, double seconds);

        /** A trial is over. */
        void done(int trial, String status, double test, String reason);

        /** Any other event with its values; of {@link io.narsil.study.event.StudyEvent.TrialsChosen} those beside the trials. */
        void other(String event, JsonNode values);
    }

    /** The number of lines that are no events. */
    int unread() {
        return unread;
    }

    @Override
    public void anew() {
        unread = 0;
        heard.anew();
    }

    @Override
    public void line(byte[] bytes, int from, int length, long offset) {
        if (plain.read(bytes, from, length)) {
            plain();
            return;
        }
        try (JsonParser json = JSON.createParser(bytes, from, length)) {
            String time = "";
            String event = "";
            if (json.nextToken() == JsonToken.START_OBJECT) {
                // The log begins each line with these two.
                for (int i = 0; i < 2 && json.nextToken() == JsonToken.FIELD_NAME; i++) {
                    String name = json.currentName();
                    json.nextToken();
                    time = name.equals("time") ? json.getText() : time;
                    event = name.equals("event") ? json.getText() : event;
                }
            }
            if (event.isEmpty()) {
                unread++;
                return;
            }
            heard.at(time, event);
            event(event, json, offset);
        } catch (IOException e) {
            // A line that is damaged costs itself, not the page.
            unread++;
        }
    }

    private void plain() {
        heard.at(plain.time(), plain.event());
        int trial = (int) plain.value("trial", -1);
        if (plain.event().equals("trial_started")) {
            heard.started(trial, (int) plain.value("worker", -1));
        } else {
            heard.epoch(
                    trial,
                    (int) plain.value("epoch", 0),
                    plain.value("loss", Double.NaN),
                    plain.value("score", Double.NaN),
                    plain.value("seconds", 0));
        }
    }

    private void event(String event, JsonParser json, long offset) throws IOException {
        switch (event) {
            case "trial_started" -> {
                JsonNode values = values(json);
                heard.started(
                        values.path("trial").asInt(-1), values.path("worker").asInt(-1));
            }
            case "epoch_done" -> epoch(json);
            case "trial_done" -> done(json);
            case "trials_chosen" -> chosen(json, offset);
            default -> heard.other(event, values(json));
        }
    }

    private void epoch(JsonParser json) throws IOException {
        int trial = -1;
        int epoch = 0;
        double loss = Double.NaN;
        double score = Double.NaN;
        double seconds = 0;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "trial" -> trial = json.getValueAsInt(-1);
                case "epoch" -> epoch = json.getValueAsInt();
                case "loss" -> loss = json.getValueAsDouble(Double.NaN);
                case "score" -> score = json.getValueAsDouble(Double.NaN);
                case "seconds" -> seconds = json.getValueAsDouble();
                default -> json.skipChildren();
            }
        }
        heard.epoch(trial, epoch, loss, score, seconds);
    }

    private void done(JsonParser json) throws IOException {
        int trial = -1;
        String status = "done";
        String reason = "";
        double test = Double.NaN;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                continue;
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                switch (name) {
                    case "trial" -> trial = json.getValueAsInt(-1);
                    case "status" -> status = json.getText();
                    case "reason" -> reason = json.getText();
                    case "test_score" -> test = value.isNumeric() ? json.getDoubleValue() : Double.NaN;
                    default -> json.skipChildren();
                }
            }
        }
        heard.done(trial, status, test, reason);
    }

    private void chosen(JsonParser json, long offset) throws IOException {
        var rest = JSON.createObjectNode();
        String why = "";
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (name.equals("choices") && value == JsonToken.START_ARRAY) {
                while (json.nextToken() == JsonToken.START_OBJECT) {
                    SeenTrial trial = choice(json, offset);
                    trial.why = why;
                    heard.chosen(trial);
                }
            } else {
                rest.set(name, JSON.readTree(json));
                why = name.equals("why") ? rest.path("why").asText() : why;
            }
        }
        heard.other("trials_chosen", rest);
    }

    private static SeenTrial choice(JsonParser json, long offset) throws IOException {
        SeenTrial trial = new SeenTrial(-1);
        JsonNode cost = JSON.createObjectNode();
        JsonNode prediction = cost;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (name.equals("trial") && value == JsonToken.START_OBJECT) {
                trial = trial(json, offset);
            } else if (name.equals("cost")) {
                cost = JSON.readTree(json);
            } else if (name.equals("prediction")) {
                prediction = JSON.readTree(json);
            } else {
                json.skipChildren();
            }
        }
        trial.macs = cost.path("macs").asLong();
        trial.params = cost.path("params").asLong();
        trial.activations = cost.path("activations").asLong();
        trial.memory = cost.path("memory").asLong();
        trial.latency = cost.path("latency").asLong();
        trial.predicted = prediction.path("mean").asDouble(Double.NaN);
        trial.deviation = prediction.path("deviation").asDouble(Double.NaN);
        return trial;
    }

    private static SeenTrial trial(JsonParser json, long offset) throws IOException {
        SeenTrial read = new SeenTrial(-1);
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "id" -> read.id = json.getValueAsInt(-1);
                case "kind" -> read.kind = json.getText().intern();
                case "round" -> read.round = json.getValueAsInt();
                case "budget" -> read.budget = json.getText().intern();
                case "epochs" -> read.epochs = json.getValueAsInt();
                case "candidate" -> {
                    long begin = json.currentTokenLocation().getByteOffset();
                    size(json, read);
                    read.candidateAt = offset + begin;
                    read.candidateLength = (int) (json.currentLocation().getByteOffset() - begin);
                }
                case "continued" -> {
                    JsonNode continued = JSON.readTree(json);
                    read.continues = continued.path("trial").asInt(-1);
                    read.before = continued.path("epochs").asInt();
                }
                default -> json.skipChildren();
            }
        }
        return read;
    }

    /** Reads over the values of a candidate, of which two say how large images are in its training. */
    private static void size(JsonParser json, SeenTrial trial) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            if (name.equals(SeenTrial.TRAINING_SIZE)) {
                trial.trainingSize = json.getText().intern();
            } else if (name.equals("resolution")) {
                trial.resolution = SeenTrial.side(json.getText());
            }
            json.skipChildren();
        }
    }

    private static JsonNode values(JsonParser json) throws IOException {
        var values = JSON.createObjectNode();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            values.set(name, JSON.readTree(json));
        }
        return values;
    }
}
