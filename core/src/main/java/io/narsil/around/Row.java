package io.narsil.around;

import io.narsil.network.Block;
import io.narsil.network.BlockKind;
import io.narsil.network.BlockSetting;
import io.narsil.network.BlockSetting.Trait;
import io.narsil.network.BlockValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Blocks in a row that one row of a space's file can say: all alike, but for what the first one alone has, such as a stride,
 * and what a stage may have for its first block and for the rest, such as the expansion.
 *
 * @param name place of its first block, as layers are named: {@code stage3}, or {@code stage3.2} where it is not the whole stage
 * @param blocks blocks from the first to the last
 */
record Row(String name, List<Block> blocks) {
    /** The rows of a stage, as few as can be. */
    static List<Row> of(String stage, List<Block> blocks) {
        List<List<Block>> runs = new ArrayList<>();
        for (Block block : blocks) {
            if (runs.isEmpty() || !continues(runs.get(runs.size() - 1), block)) {
                runs.add(new ArrayList<>());
            }
            runs.get(runs.size() - 1).add(block);
        }
        List<Row> rows = new ArrayList<>();
        int place = 1;
        for (List<Block> run : runs) {
            rows.add(new Row(runs.size() == 1 ? stage : stage + "." + place, run));
            place += run.size();
        }
        return rows;
    }

    private static boolean continues(List<Block> run, Block block) {
        BlockValues first = run.get(0).values();
        BlockKind kind = first.kind();
        if (kind.use() != BlockKind.Use.REPEATED || !kind.equals(block.values().kind())) {
            return false;
        }
        return run.size() > 1
                ? block.equals(run.get(1))
                : kind.settings().stream().allMatch(s -> mayFollow(s, first, block));
    }

    private static boolean mayFollow(BlockSetting<?> setting, BlockValues first, Block block) {
        Object value = block.values().get(setting);
        return setting.has(Trait.FIRST_ONLY)
                ? value.equals(setting.ifAbsent(block.values()))
                : setting.has(Trait.SPLITS) || value.equals(first.get(setting));
    }

    BlockKind kind() {
        return blocks.get(0).values().kind();
    }

    /** The value of a setting in the first block. */
    <T> T first(BlockSetting<T> setting) {
        return blocks.get(0).values().get(setting);
    }

    /** The value of a setting in the blocks after the first; that of the first where there are none. */
    <T> T rest(BlockSetting<T> setting) {
        return blocks.get(blocks.size() == 1 ? 0 : 1).values().get(setting);
    }

    /** Whether the first block has a value that no space varies, such as the padding of a published network. */
    boolean padded() {
        BlockValues values = blocks.get(0).values();
        return kind().settings().stream()
                .anyMatch(s -> s.has(Trait.NOT_IN_SPACES) && !values.get(s).equals(s.ifAbsent(values)));
    }

    /** Whether the same row with another number of blocks computes nearly the same: all but the first are residual ones. */
    boolean residual() {
        if (kind().use() != BlockKind.Use.REPEATED) {
            return false;
        }
        BlockValues last = blocks.get(blocks.size() - 1).values();
        Object[] values = kind().settings().stream()
                .map(s -> s.has(Trait.FIRST_ONLY) ? null : last.get(s))
                .toArray();
        Block next = kind().values(values).block();
        return Residual.is(next, next.out(1));
    }

    /** The channels that come out, by the settings that say them; empty for a block that leaves them as they are. */
    Map<String, Object> channels() {
        return kind().settings().stream()
                .filter(s -> s.has(Trait.CHANNELS))
                .collect(Collectors.toMap(BlockSetting::key, (Function<BlockSetting<?>, Object>) this::first));
    }

    /** Whether its convolutions have groups, into which channels must divide. */
    boolean grouped() {
        return blocks.stream()
                .map(Block::values)
                .anyMatch(v -> v.kind().settings().stream()
                        .anyMatch(s -> s.key().equals("groups") && !v.get(s).equals(1)));
    }
}
