package io.narsil.space;

import io.narsil.network.Block;
import io.narsil.network.BlockKind;
import io.narsil.network.BlockSetting;
import io.narsil.network.BlockSetting.Trait;
import io.narsil.network.BlockValues;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** Makes the blocks of one kind of a stage. The texts of values are parsed only once. */
final class StageBlocks {
    private final BlockKind kind;
    private final Source[] first;
    private final Source[] rest;

    /** The values of a setting, parsed, in the order of their texts. */
    private record Source(Setting setting, Object[] values) {
        static Source of(Setting setting, Function<String, ?> parse) {
            return new Source(setting, setting.values().stream().map(parse).toArray());
        }

        Object value(int[] genes) {
            return values[setting.gene(genes)];
        }
    }

    /**
     * Blocks of a kind.
     *
     * @param settings settings of the stage, by key
     * @param parse readers of values' texts, by key
     */
    StageBlocks(BlockKind kind, Map<String, StageSetting> settings, Map<String, Function<String, ?>> parse) {
        this.kind = kind;
        List<BlockSetting<?>> read = kind.settings();
        first = new Source[read.size()];
        rest = new Source[read.size()];
        for (int i = 0; i < first.length; i++) {
            String key = read.get(i).key();
            if (read.get(i).has(Trait.NOT_IN_SPACES) && !settings.containsKey(key)) {
                continue;
            }
            first[i] = Source.of(settings.get(key).first(), parse.get(key));
            if (!read.get(i).has(Trait.FIRST_ONLY)) {
                rest[i] = Source.of(settings.get(key).rest(), parse.get(key));
            }
        }
    }

    BlockKind kind() {
        return kind;
    }

    /**
     * The values of the first block, for all combinations of the settings in {@code varied} and the first value of all
     * others.
     */
    Stream<BlockValues> combinations(List<BlockSetting<?>> varied) {
        Object[] start = new Object[first.length];
        for (int i = 0; i < start.length; i++) {
            start[i] = first[i] == null ? null : first[i].values()[0];
        }
        Stream<Object[]> all = Stream.of(new Object[][] {start});
        for (BlockSetting<?> setting : varied) {
            int place = kind.settings().indexOf(setting);
            if (first[place] != null) {
                all = all.flatMap(values -> Arrays.stream(first[place].values()).map(value -> {
                    Object[] other = values.clone();
                    other[place] = value;
                    return other;
                }));
            }
        }
        return all.map(kind::values);
    }

    /** The first block of the stage, or one of those after it. */
    Block block(int[] genes, boolean isFirst) {
        Source[] sources = isFirst ? first : rest;
        Object[] values = new Object[sources.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = sources[i] == null ? null : sources[i].value(genes);
        }
        return kind.values(values).block();
    }
}
