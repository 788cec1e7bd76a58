package io.narsil.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.narsil.config.ConfigFile;
import io.narsil.config.Problems;
import io.narsil.network.BlockSetting.Trait;
import io.narsil.random.Seeds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every kind of block promises, those of other projects on the class path too: spaces and costs rely on it. */
class BlockContractTest {
    private static final long SEED = 20260104;
    private static final int DRAWS = 300;

    static Stream<BlockKind> kinds() {
        return BlockKinds.keys().stream().map(key -> BlockKinds.find(key).orElseThrow());
    }

    /** Values as rows have them, small enough for small images; some are left to their fallbacks. */
    private static Optional<Block> draw(BlockKind kind, RandomGenerator random, int in) {
        Object[] values = new Object[kind.settings().size()];
        for (int i = 0; i < values.length; i++) {
            BlockSetting<?> setting = kind.settings().get(i);
            values[i] = !setting.required() && random.nextInt(3) == 0 ? null : value(setting, random);
        }
        try {
            Block block = kind.values(values).block();
            BlockCost.of(block, new Shape(in, 40, 40), 5, "b", Conventions.USUAL);
            return Optional.of(block);
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // groups that do not divide, an even kernel under a residual
        }
    }

    private static Object value(BlockSetting<?> setting, RandomGenerator random) {
        Class<?> type = setting.form().type();
        if (setting.has(Trait.CHANNELS)) {
            return 8 * (1 + random.nextInt(4));
        } else if (type == Integer.class) {
            int least = (int) setting.form().range().orElseThrow().least();
            return Math.max(least, 1 + random.nextInt(5));
        } else if (type == Double.class) {
            return 0.5 * (1 + random.nextInt(8));
        } else if (type == Boolean.class) {
            return random.nextBoolean();
        } else if (type == Activation.class) {
            List<String> keys = Activation.keys();
            return Activation.of(keys.get(random.nextInt(keys.size()))).orElseThrow();
        }
        return random.nextBoolean()
                ? Squeeze.of(0.25 * random.nextInt(3))
                : new Squeeze(0.3, Squeeze.Base.HIDDEN, 1, Optional.of(Activation.RELU), Activation.SIGMOID);
    }

    private static List<Block> draws(BlockKind kind, int in) {
        RandomGenerator random = new Seeds(SEED).stream(kind.key(), in);
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < DRAWS; i++) {
            draw(kind, random, in).ifPresent(blocks::add);
        }
        assertThat(blocks).as("seed %d", SEED).hasSizeGreaterThan(DRAWS / 50);
        return blocks;
    }

    private static Shape out(Block block, Shape in) {
        return BlockCost.of(block, in, 5, "b", Conventions.USUAL).out();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aRowIsReadBackAsItsBlock(BlockKind kind) {
        for (Block block : draws(kind, 16)) {
            assertThat(block.values().kind()).isSameAs(kind);
            assertThat(block.values().block()).isEqualTo(block);
            Problems problems = new Problems();
            String row = FlowText.of(BlockRow.write(block));
            assertThat(BlockRow.read(ConfigFile.parse("row", row, problems)))
                    .as(row)
                    .contains(block);
            assertThat(problems.isEmpty()).as(row).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void theChannelsThatComeOutAreThoseThatItSays(BlockKind kind) {
        for (int in : new int[] {8, 24}) {
            for (Block block : draws(kind, in)) {
                if (block instanceof Classifier) {
                    continue; // the classes come out
                }
                assertThat(out(block, new Shape(in, 40, 40)).channels()).isEqualTo(block.out(in));
                kind.settings().stream()
                        .filter(s -> s.has(Trait.CHANNELS))
                        .forEach(s -> assertThat(block.out(in))
                                .isEqualTo(block.values().get(s)));
            }
        }
    }

    /** Tables of costs hold one shape for each choice of the settings with these traits. */
    @ParameterizedTest
    @MethodSource("kinds")
    void onlyTheSettingsThatSaySoDecideShapes(BlockKind kind) {
        Map<List<Object>, Shape> shapes = new HashMap<>();
        for (Block block : draws(kind, 16)) {
            List<Object> deciding = new ArrayList<>();
            boolean odd = true;
            for (BlockSetting<?> setting : kind.settings()) {
                Object value = block.values().get(setting);
                if (setting.has(Trait.NOT_IN_SPACES)) {
                    odd &= value.equals(setting.ifAbsent(block.values()));
                } else if (setting.has(Trait.RESIZES) || setting.has(Trait.CHANNELS)) {
                    deciding.add(value);
                } else if (setting.has(Trait.ODD)) {
                    odd &= (Integer) value % 2 == 1;
                }
            }
            if (odd) {
                Shape shape = out(block, new Shape(16, 40, 40));
                assertThat(shapes.merge(deciding, shape, (a, b) -> a))
                        .as("%s", block)
                        .isEqualTo(shape);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void blocksAfterTheFirstKeepTheShape(BlockKind kind) {
        if (kind.use() != BlockKind.Use.REPEATED) {
            return;
        }
        int kept = 0;
        for (Block first : draws(kind, 16)) {
            Block block = further(first);
            boolean odd = kind.settings().stream()
                    .filter(s -> s.has(Trait.ODD))
                    .allMatch(s -> (Integer) block.values().get(s) % 2 == 1);
            int channels = block.out(16);
            if (odd) {
                try {
                    assertThat(out(block, new Shape(channels, 40, 40))).isEqualTo(new Shape(channels, 40, 40));
                    kept++;
                } catch (IllegalArgumentException e) {
                    assertThat(e).hasMessageContaining("groups");
                }
            }
        }
        assertThat(kept).isPositive();
    }

    private static Block further(Block first) {
        BlockValues values = first.values();
        Object[] further = values.kind().settings().stream()
                .map(s -> s.has(Trait.FIRST_ONLY) ? null : values.get(s))
                .toArray();
        return values.kind().values(further).block();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void layersHaveNamesOfTheirOwnBelowTheBlocks(BlockKind kind) {
        for (Block block : draws(kind, 16)) {
            Shape in = new Shape(16, 40, 40);
            List<String> names = BlockCost.of(block, in, 5, "stage3.2", Conventions.USUAL).operations().stream()
                    .map(Trace.Operation::name)
                    .filter(name -> !name.isEmpty())
                    .toList();
            assertThat(new HashSet<>(names)).hasSameSizeAs(names);
            assertThat(names).allMatch(name -> name.startsWith("stage3.2."));
        }
    }
}
