package io.narsil.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.narsil.data.ImageSet;
import io.narsil.data.Thumbnail;
import io.narsil.study.evaluation.Evaluation;
import io.narsil.study.finished.SampleRun;
import io.narsil.study.folder.ClassCount;
import io.narsil.study.folder.ModelFolder;
import io.narsil.study.folder.RunFolder;
import io.narsil.study.folder.StudyResult;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the page of a member of a family gets, of a run that may be somebody else's. */
class MemberAnswerTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    /** A run may be called so. */
    private static final String NAME = "<img src=x onerror=alert(1)>";

    @TempDir
    private Path folder;

    @TempDir
    private Path elsewhere;

    private RunFolder run;
    private ModelFolder model;
    private Dashboard dashboard;

    @BeforeEach
    void start() {
        run = new RunFolder(folder.resolve(NAME));
        SampleRun.write(run);
        model = run.model("small");
        dashboard = Dashboard.start(folder, Place.here(), 0);
    }

    @AfterEach
    void stop() {
        dashboard.close();
    }

    private HttpResponse<byte[]> get(String path, String budget) throws Exception {
        String query = "?run=" + URLEncoder.encode(NAME, StandardCharsets.UTF_8) + "&budget=" + budget;
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create(dashboard.url() + "api/" + path.replaceFirst("\\?|$", query + "&")))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    private JsonNode member(String budget) throws Exception {
        HttpResponse<byte[]> answer = get("member", budget);
        assertThat(answer.statusCode()).isEqualTo(200);
        return new ObjectMapper().readTree(answer.body());
    }

    private String problems() throws Exception {
        return member("small").get("problems").toString();
    }

    /** What the run has now counts as what it left. */
    private void seal() {
        StudyResult.read(run).write(run);
    }

    private void answer(List<String> pictures) {
        List<String> classes =
                StudyResult.read(run).classes().stream().map(ClassCount::name).toList();
        Evaluation read = Evaluation.read(model.testAnswers(), classes);
        List<Evaluation.SureMistake> surest = pictures.stream()
                .map(p -> new Evaluation.SureMistake(3, SampleRun.EVIL, SampleRun.EVIL, "dog", 0.9, p))
                .toList();
        new Evaluation(
                        read.images(),
                        read.unread(),
                        read.accuracy(),
                        read.interval(),
                        read.balancedAccuracy(),
                        read.macroF1(),
                        null,
                        read.crossEntropy(),
                        read.classes(),
                        read.mistakes(),
                        surest,
                        read.matrix())
                .write(model.testAnswers());
        seal();
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Test
    void aMemberTellsWhatItsFilesSay() throws Exception {
        JsonNode small = member("small");
        assertThat(small.get("finished").asBoolean()).isTrue();
        assertThat(small.get("problems")).isEmpty();
        assertThat(small.get("names").toString()).isEqualTo("[\"small\",\"none\"]");
        JsonNode first = small.get("family").get(0);
        assertThat(first.get("macs")).isEqualTo(small.get("member").get("macs"));
        assertThat(first.get("validation")).isEqualTo(small.get("member").get("validation"));
        assertThat(small.get("family").get(1).get("problem").asText()).isNotEmpty();
        assertThat(small.get("score_text").asText()).isEqualTo("macro F1");
        assertThat(small.get("member").get("test").asDouble()).isEqualTo(0.65);
        assertThat(small.get("member")
                        .get("detail")
                        .get("test")
                        .get("recall")
                        .get(1)
                        .asDouble())
                .isEqualTo(0.5);
        assertThat(small.get("member").get("hand").get("shape").asText()).isEqualTo("residual, 3 blocks");
        assertThat(small.get("classes").get(0).get("name").asText()).isEqualTo(SampleRun.EVIL);
        assertThat(small.get("network").findValuesAsText("name")).contains("classifier");
        assertThat(small.get("recipe").asText()).contains("optimizer");
        assertThat(small.get("int8").get("accuracy").asDouble()).isEqualTo(0.6);
        assertThat(small.get("intervals").fieldNames()).toIterable().containsExactly("int8", "floats");
        assertThat(small.get("answers").get("matrix").get(1).get(0).asInt()).isEqualTo(1);
        assertThat(small.get("trial").isNull()).isTrue();
        assertThat(member("none").get("member").get("problem").asText()).isEqualTo("it diverged");
    }

    @Test
    void picturesComeByThemselvesAndAreNothingElse() throws Exception {
        byte[] png = Thumbnail.png(new ImageSet(ByteBuffer.allocate(16), new int[1], 1, 4), 0);
        byte[] huge = png.clone();
        huge[17] = 1; // 65,540 pixels wide
        byte[] script = "<script>alert(1)</script>".getBytes(StandardCharsets.UTF_8);
        answer(Stream.of(base64(png), null, base64(script), base64(huge)).toList());
        JsonNode small = member("small");
        assertThat(small.get("pictures").toString()).isEqualTo("[true,false,false,false]");
        assertThat(small.toString()).doesNotContain("iVBORw0KGgo");
        HttpResponse<byte[]> picture = get("picture?number=0", "small");
        assertThat(picture.statusCode()).isEqualTo(200);
        assertThat(picture.body()).isEqualTo(png);
        assertThat(picture.headers().firstValue("Content-Type")).contains("image/png");
        assertThat(picture.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(picture.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("img-src 'self';");
        for (String number : List.of("1", "2", "3", "4", "999999999", "-1", "x", "")) {
            assertThat(get("picture?number=" + number, "small").statusCode()).isEqualTo(404);
        }
        assertThat(get("photo?number=0", "small").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "architecture.yaml, network",
        "recipe.yaml, recipe",
        "test-answers.json, answers",
        "model.int8.json, int8"
    })
    void aDamagedFileIsNamedAndTheRestStays(String file, String part) throws Exception {
        Path path = model.path().resolve(file);
        Files.writeString(path, Files.readString(path) + "\n");
        // Of a file of 8 bits no sum is kept, since it may be written again.
        if (!part.equals("int8")) {
            assertThat(problems()).contains(file + ": the file is not as the run left it");
            assertThat(member("small").get(part).isNull()).isTrue();
        }
        Files.deleteIfExists(run.path().resolve("SHA256SUMS"));
        assertThat(problems()).isEqualTo("[]");
        Files.writeString(path, "{\"a\": [\n");
        JsonNode damaged = member("small");
        for (String other : List.of("network", "recipe", "answers", "int8", "member")) {
            assertThat(damaged.get(other).isNull()).as(other).isEqualTo(other.equals(part) && !part.equals("recipe"));
        }
        // A recipe is shown as it stands.
        assertThat(damaged.get("problems").toString()).contains(part.equals("recipe") ? "[]" : file);
        Files.delete(path);
        assertThat(member("small").get(part).isNull()).isTrue();
    }

    @Test
    void withoutAResultThereIsASentence() throws Exception {
        Files.writeString(run.result(), "{}");
        assertThat(problems()).contains("result.json: the file is not as the run left it");
        Files.delete(run.path().resolve("SHA256SUMS"));
        assertThat(problems()).contains("result.json: the file is damaged");
        assertThat(member("small").has("member")).isFalse();
    }

    @Test
    void aRunThatIsNotOverHasNoMembers() throws Exception {
        Files.delete(run.result());
        assertThat(member("small").toString()).isEqualTo("{\"finished\":false}");
        assertThat(get("picture?number=0", "small").statusCode()).isEqualTo(404);
    }

    @Test
    void nothingLeadsOutOfTheRun() throws Exception {
        Path secret = Files.writeString(elsewhere.resolve("recipe.yaml"), "a secret");
        Files.delete(run.path().resolve("SHA256SUMS"));
        Files.delete(model.recipe());
        Files.createSymbolicLink(model.recipe(), secret);
        assertThat(problems()).contains("recipe.yaml: this is a link, which is not followed");
        Files.delete(model.recipe());
        Files.createDirectory(model.recipe());
        assertThat(problems()).contains("recipe.yaml: this is no plain file");
        Files.move(model.path(), elsewhere.resolve("small"));
        Files.createSymbolicLink(model.path(), elsewhere.resolve("small"));
        assertThat(problems()).contains("of a member is not inside the run");
        String result = Files.readString(run.result());
        for (String place : List.of("../" + elsewhere.getFileName(), elsewhere.toString(), "", ".")) {
            Files.writeString(run.result(), result.replace("\"models/small\"", "\"" + place + "\""));
            assertThat(problems()).contains("of a member is not inside the run");
        }
        Files.move(run.result(), elsewhere.resolve("result.json"));
        Files.createSymbolicLink(run.result(), elsewhere.resolve("result.json"));
        assertThat(problems()).contains("result.json: this is a link");
        assertThat(member("small").toString()).doesNotContain("secret");
    }

    @Test
    void whatIsTooLargeIsNotRead() throws Exception {
        Files.write(model.recipe(), new byte[(16 << 20) + 1]);
        assertThat(problems()).contains("recipe.yaml: it has 16777217 bytes, and no more than 16777216 are read");
        Files.delete(run.path().resolve("SHA256SUMS"));
        Files.writeString(model.recipe(), "a".repeat(5 << 20));
        JsonNode less = member("small");
        assertThat(less.get("problems").get(0).asText()).startsWith("There is more to show than fits on a page");
        assertThat(less.has("recipe")).isFalse();
    }

    @Test
    void aThousandClassesFit() throws Exception {
        int many = 1_000;
        ManyClasses.write(run, many);
        seal();
        JsonNode small = member("small");
        assertThat(small.get("problems")).isEmpty();
        assertThat(small.get("classes")).hasSize(many);
        assertThat(small.get("answers").get("matrix").isNull()).isTrue();
        assertThat(small.get("answers").get("mistakes")).hasSize(20);
        assertThat(get("member", "small").body().length).isLessThan(300_000);
    }

    @Test
    void whatIsNotThereIsSaid() throws Exception {
        assertThat(get("member", "large").statusCode()).isEqualTo(404);
        assertThat(get("member", "..%2F..").statusCode()).isEqualTo(404);
        assertThat(get("found", "large").statusCode()).isEqualTo(404);
        assertThat(new String(get("found", "small").body(), StandardCharsets.UTF_8))
                .isEqualTo("{\"finished\":true,\"pictures\":[],\"problems\":[]}");
        URI other = URI.create(dashboard.url() + "api/member?run=other&budget=small");
        assertThat(CLIENT.send(HttpRequest.newBuilder(other).build(), HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(404);
    }
}
