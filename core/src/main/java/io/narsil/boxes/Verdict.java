package io.narsil.boxes;

/** What a found box is, at one IoU and in one range of areas. */
enum Verdict {
    /** Lies on an object that was to be found, and that no box of higher score has taken. */
    RIGHT,
    /** Lies on no such object. */
    WRONG,
    /** Counts neither for nor against: lies on an ignored object, or on none and is itself outside the range of areas. */
    IGNORED
}
