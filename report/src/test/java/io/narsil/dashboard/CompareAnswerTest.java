package io.narsil.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.narsil.study.event.StudyEvent;
import io.narsil.study.folder.Provenance;
import io.narsil.study.folder.RunFolder;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a page gets to show runs beside each other. */
class CompareAnswerTest {
    /** A name that would be markup if it were read as such. */
    private static final String EVIL = "<img src=x onerror=alert(1)>&\"'";

    @TempDir
    private Path folder;

    private Dashboard dashboard;

    @BeforeEach
    void start() throws Exception {
        make("one", "the same", 0.5, 0.6, 0.55, 0.7);
        make(EVIL, "the same", 0.4, 0.8);
        dashboard = Dashboard.start(folder, Place.here(), 0);
    }

    @AfterEach
    void stop() {
        dashboard.close();
    }

    private void make(String name, String images, double... scores) throws Exception {
        try (LoggedRun run = new LoggedRun(folder.resolve(name))) {
            run.round(0, 0, scores.length);
            for (int i = 0; i < scores.length; i++) {
                run.train(i, scores[i]);
            }
            Provenance.begin(run.folder(), "libtorch", images, 7, List.of());
        }
    }

    private JsonNode compare(String... names) throws Exception {
        String query = Stream.of(names)
                .map(n -> "run=" + URLEncoder.encode(n, StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(dashboard.url() + "api/compare?" + query))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/json");
        return new ObjectMapper().readTree(answer.body());
    }

    private static List<String> remarks(JsonNode all, boolean grave) {
        return all.get("remarks").findParents("text").stream()
                .filter(r -> r.get("grave").asBoolean() == grave)
                .map(r -> r.get("text").asText())
                .toList();
    }

    private void change(String run, String from, String to) throws Exception {
        Path study = new RunFolder(folder.resolve(run)).study();
        String text = Files.readString(study);
        assertThat(text).contains(from);
        Files.writeString(study, text.replace(from, to));
    }

    @Test
    void runsOfTheSameQuestionCompare() throws Exception {
        JsonNode all = compare("one", EVIL);
        assertThat(all.get("runs")).hasSize(2);
        JsonNode one = all.get("runs").get(0);
        assertThat(one.get("summary").get("name").asText()).isEqualTo("one");
        assertThat(one.get("trials").asInt()).isEqualTo(4);
        assertThat(one.get("epochs").asInt()).isEqualTo(8);
        // Trials 0 and 2 are of the small budget, 1 and 3 of the large one.
        assertThat(one.get("steps").findValuesAsText("score")).containsExactly("0.5", "0.6", "0.55", "0.7");
        assertThat(one.get("steps").findValuesAsText("epochs")).containsExactly("2", "4", "6", "8");
        assertThat(one.get("members").get(1).get("validation").asDouble()).isEqualTo(0.7);
        assertThat(one.get("faults")).isEmpty();
        assertThat(all.get("runs").get(1).get("summary").get("name").asText()).isEqualTo(EVIL);
        assertThat(remarks(all, true)).isEmpty();
        // Wilson's interval of 2 of 2 images.
        assertThat(remarks(all, false))
                .containsExactly("The images and the score are the same: scores compare. With 2 validation images the"
                        + " interval of 95 % of the best accuracy, 80.0 %, is 34.2 to 100.0 %: what lies within may be"
                        + " chance.");
        assertThat(all.get("differences")).isEmpty();
    }

    @Test
    void otherImagesDoNotCompareAndDifferencesAreNamed() throws Exception {
        make("other", "others", 0.9);
        change("other", "final_epochs: 3", "final_epochs: 9");
        change("other", "macs: 1500000", "macs: 1600000");
        Files.writeString(folder.resolve("other/space.yaml"), "name: " + EVIL + "\n");
        JsonNode all = compare("one", "other");
        assertThat(remarks(all, true))
                .containsExactly("Scores do not compare: other images, or others of them to validate and test by: one"
                        + " (2 validation images of 24 pixels); other (2 validation images of 24 pixels).");
        assertThat(remarks(all, false))
                .containsExactly(
                        "Families are trained for other numbers of epochs: 3 (one); 9 (other).",
                        "The budget \"large\" allows other costs: macs 1,500,000 (one); macs 1,600,000 (other).",
                        "The spaces are other ones, or hold other values: see below.");
        JsonNode differences = all.get("differences");
        assertThat(differences.get(0).toString())
                .isEqualTo(
                        "{\"part\":\"study\",\"place\":\"budgets.large.macs\",\"values\":[\"1500000\",\"1600000\"]}");
        assertThat(differences.findValuesAsText("place")).contains("final_epochs", "name");
        assertThat(differences.findValuesAsText("part")).contains("space");
        assertThat(differences.size() + all.get("more").asInt()).isGreaterThan(20);
    }

    @Test
    void theSamePhotosInAnotherSizeCannotBeToldFromOthers() throws Exception {
        try (LoggedRun run = new LoggedRun(folder.resolve("larger"))) {
            run.on(new StudyEvent.DataRead(10, 2, 3, 2, 1, 32));
            Provenance.begin(run.folder(), "libtorch", "in another size", 7, List.of());
        }
        assertThat(remarks(compare("one", "larger"), true))
                .containsExactly(
                        "Whether scores compare cannot be told, since the images were prepared in other sizes: one (2"
                                + " validation images of 24 pixels); larger (2 validation images of 32 pixels).");
    }

    @Test
    void anotherScoreDoesNotCompare() throws Exception {
        make("rare", "the same", 0.9);
        change("rare", "rounds:", "score: macro_f1\nrounds:");
        assertThat(remarks(compare("one", "rare"), true))
                .containsExactly("Scores do not compare, they are other ones: accuracy (one); macro F1 (rare).");
    }

    @Test
    void oneAloneTheSameTwiceAndThoseThatAreGoneAreSaid() throws Exception {
        JsonNode twice = compare("one", "one");
        assertThat(twice.get("runs")).hasSize(1);
        assertThat(twice.get("remarks")).isEmpty();
        JsonNode gone = compare("one", "gone", "../one", "");
        assertThat(gone.get("runs")).hasSize(1);
        assertThat(gone.get("missing").toString()).isEqualTo("[\"gone\",\"../one\",\"\"]");
        assertThat(compare().get("runs")).isEmpty();
    }

    @Test
    void moreThanAChartCanTellApartAreLeftOut() throws Exception {
        for (int i = 0; i < 5; i++) {
            make("more" + i, "the same", 0.5);
        }
        JsonNode many = compare("one", EVIL, "more0", "more1", "more2", "more3", "more4");
        assertThat(many.get("runs")).hasSize(5);
        assertThat(many.get("left").asInt()).isEqualTo(2);
    }

    @Test
    void whatCannotBeReadIsNamedAndTheOthersStay() throws Exception {
        make("broken", "the same", 0.9);
        RunFolder broken = new RunFolder(folder.resolve("broken"));
        Files.writeString(broken.study(), "a: [\n");
        Files.writeString(broken.trials(), "no database");
        Files.delete(broken.provenance());
        Files.delete(broken.space());
        Files.createSymbolicLink(broken.space(), new RunFolder(folder.resolve("one")).space());
        JsonNode all = compare("one", "broken");
        JsonNode run = all.get("runs").get(1);
        assertThat(run.get("steps")).hasSize(1);
        assertThat(run.get("faults").toString())
                .contains("broken/study.yaml:", "broken/space.yaml: the file is missing, or no plain file")
                .contains("broken/provenance.json");
        assertThat(all.get("runs").get(0).get("faults")).isEmpty();
        assertThat(remarks(all, true)).last().asString().contains("not known which images there are: broken.");
        assertThat(all.get("differences")).isEmpty();
    }

    @Test
    void aliasesCannotFillTheMemory() throws Exception {
        StringBuilder text = new StringBuilder("a0: &a0 {x: 1, y: 2}\n");
        for (int i = 1; i < 18; i++) {
            text.append("a%d: &a%d {x: *a%d, y: *a%d}\n".formatted(i, i, i - 1, i - 1));
        }
        Files.writeString(folder.resolve("one/space.yaml"), text);
        JsonNode faults = compare("one", EVIL).get("runs").get(0).get("faults");
        assertThat(faults.toString()).contains("space.yaml");
    }
}
