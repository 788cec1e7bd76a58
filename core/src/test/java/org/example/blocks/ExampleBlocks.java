package org.example.blocks;

import io.narsil.network.BlockKind;
import io.narsil.network.BlockLibrary;
import java.util.List;

/** The blocks of another project; {@code META-INF/services} names this class. */
public final class ExampleBlocks implements BlockLibrary {
    @Override
    public List<BlockKind> kinds() {
        return List.of(SeparableBlock.KIND, PatchBlock.KIND);
    }
}
