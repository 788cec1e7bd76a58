package io.narsil.onnx.guard;

import io.narsil.config.Printable;
import io.narsil.config.Problems;
import io.narsil.config.UserException;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is wrong with one file; equal faults are one, with a count. */
final class Findings {
    private final String file;
    private final Map<Finding, Integer> found = new LinkedHashMap<>();

    private record Finding(String what, String maybe) {}

    Findings(String file) {
        this.file = file;
    }

    void add(String what, String maybe) {
        found.merge(new Finding(what, maybe), 1, Integer::sum);
    }

    /** A fault after which nothing more can be found out. */
    UserException unreadable(String what) {
        return new UserException(file, "this is no sound ONNX file: " + what, "the file was cut or damaged on its way");
    }

    /** Throws what was found. */
    void throwIfAny() {
        Problems problems = new Problems();
        found.forEach(
                (f, count) -> problems.add(file, count == 1 ? f.what : f.what + " (" + count + " times)", f.maybe));
        problems.throwIfAny();
    }

    /** A text from the file as a message may quote it. */
    static String quoted(String text) {
        String shown = text.length() > 60 ? text.substring(0, 60) + "..." : text;
        return "\"" + Printable.line(shown) + "\"";
    }
}
