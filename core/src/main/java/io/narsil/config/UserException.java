package io.narsil.config;

import java.util.List;
import java.util.stream.Collectors;

/** What a user can mend: shown as its problems, a line each, never as a stack trace. */
public final class UserException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<Problem> problems;

    public UserException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining(System.lineSeparator())));
        this.problems = List.copyOf(problems);
    }

    /** A single problem; {@code where} and {@code maybe} may be empty. */
    public UserException(String where, String what, String maybe) {
        this(List.of(new Problem(where, what, maybe)));
    }

    public List<Problem> problems() {
        return problems;
    }
}
