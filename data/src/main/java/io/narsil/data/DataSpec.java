package io.narsil.data;

import io.narsil.config.UserException;
import io.narsil.task.Fit;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The images of a study.
 *
 * @param name name of a built-in set, or the path as the user wrote it
 * @param path place of the user's images; absent for a built-in set
 * @param resolution pixels a side to which every image is scaled; absent to keep their own, which must then be one size
 * @param fit way in which images are scaled to it
 * @param validation share of the training images that is held out where there is no part for it
 * @param skipBroken choice to leave files out that cannot be read, instead of refusing them
 * @param followLinks choice to follow links that lead out of the folder, instead of refusing them
 * @param origin place where the user chooses these, for messages
 */
public record DataSpec(
        String name,
        Optional<Path> path,
        Optional<Integer> resolution,
        Fit fit,
        double validation,
        boolean skipBroken,
        boolean followLinks,
        Origin origin) {

    /** Where a user chooses what to do with images, and how a message advises to choose otherwise. */
    public enum Origin {
        /** Under "data" in a study. */
        STUDY,
        /** Options of a command. */
        OPTIONS,
        /** Nowhere. */
        FIXED;

        String skip() {
            return skip("the file");
        }

        /** The advice to remove something that is broken, or to leave all such things out. */
        public String skip(String what) {
            return switch (this) {
                case STUDY -> "remove " + what + ", or say \"skip_broken: true\" under \"data\"";
                case OPTIONS -> "remove " + what + ", or give --skip-broken";
                case FIXED -> "remove " + what;
            };
        }

        String links() {
            return switch (this) {
                case STUDY -> "copy what it leads to, or say \"links: follow\" under \"data\"";
                case OPTIONS -> "copy what it leads to, or give --follow-links";
                case FIXED -> "copy what it leads to";
            };
        }

        String resolution(int pixels) {
            return switch (this) {
                case STUDY -> "say \"resolution: " + pixels + "\" under \"data\" to scale all images to one size";
                case OPTIONS -> "give --resolution " + pixels + " to scale all images to one size";
                case FIXED -> "scale all images to one size";
            };
        }

        /** The advice to keep images smaller. */
        String smaller() {
            return switch (this) {
                case STUDY -> "say a smaller \"resolution\" under \"data\"";
                case OPTIONS -> "give a smaller --resolution";
                case FIXED -> "scale the images down";
            };
        }

        /** The advice to keep whole images; empty where nobody can choose so. */
        String letterbox() {
            return switch (this) {
                case STUDY -> "say \"fit: letterbox\" under \"data\"";
                case OPTIONS -> "give --fit letterbox";
                case FIXED -> "";
            };
        }
    }

    /** Images as a study names them, which are cropped where they are scaled, and of which no link is followed. */
    public DataSpec(
            String name, Optional<Path> path, Optional<Integer> resolution, double validation, boolean skipBroken) {
        this(name, path, resolution, Fit.CROP, validation, skipBroken, false, Origin.STUDY);
    }

    /** A built-in set. */
    public static DataSpec builtIn(String name) {
        return new DataSpec(name, Optional.empty(), Optional.empty(), 0.1, false);
    }

    /** The images that a command line names: a built-in set or a folder. */
    public static DataSpec of(String text, Optional<Integer> resolution) {
        Optional<Path> folder = DataSources.BUILT_IN.contains(text) ? Optional.empty() : Optional.of(path(text));
        return new DataSpec(text, folder, resolution, Fit.CROP, 0.1, false, false, Origin.FIXED);
    }

    /** The same images with what options of a command say of them. */
    public DataSpec options(boolean skip, boolean follow) {
        return new DataSpec(name, path, resolution, fit, validation, skip, follow, Origin.OPTIONS);
    }

    /** The same images, scaled to a size. */
    public DataSpec resolved(int pixels) {
        return new DataSpec(name, path, Optional.of(pixels), fit, validation, skipBroken, followLinks, origin);
    }

    /** The same images, scaled in some way. */
    public DataSpec fitted(Fit way) {
        return new DataSpec(name, path, resolution, way, validation, skipBroken, followLinks, origin);
    }

    /** The same images, each scaled as a whole, so that nothing that is marked in it is cut away. */
    public DataSpec letterboxed() {
        return fitted(Fit.LETTERBOX);
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new UserException("--data", "\"" + text + "\" is no path", "");
        }
    }
}
