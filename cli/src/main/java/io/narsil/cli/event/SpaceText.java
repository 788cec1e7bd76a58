package io.narsil.cli.event;

import io.narsil.config.Quantity;
import io.narsil.study.event.StudyEvent;
import java.math.BigInteger;
import java.util.Locale;

/** What a space holds, and what its networks start from, in a line each. */
final class SpaceText {
    private SpaceText() {}

    static String of(StudyEvent.SpaceRead e) {
        return String.format(
                Locale.ROOT,
                "%s: %s architectures with %s recipes, from %s to %s multiply-adds",
                e.space(),
                brief(e.architectures()),
                brief(e.recipes()),
                Quantity.brief(e.least()),
                Quantity.brief(e.most()));
    }

    static String of(StudyEvent.ParentRead e) {
        return String.format(
                Locale.ROOT,
                "candidates start from %s: the cheapest inherits %.0f %% of its parameters, the dearest %.0f %%%s%s",
                e.network(),
                100 * e.cheapest(),
                100 * e.dearest(),
                e.hand() ? "; what is made by hand starts at random" : "",
                e.alike()
                        ? ""
                        : "; it pads, normalises or scales images in another way than this space, so that even the same"
                                + " layers compute something else at first");
    }

    private static String brief(BigInteger count) {
        return count.bitLength() < 20
                ? String.format(Locale.ROOT, "%,d", count)
                : String.format(Locale.ROOT, "%.1e", count.doubleValue())
                        .replace("e+0", "e")
                        .replace("e+", "e");
    }
}
