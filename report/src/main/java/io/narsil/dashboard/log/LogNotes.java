package io.narsil.dashboard.log;

import com.fasterxml.jackson.databind.JsonNode;
import io.narsil.config.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The events of a log that a person should know of, in words. */
final class LogNotes {
    private LogNotes() {}

    /** The sentence for an event; empty for one that says nothing of its own. */
    static String of(String event, JsonNode e) {
        String text = switch (event) {
            case "data_read" ->
                e.path("train").asInt() + " images to train on, "
                        + e.path("validation").asInt() + " to choose by, "
                        + e.path("test").asInt() + " kept for the end; "
                        + e.path("classes").asInt() + " classes, " + size(e);
            case "data_noted" -> "of the images: " + e.path("note").asText();
            case "store_noted" -> e.path("note").asText();
            case "resumed" ->
                "the search went on: " + trials(e.path("over").asInt()) + " were over, "
                        + e.path("open").asInt() + " were begun or chosen";
            case "setting_changed" ->
                "changed under way: " + e.path("setting").asText() + " from \""
                        + e.path("before").asText() + "\" to \""
                        + e.path("now").asText() + "\"";
            case "finishing_early" ->
                "brought to its end in round " + e.path("rounds").asInt() + " of "
                        + e.path("planned").asInt();
            case "early_stop_found" -> earlyStop(e.path("stop"));
            case "evolved" ->
                "evolution for " + e.path("budget").path("name").asText() + ": the best is predicted "
                        + percent(e.path("best").path("mean")) + " ± "
                        + percent(e.path("best").path("deviation"));
            case "time_planned" ->
                "planned into the time: " + e.path("rounds").asInt() + " rounds of "
                        + e.path("batch").asInt() + " candidates";
            default -> mishap(event, e);
        };
        return Printable.line(text);
    }

    private static String mishap(String event, JsonNode e) {
        return switch (event) {
            case "file_damaged" ->
                e.path("file").asText() + " was damaged and was set aside as "
                        + e.path("aside").asText() + "; what it held is made again";
            case "trials_damaged" ->
                "rows of trials in the store were damaged, and these run again: " + numbers(e.path("trials"));
            case "trial_reopened" ->
                "trial " + e.path("trial").asInt() + " is trained again: "
                        + e.path("reason").asText();
            case "trial_retried" ->
                "trial " + e.path("trial").asInt() + " is trained once more; it had failed: "
                        + e.path("reason").asText();
            case "trials_failed" ->
                trials(e.path("count").asInt()) + " failed, and the search went on without; --retry-failed tries again";
            case "machine_changed" -> "another machine than before: " + texts(e.path("differences"));
            case "machine_joined" ->
                "a job trains on "
                        + (e.path("node").asText().isEmpty()
                                ? "a machine"
                                : e.path("node").asText()) + ", which is of another kind: "
                        + texts(e.path("differences"));
            case "runner_noted" -> e.path("note").asText();
            case "rules_changed" ->
                "another version than before, which may choose otherwise by the same scores: what is trained stays";
            case "worker_died" ->
                "trial " + e.path("trial").asInt() + ": " + e.path("reason").asText()
                        + "; it is tried again from its last epoch";
            case "workers_fewer" ->
                "workers died for want of memory: " + e.path("left").asInt() + " train at the same time from here on";
            case "finalist_replaced" ->
                e.path("budget").asText() + ": trial " + e.path("trial").asInt()
                        + " could not be trained, and the next candidate takes its place";
            case "replaced" ->
                e.path("budget").asText() + ": " + e.path("nanoseconds").size()
                        + " candidates took too long when measured, and others took their place";
            case "over_budget" -> e.path("budget").asText() + " now takes longer than its budget allows";
            default -> "";
        };
    }

    private static String size(JsonNode e) {
        return e.path("size").asInt() + "x" + e.path("size").asInt()
                + (e.path("channels").asInt() == 1 ? " grey" : " colour");
    }

    private static String earlyStop(JsonNode stop) {
        int epoch = stop.path("epoch").asInt();
        int epochs = stop.path("epochs").asInt();
        return epoch < epochs
                ? "epoch " + epoch + " of " + epochs + " ranks candidates like the last one: later rounds stop there"
                : "no epoch before the last surely ranks candidates like it: later rounds train all of them";
    }

    private static String trials(int count) {
        return count == 1 ? "1 trial" : count + " trials";
    }

    private static String percent(JsonNode share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share.asDouble());
    }

    private static String numbers(JsonNode list) {
        List<String> all = new ArrayList<>();
        list.forEach(n -> all.add(n.asText()));
        return all.stream().limit(20).collect(Collectors.joining(", ")) + (all.size() > 20 ? ", ..." : "");
    }

    private static String texts(JsonNode list) {
        List<String> all = new ArrayList<>();
        list.forEach(n -> all.add(n.asText()));
        return String.join("; ", all);
    }
}
