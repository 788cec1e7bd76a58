package io.narsil.space;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The shapes of networks that a person would take by hand: spaces that ship with the program, of which only the size varies,
 * with a standard recipe.
 */
public final class Shapes {
    /** Their names, in the order in which they are tried. */
    public static final List<String> NAMES = List.of("residual", "inverted-residual");

    /** The parameter whose values say from how many epochs on a training has the recipe that goes with them. */
    public static final String EPOCHS = "from_epochs";

    private Shapes() {}

    /**
     * The shapes for images of so many pixels a side; none for images that they are not meant for.
     *
     * @param changes function that adds to the text of a space what a study changes in its recipe
     */
    public static List<SearchSpace> of(int pixels, UnaryOperator<String> changes) {
        return NAMES.stream()
                .map(name -> SpaceFile.parse("shapes/" + name + ".yaml", changes.apply(text(name)), pixels))
                .filter(space -> pixels >= space.smallest() && pixels <= space.largest())
                .toList();
    }

    /** The file of a shape. */
    public static String text(String name) {
        return SpaceFile.resource("shapes/" + name);
    }
}
