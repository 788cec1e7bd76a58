package io.narsil.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.narsil.config.UserException;
import io.narsil.files.TextFile;
import io.narsil.files.WholeFile;
import io.narsil.search.Measure;
import io.narsil.store.StoredTrial;
import io.narsil.study.FinishedRun;
import io.narsil.study.StudyResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.hipparchus.stat.correlation.KendallsCorrelation;

/** Writes {@code report.html} of a finished run: one file, with its data and its charts' library inside. */
public final class Report {
    private static final String LIBRARY = "/META-INF/resources/webjars/echarts/5.3.1/dist/echarts.common.min.js";
    private static final int FRONT = 24;
    private static final ObjectMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private Report() {}

    /**
     * Writes the report of a run and gives its path.
     *
     * @throws UserException where the folder holds no finished run
     */
    public static Path write(Path run) {
        Path target = run.resolve("report.html");
        String page = text("report.html")
                .replace("/*STYLE*/", text("report.css"))
                .replace("/*LIBRARY*/", text(LIBRARY).replace("</script", "<\\/script"))
                .replace("/*CODE*/", text("report.js"))
                // In a page "</" would end the script, whatever it stands in.
                .replace("/*DATA*/", json(data(run)).replace("</", "<\\/"));
        WholeFile.write(target, page);
        return target;
    }

    private static Map<String, Object> data(Path run) {
        StudyResult result = StudyResult.read(run);
        List<StoredTrial> trials = StoredTrial.all(run.resolve("study.db"));
        FinishedRun finished = FinishedRun.open(run);
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("result", result);
        data.put("trials", trials);
        data.put("front", finished.front(Measure.MACS, FRONT));
        if (finished.knowsLatency()) {
            Map<Integer, Double> latencies = new LinkedHashMap<>();
            trials.forEach(t -> latencies.put(t.id(), finished.milliseconds(values(t))));
            data.put("latencies", latencies);
            data.put("latency_front", finished.front(Measure.LATENCY, FRONT));
            data.put("device", tree(TextFile.read(run.resolve("device.json"))));
        }
        data.put("importance", finished.importance());
        data.put("rounds", rounds(trials));
        Map<String, Object> networks = new LinkedHashMap<>();
        Map<String, String> recipes = new LinkedHashMap<>();
        for (StudyResult.Member member : result.family()) {
            if (member.problem().isEmpty()) {
                Path folder = run.resolve(member.folder());
                networks.put(member.budget(), BlockView.of(folder.resolve("architecture.yaml")));
                recipes.put(member.budget(), TextFile.read(folder.resolve("recipe.yaml")));
            }
        }
        data.put("networks", networks);
        data.put("recipes", recipes);
        data.put("study", TextFile.read(run.resolve("study.yaml")));
        data.put("provenance", tree(TextFile.read(run.resolve("provenance.json"))));
        return data;
    }

    /**
     * A round's predictions beside what came.
     *
     * @param tau Kendall's rank correlation; null for fewer than three trials
     */
    record Round(int round, int trials, Double tau) {}

    private static List<Round> rounds(List<StoredTrial> trials) {
        Set<Integer> numbers = new TreeSet<>();
        trials.stream().filter(t -> t.kind().equals("round")).forEach(t -> numbers.add(t.round()));
        return numbers.stream()
                .map(round -> {
                    List<StoredTrial> judged = trials.stream()
                            .filter(t -> t.kind().equals("round") && t.round() == round)
                            .filter(t -> t.predicted() != null && !t.curve().isEmpty())
                            .toList();
                    return new Round(round + 1, judged.size(), judged.size() < 3 ? null : tau(judged));
                })
                .toList();
    }

    private static Double tau(List<StoredTrial> trials) {
        double tau = new KendallsCorrelation()
                .correlation(
                        trials.stream().mapToDouble(StoredTrial::predicted).toArray(),
                        trials.stream()
                                .mapToDouble(t -> t.curve().get(t.curve().size() - 1))
                                .toArray());
        return Double.isFinite(tau) ? tau : null;
    }

    private static Map<String, String> values(StoredTrial trial) {
        try {
            return JSON.readValue(trial.candidate(), new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new UserException("study.db", "trial " + trial.id() + " is damaged", "");
        }
    }

    private static Object tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new UserException("provenance.json", "the file is damaged", "");
        }
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(String resource) {
        try (InputStream in = Objects.requireNonNull(Report.class.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
