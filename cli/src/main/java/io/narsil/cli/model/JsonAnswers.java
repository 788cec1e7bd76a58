package io.narsil.cli.model;

import io.narsil.json.Json;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/** Answers as JSON Lines: an object for each image, its probabilities from the largest on. */
final class JsonAnswers implements AnswerForm {
    private final PrintWriter out;

    JsonAnswers(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void add(Answer answer) {
        Map<String, Double> probabilities = new LinkedHashMap<>();
        answer.order()
                .forEach(c -> probabilities.put(
                        answer.classes().get(c), answer.probabilities().get(c)));
        Map.Entry<String, Double> best = probabilities.entrySet().iterator().next();
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("image", answer.image());
        line.put("class", best.getKey());
        line.put("probability", best.getValue());
        line.put("probabilities", probabilities);
        out.print(Json.line(line) + "\n");
        out.flush();
    }
}
