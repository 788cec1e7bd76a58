package io.narsil.network;

import java.util.List;

/**
 * Blocks of another project. Its class is named in {@code META-INF/services/io.narsil.network.BlockLibrary}, stands on the
 * class path, and has a public constructor without arguments.
 */
public interface BlockLibrary {
    /** The kinds of its blocks, whose keys nobody else uses. */
    List<BlockKind> kinds();
}
