package io.narsil.data;

import io.narsil.config.Printable;
import io.narsil.config.Problems;
import java.text.Normalizer;
import java.util.List;
import java.util.Optional;

/**
 * What the name of a class may be: one line of text that is seen as it is. Names are written line by line into files,
 * and shown on screens and pages.
 */
public final class ClassNames {
    private static final int LONGEST = 255;
    /** What undecodable bytes of a file name are read as. */
    private static final char UNKNOWN = '\uFFFD';

    private ClassNames() {}

    /** The one spelling of a name: a letter with its accent may be one character or two. */
    public static String of(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC);
    }

    /** What is wrong with a name, or nothing. */
    public static Optional<String> fault(String name) {
        if (name.isBlank()) {
            return Optional.of("the name of a class is empty");
        }
        if (name.indexOf(UNKNOWN) >= 0) {
            return Optional.of("the name of this class has bytes that are no letters here");
        }
        if (!Printable.is(name)) {
            return Optional.of("the name of this class has line breaks or characters that cannot be seen");
        }
        if (!name.equals(name.strip()) || Character.isSpaceChar(name.codePointAt(0))) {
            return Optional.of("the name of this class begins or ends with a blank");
        }
        return name.length() > LONGEST
                ? Optional.of("the name of this class has " + name.length() + " characters, more than " + LONGEST)
                : Optional.empty();
    }

    /** What mends a name with this fault. */
    public static String maybe(String name) {
        return name.indexOf(UNKNOWN) >= 0
                ? "the system's encoding is another one: LC_ALL=C.UTF-8 narsil ..., or rename it"
                : "rename it";
    }

    /** Refuses names that cannot be those of classes, all at once. */
    static void check(String where, List<String> names) {
        Problems problems = new Problems();
        names.forEach(name -> fault(name).ifPresent(f -> problems.add(where, f + ": \"" + brief(name) + "\"", "")));
        problems.throwIfAny();
    }

    private static String brief(String name) {
        return name.length() <= LONGEST ? name : name.substring(0, 40) + "...";
    }
}
