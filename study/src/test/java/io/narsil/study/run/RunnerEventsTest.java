package io.narsil.study.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.runner.MachineKind;
import io.narsil.study.event.StudyEvent;
import io.narsil.study.folder.Provenance;
import io.narsil.study.folder.RunFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunnerEventsTest {
    private static final MachineKind OLD = new MachineKind("17", "Linux", "Z80", "avx2");
    private static final MachineKind HELD =
            new MachineKind("17", "Linux", "Z81", "avx2 avx512f ATEN_CPU_CAPABILITY=avx2");

    @TempDir
    private Path path;

    private final List<StudyEvent> heard = new ArrayList<>();

    private RunnerEvents events() {
        return new RunnerEvents(new RunFolder(path)).to(heard::add);
    }

    @Test
    void nodesOfAnotherKindAreToldOnceAndKept() {
        RunnerEvents first = events();
        assertThat(RunnerEvents.vectors(new RunFolder(path))).isEmpty();
        first.trains(OLD, "n1");
        assertThat(first.begin("torch 1", "data", 7, List.of())).isEmpty();
        first.trains(HELD, "n2");
        first.trains(HELD, "n3");
        assertThat(heard)
                .containsExactly(new StudyEvent.MachineJoined(
                        "n2",
                        List.of(
                                "processor: Z80, now Z81",
                                "vector instructions: avx2, now avx2 avx512f ATEN_CPU_CAPABILITY=avx2"),
                        HELD.vectors()));
        assertThat(RunnerEvents.vectors(new RunFolder(path))).isEqualTo("avx2");

        RunnerEvents again = events();
        again.trains(HELD, "n2");
        assertThat(again.begin("torch 1", "data", 7, List.of())).isEmpty();
        again.trains(OLD, "n1");
        assertThat(heard).hasSize(1);
        assertThat(Provenance.read(new RunFolder(path)).machines()).hasSize(2);
    }

    @Test
    void aRunThatNoMachineElsewhereTrainsForIsOfThisOne() {
        events().begin("torch 1", "data", 7, List.of());
        assertThat(Provenance.read(new RunFolder(path)).processor())
                .isEqualTo(Provenance.here("", "", 0, List.of()).processor());
    }

    @Test
    void jobsThatARoundCannotFillAreToldOf() {
        assertThat(RunnerEvents.idle(12, 12)).isEmpty();
        assertThat(RunnerEvents.idle(16, 12))
                .contains("a round has 12 candidates, so 4 of 16 jobs have nothing to do. Maybe \"batch: 16\"");
    }
}
