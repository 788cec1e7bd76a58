package io.narsil.study.folder;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.files.TextFile;
import io.narsil.files.WholeFile;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProvenanceTest {
    @TempDir
    private Path path;

    @Test
    void aRunRemembersTheMachinesThatTrainedForIt() {
        RunFolder folder = new RunFolder(path);
        Provenance.here("torch 1", "data", 7, List.of("odd")).write(folder);
        Provenance before = Provenance.read(folder);
        assertThat(before.machines()).hasSize(1);
        assertThat(before.notes()).containsExactly("odd");
        assertThat(before.on(TrainedOn.here("torch 1", "now")).machines()).hasSize(1);

        TrainedOn other = TrainedOn.here("torch 2", "now");
        assertThat(before.last().differences(other)).containsExactly("trainer: torch 1, now torch 2");
        before.on(other).write(folder);
        assertThat(Provenance.read(folder).machines())
                .extracting(TrainedOn::engine)
                .containsExactly("torch 1", "torch 2");
        assertThat(Provenance.read(folder).engine()).isEqualTo("torch 1");
        assertThat(Provenance.read(folder).notes()).containsExactly("odd");
    }

    /** It is said once: from then on the run is of this version. */
    @Test
    void aRunThatOtherRulesBeganIsKnown() {
        RunFolder folder = new RunFolder(path);
        assertThat(Provenance.otherRules(folder)).as("a run that begins").isFalse();
        Provenance.begin(folder, "torch 1", "data", 7, List.of());
        assertThat(Provenance.otherRules(folder)).isFalse();
        String kept = TextFile.read(folder.provenance());
        assertThat(kept).contains("\"rules\" : " + Provenance.RULES);
        WholeFile.write(folder.provenance(), kept.replaceFirst(",\\s*\"rules\" : \\d+", ""));
        assertThat(Provenance.otherRules(folder)).isTrue();
        assertThat(Provenance.begin(folder, "torch 1", "data", 7, List.of()))
                .as("the machine is the same")
                .isEmpty();
        assertThat(Provenance.otherRules(folder)).isFalse();
        assertThat(Provenance.read(folder).machines()).hasSize(1);
    }

    /** As runs kept it until November 2026. */
    @Test
    void aRunThatKnowsItsFirstMachineOnlyIsComparedWithThat() {
        RunFolder folder = new RunFolder(path);
        WholeFile.write(folder.provenance(), """
                {"narsil": "0.1", "java": "OpenJDK 17", "system": "Linux amd64", "processor": "Z80", "processors": 2,
                 "engine": "torch 1", "data": "d", "seed": 3, "started": "2026-11-01T00:00:00Z"}
                """);
        Provenance before = Provenance.read(folder);
        assertThat(before.last().processor()).isEqualTo("Z80");
        assertThat(before.rules()).isZero();
        assertThat(before.last().differences(TrainedOn.here("torch 1", "now")))
                .anyMatch(d -> d.startsWith("processor: Z80, now "))
                .noneMatch(d -> d.startsWith("vector"))
                .noneMatch(d -> d.startsWith("trainer"));
        assertThat(before.on(TrainedOn.here("torch 1", "now")).machines()).hasSize(2);
    }
}
