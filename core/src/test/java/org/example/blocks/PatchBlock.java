package org.example.blocks;

import io.narsil.network.Block;
import io.narsil.network.BlockKind;
import io.narsil.network.BlockSetting;
import io.narsil.network.BlockSetting.Trait;
import io.narsil.network.BlockValues;
import io.narsil.network.Convolution;
import io.narsil.network.Interpreter;
import io.narsil.network.Padding;
import io.narsil.network.Place;

/**
 * Patches that do not overlap, each one position afterwards, with as many channels as before: a block without settings
 * that others have.
 *
 * @param patch height and width
 */
public record PatchBlock(int patch) implements Block {
    private static final BlockSetting<Integer> PATCH =
            BlockSetting.whole("patch", 2, 16).with(Trait.RESIZES);

    public static final BlockKind KIND =
            BlockKind.named("patch").stands(BlockKind.Use.ONCE).reads(PATCH).makes(v -> new PatchBlock(v.get(PATCH)));

    public PatchBlock {
        if (patch % 2 != 0) {
            throw new IllegalArgumentException("a patch of " + patch + " is not even");
        }
    }

    @Override
    public <T> T accept(Interpreter<T> reader, T x, Place place) {
        Convolution patches =
                new Convolution(place.layer("patch"), place.in(), place.in(), patch, patch, Padding.each(0), 1, true);
        return reader.convolution(x, patches);
    }

    @Override
    public int out(int in) {
        return in;
    }

    @Override
    public BlockValues values() {
        return KIND.values(patch);
    }
}
