package io.narsil.torch;

/** The loss of a trial is no longer a number. Its candidate is to blame, not the machine. */
final class DivergedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    DivergedException(String message) {
        super(message);
    }
}
