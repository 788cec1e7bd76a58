package io.narsil.network;

import io.narsil.network.BlockSetting.Trait;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the stages and the head of a plain list of blocks, as files of {@code architecture/1} have it.
 *
 * <p>The head begins at the first block of a kind that only stands there, or at the 1x1 convolution right before it. A
 * stage begins at each block with a stride and where the kind or the channels change. A pool, which has no channels of
 * its own, also begins a stage, and the blocks after it belong to that stage.
 *
 * @param stages stages of the backbone, each a list of blocks
 * @param head blocks of the head
 */
record Stages(List<List<Block>> stages, List<Block> head) {
    /** The stages of blocks in their order. */
    static Stages of(List<Block> blocks) {
        int head = head(blocks);
        List<List<Block>> stages = new ArrayList<>();
        for (int i = 0; i < head; i++) {
            if (i == 0 || begins(blocks.get(i - 1), blocks.get(i))) {
                stages.add(new ArrayList<>());
            }
            stages.get(stages.size() - 1).add(blocks.get(i));
        }
        return new Stages(stages, blocks.subList(head, blocks.size()));
    }

    private static int head(List<Block> blocks) {
        int first = 0;
        while (first < blocks.size() && blocks.get(first).values().kind().use() != BlockKind.Use.HEAD) {
            first++;
        }
        boolean widens = first > 1
                && blocks.get(first - 1) instanceof ConvBlock conv
                && conv.kernel() == 1
                && conv.stride() == 1;
        return widens ? first - 1 : first;
    }

    private static boolean begins(Block before, Block block) {
        if (firstOnly(block)) {
            return true;
        }
        List<Object> channels = channels(before);
        if (channels.isEmpty()) {
            return false;
        }
        return before.values().kind() != block.values().kind() || !channels.equals(channels(block));
    }

    /** Whether it has what only the first block of a stage may have, such as a stride. */
    private static boolean firstOnly(Block block) {
        BlockValues values = block.values();
        return values.kind().settings().stream()
                .anyMatch(s -> s.has(Trait.FIRST_ONLY) && !values.get(s).equals(s.ifAbsent(values)));
    }

    private static List<Object> channels(Block block) {
        return block.values().kind().settings().stream()
                .filter(s -> s.has(Trait.CHANNELS))
                .<Object>map(s -> block.values().get(s))
                .toList();
    }
}
