package io.narsil.config;

/**
 * One fault in something a user wrote or gave.
 *
 * @param where place of the fault: file and line, or whatever else names it; may be empty
 * @param what rule and value found, one sentence without a full stop
 * @param maybe likely fix, one sentence without a full stop; may be empty
 */
public record Fault(String where, String what, String maybe) {
    /** Characters that are shown: a value of a file may be as long as the file. */
    private static final int LONGEST = 10_000;

    /**
     * The same fault as one of a file that refers to what is at fault: at the line that does so, unless it has one of its own.
     *
     * @param line file and line that refer to it
     */
    public Fault at(String line) {
        return FaultOrder.hasLine(where) ? this : new Fault(line, where.isEmpty() ? what : where + ": " + what, maybe);
    }

    /** The fault in one line that can be shown, whatever it quotes. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        if (!where.isEmpty()) {
            text.append(where).append(": ");
        }
        text.append(what).append('.');
        if (!maybe.isEmpty()) {
            text.append(" Maybe ").append(maybe).append('.');
        }
        return Printable.line(text.length() <= LONGEST ? text.toString() : text.substring(0, LONGEST) + "...");
    }
}
