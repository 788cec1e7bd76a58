package io.narsil.space;

import io.narsil.config.UserException;
import java.util.List;
import java.util.Optional;
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
     * The shapes for images of so many pixels a side; none for images that they are not meant for, and none for detectors whose
     * strides it has not.
     *
     * @param changes function that adds to the text of a space what a study changes in its recipe
     */
    public static List<SearchSpace> of(int pixels, UnaryOperator<String> changes) {
        return NAMES.stream()
                .flatMap(name -> shape(name, changes.apply(text(name)), pixels).stream())
                .filter(space -> pixels >= space.smallest() && pixels <= space.largest())
                .toList();
    }

    private static Optional<SearchSpace> shape(String name, String text, int pixels) {
        try {
            return Optional.of(SpaceFile.parse("shapes/" + name + ".yaml", text, pixels));
        } catch (UserException e) {
            if (DetectorSpace.is(text)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** The file of a shape. */
    public static String text(String name) {
        return SpaceFile.resource("shapes/" + name);
    }
}
