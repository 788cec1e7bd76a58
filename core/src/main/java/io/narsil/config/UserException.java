package io.narsil.config;

import java.util.List;
import java.util.stream.Collectors;

/** A mistake that the user can mend. It is shown as its problems, a line each, never as a stack trace. */
public final class UserException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<Fault> problems;

    /** Several problems, at least one. */
    public UserException(List<Fault> problems) {
        super(problems.stream().map(Fault::toString).collect(Collectors.joining(System.lineSeparator())));
        this.problems = List.copyOf(problems);
    }

    /** A single problem; {@code where} and {@code maybe} may be empty. */
    public UserException(String where, String what, String maybe) {
        this(List.of(new Fault(where, what, maybe)));
    }

    public List<Fault> problems() {
        return problems;
    }
}
