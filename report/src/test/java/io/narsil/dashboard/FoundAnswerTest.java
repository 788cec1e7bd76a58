package io.narsil.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.narsil.boxes.Box;
import io.narsil.boxes.FoundBox;
import io.narsil.boxes.TrueBox;
import io.narsil.data.DataSet;
import io.narsil.data.DetectedFile;
import io.narsil.data.ImageSet;
import io.narsil.data.Marked;
import io.narsil.data.MarkedFile;
import io.narsil.data.Part;
import io.narsil.data.PreparedData;
import io.narsil.study.finished.SampleRun;
import io.narsil.study.folder.BoxFigures;
import io.narsil.study.folder.ClassCount;
import io.narsil.study.folder.Detail;
import io.narsil.study.folder.RunFolder;
import io.narsil.study.folder.StudyResult;
import io.narsil.task.Fit;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page of a member that finds objects gets. */
class FoundAnswerTest {
    private static final int TRIAL = 7;
    private static final int PHOTOS = 3;
    private static final int SIDE = 32;
    private static final Box LEFT = new Box(2, 2, 14, 14);
    private static final Box RIGHT = new Box(18, 4, 30, 20);

    @TempDir
    private Path folder;

    @TempDir
    private Path elsewhere;

    private RunFolder run;
    private Dashboard dashboard;

    @BeforeEach
    void start() throws Exception {
        run = new RunFolder(folder.resolve("cells"));
        SampleRun.write(run);
        List<String> classes = List.of(SampleRun.EVIL, "dog");
        ImageSet set = new ImageSet(ByteBuffer.allocate(PHOTOS * 3 * SIDE * SIDE), new int[PHOTOS], 3, SIDE);
        PreparedData.write(
                run.images(),
                new DataSet(
                        "cells",
                        classes,
                        set,
                        set,
                        set,
                        Collections.nCopies(3, 0.5),
                        Collections.nCopies(3, 0.25),
                        Fit.LETTERBOX));
        Marked photo = new Marked(
                SampleRun.EVIL, SIDE, SIDE, List.of(TrueBox.of(0, LEFT), new TrueBox(1, RIGHT, 10, false, true)));
        List<Marked> photos = Collections.nCopies(PHOTOS, photo);
        MarkedFile.write(run.objects(), Map.of(Part.TRAIN, photos, Part.VALIDATION, photos, Part.TEST, photos));
        run.makeAnswers();
        boxes(0);
        Files.writeString(run.model("small").metrics(), "{\"trial\": " + TRIAL + "}");
        BoxFigures figures = new BoxFigures(
                0.5,
                List.of(0.4, 0.6),
                0.9,
                List.of(0.8, 1.0),
                0.4,
                3,
                List.of(
                        new BoxFigures.OfClass(SampleRun.EVIL, 3, 0.5, 0.9),
                        new BoxFigures.OfClass("dog", 0, null, null)));
        new StudyResult(
                        "cells",
                        1,
                        1,
                        1,
                        2,
                        List.of(StudyResult.Member.of("small", "600k")
                                .trained(0.5, 0.5, "models/small")
                                .detail(new Detail(null, null, figures))
                                .build()),
                        List.of(),
                        "map",
                        classes.stream().map(c -> new ClassCount(c, 3, 3, 3)).toList(),
                        1)
                .write(run);
        dashboard = Dashboard.start(folder, Place.here(), 0);
    }

    @AfterEach
    void stop() {
        dashboard.close();
    }

    /** What the member finds: what is marked in each image, called by a label, and something unsure. */
    private void boxes(int label) {
        List<FoundBox> found = List.of(new FoundBox(label, LEFT, 0.9), new FoundBox(0, RIGHT, 0.1));
        List<List<FoundBox>> all = Collections.nCopies(PHOTOS, found);
        DetectedFile.write(run.predictions(TRIAL), all, all);
    }

    private HttpResponse<byte[]> get(String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(dashboard.url() + "api/" + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
    }

    private JsonNode found() throws Exception {
        HttpResponse<byte[]> answer = get("found?run=cells&budget=small");
        assertThat(answer.statusCode()).isEqualTo(200);
        return new ObjectMapper().readTree(answer.body());
    }

    @Test
    void boxesCurvesAndConfusionComeWithPhotosOneByOne() throws Exception {
        JsonNode member =
                new ObjectMapper().readTree(get("member?run=cells&budget=small").body());
        assertThat(member.get("finds").asBoolean()).isTrue();
        assertThat(member.get("trial").asInt()).isEqualTo(TRIAL);
        assertThat(member.get("intervals").get("member").get("high").asDouble()).isEqualTo(0.6);
        JsonNode all = found();
        assertThat(all.get("problems")).isEmpty();
        assertThat(all.get("classes").get(0).asText()).isEqualTo(SampleRun.EVIL);
        assertThat(all.get("photos")).hasSize(PHOTOS);
        JsonNode photo = all.get("photos").get(0);
        assertThat(photo.get("name").asText()).isEqualTo(SampleRun.EVIL);
        assertThat(photo.has("picture")).isFalse();
        // What need not be found has no score.
        assertThat(photo.get("objects").get(1).get("score").asDouble()).isZero();
        JsonNode findings = all.get("findings");
        assertThat(findings.get("boxes").get(0)).hasSize(1);
        assertThat(findings.get("boxes").get(0).get(0).get("sides").get(0).asDouble())
                .isEqualTo(2.0 / SIDE);
        assertThat(findings.get("curves").get(0).get("points")).isNotEmpty();
        assertThat(findings.get("confusion").get("matrix").get(0).get(0).asInt())
                .isEqualTo(PHOTOS);
        assertThat(all.get("pictures").toString()).isEqualTo("[true,true,true]");
        HttpResponse<byte[]> picture = get("photo?run=cells&budget=small&number=2");
        assertThat(picture.headers().firstValue("Content-Type")).contains("image/jpeg");
        assertThat(picture.body()).startsWith(0xFF, 0xD8);
        assertThat(get("photo?run=cells&budget=small&number=3").statusCode()).isEqualTo(404);
    }

    @Test
    void whatIsDamagedIsNamedAndWhatIsNotKeptIsNoFault() throws Exception {
        Path predictions = run.predictions(TRIAL);
        boxes(5); // of no class
        assertThat(found().get("problems").toString()).contains(predictions.getFileName() + ": the file is damaged");
        assertThat(found().has("findings")).isFalse();
        Files.writeString(predictions, "no tensors");
        assertThat(found().get("problems").toString()).contains(predictions.getFileName() + ": ");
        Files.delete(predictions);
        Path secret = elsewhere.resolve("boxes");
        DetectedFile.write(secret, List.of(), List.of());
        Files.createSymbolicLink(predictions, secret);
        assertThat(found().get("problems").toString()).contains(predictions.getFileName() + ": this is a link");
        Files.delete(predictions);
        assertThat(found().get("problems")).isEmpty();
        assertThat(found().has("photos")).isFalse();
        boxes(0);
        assertThat(found().get("photos")).hasSize(PHOTOS);
        Files.writeString(run.images(), "");
        assertThat(found().get("problems").toString()).contains("images.safetensors: ");
    }

    @Test
    void anAnswersFolderThatIsALinkIsNotFollowed() throws Exception {
        Path answers = run.answers();
        Files.move(answers, elsewhere.resolve("answers"));
        Files.createSymbolicLink(answers, elsewhere.resolve("answers"));
        assertThat(found().get("problems").toString()).contains("a link on its way leads out of the run");
        assertThat(found().has("findings")).isFalse();
    }
}
