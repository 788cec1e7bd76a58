package io.narsil.study.folder;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.files.TextFile;
import io.narsil.files.WholeFile;
import io.narsil.runner.MachineKind;
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

    @Test
    void aRunRemembersKindsOfMachinesThatJobsGoBackAndForthBetween() {
        RunFolder folder = new RunFolder(path);
        MachineKind old = new MachineKind("17", "Linux", "Z80", "avx2");
        MachineKind other = new MachineKind("17", "Linux", "Z81", "avx2 avx512f");
        assertThat(Provenance.begin(folder, old, "torch 1", "data", 7, List.of()))
                .isEmpty();
        assertThat(Provenance.read(folder).processor()).isEqualTo("Z80");
        assertThat(Provenance.beside(folder, old, "torch 1")).isEmpty();
        assertThat(Provenance.beside(folder, other, "torch 1"))
                .hasValueSatisfying(move -> assertThat(move.from().differences(move.to()))
                        .containsExactly("processor: Z80, now Z81", "vector instructions: avx2, now avx2 avx512f"));
        assertThat(Provenance.beside(folder, other, "torch 1"))
                .as("it is said once")
                .isEmpty();
        assertThat(Provenance.begin(folder, old, "torch 1", "data", 7, List.of()))
                .as("it was there before")
                .isEmpty();
        assertThat(Provenance.read(folder).machines())
                .extracting(TrainedOn::processor)
                .containsExactly("Z80", "Z81");
        MachineKind third = new MachineKind("17", "Linux", "Z82", "avx2");
        assertThat(Provenance.begin(folder, third, "torch 1", "data", 7, List.of()))
                .hasValueSatisfying(move -> assertThat(move.from().differences(move.to()))
                        .as("beside the first one")
                        .containsExactly("processor: Z80, now Z82"));
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
