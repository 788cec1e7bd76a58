package io.narsil.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.narsil.config.UserException;
import io.narsil.files.WholeFile;
import io.narsil.study.family.UnfinishedFamily;
import io.narsil.study.folder.RunFolder;
import io.narsil.study.folder.StudyResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes {@code report.html} of a finished run: one file, with its data and its charts' library inside. */
public final class Report {
    private static final String LIBRARY = "/META-INF/resources/_static/echarts/5.6.0/dist/echarts.common.min.js";
    private static final ObjectMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private static final List<String> STYLES =
            List.of("report.css", "fronts.css", "growth.css", "rungs.css", "worth.css", "members.css");

    /** Those that others are made of come first. */
    private static final List<String> SCRIPTS = List.of(
            "pieces.js",
            "fronts.js",
            "growth.js",
            "rungs.js",
            "worth.js",
            "matrix.js",
            "family.js",
            "recall.js",
            "network.js",
            "answers.js",
            "objects.js",
            "report.js");

    private Report() {}

    /**
     * Writes the report of a run and gives its path; of a run that is over, the predicted fronts, too, where it has none.
     *
     * @throws UserException where the folder holds no finished run; it names every file that is missing or damaged
     */
    public static Path write(RunFolder run) {
        Path target = run.report();
        WholeFile.write(target, page(ReportData.of(run)));
        return target;
    }

    /** How far a run is that is not over; nothing of one that is. */
    public static Optional<StudyResult.Early> unfinished(RunFolder run) {
        return run.finished()
                ? Optional.empty()
                : Optional.of(UnfinishedFamily.of(run).early());
    }

    /** The page that shows values. */
    static String page(Map<String, Object> data) {
        return text("report.html")
                .replace("/*STYLE*/", texts(STYLES))
                .replace("/*LIBRARY*/", text(LIBRARY).replace("</script", "<\\/script"))
                .replace("/*CODE*/", texts(SCRIPTS))
                .replace("/*DATA*/", json(data));
    }

    /**
     * A value as JSON inside a script. There "{@code </}" would end the script and "{@code <!--}" hide its end, whatever
     * they stand in; in JSON a "{@code <}" stands in texts alone.
     */
    static String json(Object value) {
        try {
            return JSON.writeValueAsString(value).replace("<", "\\u003c");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String texts(List<String> resources) {
        return resources.stream().map(Report::text).collect(Collectors.joining());
    }

    private static String text(String resource) {
        try (InputStream in = Objects.requireNonNull(Report.class.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
