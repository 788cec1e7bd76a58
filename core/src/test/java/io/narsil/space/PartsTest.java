package io.narsil.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.narsil.config.UserException;
import io.narsil.network.MBConv;
import io.narsil.network.Network;
import org.junit.jupiter.api.Test;

/** Rows that go on with a stage or begin the head, and first blocks that differ from the rest. */
class PartsTest {
    private static final InputSpec IMAGES = new InputSpec(3, 32, 10);

    private static SearchSpace space(String rows) {
        return SpaceFile.parse("my.yaml", "narsil: space/1\nname: my\nstages:\n" + rows);
    }

    private static void refused(String rows, String... because) {
        assertThatThrownBy(() -> space(rows)).isInstanceOf(UserException.class).hasMessageContainingAll(because);
    }

    @Test
    void layersAreNamedByTheStageThatARowGoesOnWith() {
        SearchSpace space = space("""
                  - {block: conv, kernel: 3, channels: [8, 16], stride: 2}
                  - {block: maxpool, kernel: 3, stride: 2}
                  - {block: basic, part: same, kernel: 3, channels: 24, depth: 2}
                  - {block: mbconv, kernel: 3, expansion: 4, channels: 32, stride: 2}
                  - {block: conv, part: head, kernel: 1, channels: 64}
                  - {block: classifier}
                """);
        Network network = space.network(space.candidate(new int[] {1}), IMAGES);
        assertThat(network.blockNames())
                .containsExactly("stage1.1", "stage2.1", "stage2.2", "stage2.3", "stage3.1", "head.1", "classifier");
    }

    @Test
    void aFirstBlockMayHaveAKernelAndAPaddingOfItsOwn() {
        SearchSpace space = space("""
                  - {block: conv, kernel: 3, channels: 8}
                  - {block: mbconv, kernel: {first: 5, rest: [3, 7]}, expansion: 2, channels: 16, depth: 3, stride: 2, padding: 1}
                  - {block: classifier}
                """);
        assertThat(space.parameters()).extracting(Parameter::name).containsExactly("stage2.kernel.rest");
        Candidate candidate = space.candidate(new int[] {1});
        Network network = space.network(candidate, IMAGES);
        assertThat(network.stages().get(1))
                .extracting(b -> ((MBConv) b).kernel())
                .containsExactly(5, 7, 7);
        assertThat(network.stages().get(1))
                .extracting(b -> ((MBConv) b).padding())
                .containsExactly(1, 3, 3);
        assertThat(new StageCosts(space, IMAGES).of(candidate)).isEqualTo(network.cost());
    }

    @Test
    void whatCannotBeIsSaid() {
        refused("""
                  - {block: conv, part: same, kernel: 3, channels: [8, 16]}
                  - {block: classifier}
                """, "my.yaml:4", "the first row has no stage before it to go on with");
        refused("""
                  - {block: conv, part: heads, kernel: 3, channels: [8, 16]}
                  - {block: classifier}
                """, "my.yaml:4", "must be one of stage, same, head, not \"heads\"", "Maybe \"head\"");
        refused("""
                  - {block: conv, kernel: 3, channels: 8}
                  - {block: mbconv, kernel: [3, 5], expansion: 2, channels: 16, padding: 1}
                  - {block: classifier}
                """, "my.yaml:5", "what stands beside a fixed padding has one kernel in its first block");
        refused("""
                  - {block: conv, kernel: 3, channels: 8}
                  - {block: mbconv, kernel: {first: 3, rest: [3, 4]}, expansion: 2, channels: 16, depth: 2}
                  - {block: classifier}
                """, "my.yaml:5", "a kernel must be odd, not 4");
        refused("""
                  - {block: conv, kernel: 3, channels: 8}
                  - {block: [mbconv, fused], kernel: 3, expansion: 2, channels: 16, padding: 1}
                  - {block: classifier}
                """, "my.yaml:5", "unknown key \"stages.padding\"");
    }
}
