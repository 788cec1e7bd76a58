package io.narsil.kubernetes;

/**
 * Why a job does not start.
 *
 * @param words sentence for people, without its end
 * @param maybe likely fix, or nothing
 */
record Trouble(String words, String maybe, Kind kind) {
    /** What time can do about it. */
    enum Kind {
        /** No time changes it. */
        NEVER,
        /** It stays while nobody mends something; where jobs of the run have started before, somebody may. */
        STUCK,
        /** It passes, where the cluster is only busy. */
        BUSY
    }
}
