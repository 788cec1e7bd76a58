package io.narsil.network;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * All kinds of blocks that files may name: the project's own, one line each, and those of every {@link BlockLibrary}.
 */
public final class BlockKinds {
    private static final Map<String, BlockKind> KNOWN = new LinkedHashMap<>();

    static {
        add(ConvBlock.KIND);
        add(MaxPool.KIND);
        add(MBConv.KIND);
        add(FusedMBConv.KIND);
        add(BasicBlock.KIND);
        add(Bottleneck.KIND);
        add(MBPool.KIND);
        add(Classifier.KIND);
        for (BlockLibrary library : ServiceLoader.load(BlockLibrary.class)) {
            library.kinds().forEach(BlockKinds::add);
        }
    }

    private BlockKinds() {}

    private static void add(BlockKind kind) {
        if (KNOWN.putIfAbsent(kind.key(), kind) != null) {
            throw new IllegalStateException("there are two kinds of blocks \"" + kind.key() + "\"");
        }
    }

    /** The kind with a key. */
    public static Optional<BlockKind> find(String key) {
        return Optional.ofNullable(KNOWN.get(key));
    }

    /** The keys of all kinds. */
    public static List<String> keys() {
        return List.copyOf(KNOWN.keySet());
    }
}
