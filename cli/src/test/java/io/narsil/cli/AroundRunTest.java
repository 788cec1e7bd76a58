package io.narsil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A search around a trained network, which is what a person would take by hand. */
class AroundRunTest {
    @TempDir
    private Path folder;

    @Test
    void whatIsMadeByHandIsReadAgainAfterAKill() throws Exception {
        ParentRunTest.parent(folder.resolve("earlier"));
        TinyStudy tiny = new TinyStudy(folder);
        Path file = tiny.write("all: {macs: 4.5M}", "init: earlier\n");
        Path study = Files.writeString(
                file,
                Files.readString(file)
                        .replace("space: fbnetv3-small", "space: around(earlier)")
                        .replace(
                                "rounds: 2\nbatch: 4\nepochs: 2\nfinal_epochs: 4",
                                "rounds: 1\nbatch: 2\nepochs: 1\nfinal_epochs: 2"));
        Path run = folder.resolve("run");
        Process process = tiny.search(study, run, "--workers", "1");
        TinyStudy.awaitTrials(run, process, 1);
        TinyStudy.kill(process);
        tiny.finish(tiny.search(study, run, "--workers", "2"));
        assertThat(tiny.output()).contains("the largest around-").contains("network within all");
        tiny.finish(tiny.search(study, run));
        for (String command : List.of("report", "trials")) {
            tiny.finish(tiny.start(List.of(command, run.toString())));
        }
        assertThat(tiny.output()).contains("by hand");
    }
}
