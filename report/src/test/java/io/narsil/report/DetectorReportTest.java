package io.narsil.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.narsil.config.UserException;
import io.narsil.network.Network;
import io.narsil.network.NetworkFile;
import io.narsil.network.Zoo;
import io.narsil.runner.TrainRequest;
import io.narsil.study.finished.SampleRun;
import io.narsil.study.folder.ModelFolder;
import io.narsil.study.folder.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A member of which its figures say that it is a detector. */
class DetectorReportTest {
    private static final Network BACKBONE = Zoo.get("efficientnet-lite0").with("lite", 3, 64, 2);

    @TempDir
    private Path folder;

    private RunFolder run;
    private ModelFolder member;

    @BeforeEach
    void make() throws IOException {
        run = new RunFolder(folder);
        SampleRun.write(run);
        Files.deleteIfExists(folder.resolve("SHA256SUMS"));
        member = run.model("small");
        Files.writeString(member.architecture(), NetworkFile.write(BACKBONE));
    }

    private void trained(String activation) throws IOException {
        Files.writeString(
                member.metrics(),
                "{\"detector\": {\"neck\": 48, \"depth\": 2, \"activation\": \"" + activation
                        + "\"}, \"classes\": [\"cat\", \"dog\"]}");
    }

    @Test
    void whatWasTrainedIsDrawnAndNotItsClassifier() throws Exception {
        trained("relu6");
        String page = Files.readString(Report.write(run));
        int from = page.indexOf("const DATA = ") + "const DATA = ".length();
        JsonNode data = new ObjectMapper().readTree(page.substring(from, page.indexOf(";</script", from)));
        List<String> names = new ArrayList<>();
        long macs = 0;
        for (JsonNode block : data.get("networks").get("small")) {
            names.add(block.get("name").asText());
            macs += block.get("macs").asLong();
        }
        assertThat(names).contains("stage1.1", "neck.8", "detect").doesNotContain("head.1", "classifier");
        assertThat(macs)
                .isEqualTo(new TrainRequest.Detection(48, 2, "relu6", "")
                        .detector(BACKBONE)
                        .cost()
                        .macs());
    }

    @Test
    void aDetectorThatCannotBeIsNamed() throws Exception {
        trained("?");
        assertThatThrownBy(() -> Report.write(run))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("models/small: no detector can be made of its network: no activation \"?\"");
    }
}
