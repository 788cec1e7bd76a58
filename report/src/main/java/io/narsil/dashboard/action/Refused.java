package io.narsil.dashboard.action;

/** An action that is not taken, with the sentence that says why. */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;

    /**
     * A refusal.
     *
     * @param status status of HTTP
     */
    public Refused(int status, String sentence) {
        super(sentence);
        this.status = status;
    }

    /** The status of HTTP. */
    public int status() {
        return status;
    }
}
