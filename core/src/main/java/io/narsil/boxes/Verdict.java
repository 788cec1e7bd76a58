package io.narsil.boxes;

/** What a found box is, at one IoU and in one range of areas. */
enum Verdict {
    /** Lies on an object that was to be found, and that no box of higher score has taken. */
    RIGHT(1),
    /** Lies on no such object. */
    WRONG(0),
    /** Counts neither for nor against: lies on an ignored object, or on none and is itself outside the range of areas. */
    IGNORED(2);

    private final byte code;

    Verdict(int code) {
        this.code = (byte) code;
    }

    /** A byte that stands for the verdict. */
    byte code() {
        return code;
    }

    /** The verdict that a byte stands for. */
    static Verdict of(byte code) {
        return code == WRONG.code ? WRONG : code == RIGHT.code ? RIGHT : IGNORED;
    }
}
