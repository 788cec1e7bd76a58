package io.narsil.annotations;

import io.narsil.config.UserException;
import io.narsil.data.Part;

/** What an annotated folder must have, so that a network can learn to find its objects. */
public final class ToLearn {
    private ToLearn() {}

    /**
     * Refuses a folder of which nothing could be learned, or no epoch told from another.
     *
     * @param where place where the user names the folder, for messages
     */
    public static void check(AnnotatedFolder folder, String where) {
        refuseUnmarked(folder, where, Part.TRAIN, "nothing could be learned");
        refuseUnmarked(folder, where, Part.VALIDATION, "no epoch could be told from another");
    }

    private static void refuseUnmarked(AnnotatedFolder folder, String where, Part part, String so) {
        boolean any = folder.parts().get(part).stream()
                .flatMap(image -> image.boxes().stream())
                .anyMatch(box -> !box.crowd() && !box.difficult());
        if (!any) {
            throw new UserException(
                    where,
                    "no object that is to be found is marked in the images " + part.purpose() + ": " + so,
                    "boxes for some of them, or fewer parts in the folder, so that a part is held out of the others");
        }
    }
}
