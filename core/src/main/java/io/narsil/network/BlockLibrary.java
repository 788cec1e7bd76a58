package io.narsil.network;

import java.util.List;

/**
 * Blocks of another project. An implementation is a class on the class path with a public constructor without
 * arguments, named in {@code META-INF/services/io.narsil.network.BlockLibrary}.
 */
public interface BlockLibrary {
    /** The kinds of its blocks; no other kind may have the same key. */
    List<BlockKind> kinds();
}
