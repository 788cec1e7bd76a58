package io.narsil.space;

import io.narsil.network.Block;
import io.narsil.network.BlockKind;
import io.narsil.network.BlockSetting;
import io.narsil.network.BlockSetting.Trait;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A stage of a space, one row of its file: blocks of one kind that share their settings.
 *
 * <p>The first block has the stage's stride and its {@code first} expansion; the others have stride 1 and the
 * {@code rest} expansion.
 */
public final class Stage {
    /** The part of the network that a row of a space begins or belongs to. */
    enum Part {
        /** It begins a stage of the backbone; a head, where its kind only stands there. */
        STAGE,
        /** Its blocks go on with the stage of the row before. */
        SAME,
        /** It begins the head. */
        HEAD
    }

    private final String name;
    private final Part part;
    private final Setting block;
    private final Setting depth;
    private final Map<String, StageSetting> settings;
    private final Map<String, StageBlocks> kinds = new LinkedHashMap<>();
    /** In the order of {@code block}'s values, since a kind is asked for with every candidate that is drawn. */
    private final List<StageBlocks> byValue;

    /**
     * A stage.
     *
     * @param part part of the network that it is
     * @param block keys of its kinds
     * @param depth number of blocks, where its kind is repeated
     * @param settings settings by key, one for each that any of its kinds reads
     * @param blocks makers of the blocks of each kind, in the order of {@code block}'s values
     */
    Stage(
            String name,
            Part part,
            Setting block,
            Setting depth,
            Map<String, StageSetting> settings,
            List<StageBlocks> blocks) {
        this.name = name;
        this.part = part;
        this.block = block;
        this.depth = depth;
        this.settings = new LinkedHashMap<>(settings);
        blocks.forEach(b -> kinds.put(b.kind().key(), b));
        this.byValue = block.values().stream().map(kinds::get).toList();
    }

    /** The prefix of its parameters' names. */
    public String name() {
        return name;
    }

    /** The setting that chooses the kind of its blocks, by key. */
    Setting block() {
        return block;
    }

    /** The setting that chooses the number of its blocks. */
    Setting depth() {
        return depth;
    }

    /** The kinds of blocks that it can have. */
    List<BlockKind> kinds() {
        return kinds.values().stream().map(StageBlocks::kind).toList();
    }

    /** The part of the network that it begins or belongs to. */
    Part part() {
        return part;
    }

    /** Whether the head begins with it. A kind that only stands there is the only one of its stage. */
    boolean head() {
        return part == Part.HEAD || kinds().stream().anyMatch(k -> k.use() == BlockKind.Use.HEAD);
    }

    /** The values for a setting of one of its kinds. */
    StageSetting get(BlockSetting<?> setting) {
        return settings.get(setting.key());
    }

    /** The values for all settings, without kind and depth. */
    Stream<StageSetting> settings() {
        return settings.values().stream();
    }

    /** The parameters that the first block reads for settings with a trait, of any of its kinds. */
    Set<Integer> parameters(Trait trait) {
        Set<Integer> found = new LinkedHashSet<>();
        kinds().stream()
                .flatMap(k -> k.settings().stream())
                .filter(s -> s.has(trait) && !s.has(Trait.NOT_IN_SPACES))
                .map(s -> get(s).first().index())
                .filter(i -> i >= 0)
                .forEach(found::add);
        return found;
    }

    /** The maker of its blocks of one kind. */
    StageBlocks blocks(BlockKind kind) {
        return kinds.get(kind.key());
    }

    private StageBlocks kind(int[] genes) {
        return byValue.get(block.gene(genes));
    }

    /** How many blocks the network of {@code genes} has here. */
    int depth(int[] genes) {
        return kind(genes).kind().use() == BlockKind.Use.REPEATED ? depth.integer(genes) : 1;
    }

    /** The settings that the network of {@code genes} reads: {@code rest} only where there is a second block. */
    List<Setting> read(int[] genes) {
        BlockKind kind = kind(genes).kind();
        boolean more = depth(genes) > 1;
        List<Setting> read = new ArrayList<>(List.of(block));
        if (kind.use() == BlockKind.Use.REPEATED) {
            read.add(depth);
        }
        for (BlockSetting<?> setting : kind.settings()) {
            if (!setting.has(Trait.NOT_IN_SPACES)) {
                StageSetting values = get(setting);
                read.add(values.first());
                if (more) {
                    read.add(values.rest());
                }
            }
        }
        return read;
    }

    /** The blocks of this stage in the network of {@code genes}. */
    List<Block> blocks(int[] genes) {
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < depth(genes); i++) {
            blocks.add(block(genes, i == 0));
        }
        return blocks;
    }

    /** The first block, or one of those after it, which are all alike. */
    Block block(int[] genes, boolean first) {
        return kind(genes).block(genes, first);
    }
}
