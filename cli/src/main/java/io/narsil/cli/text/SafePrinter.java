package io.narsil.cli.text;

import io.narsil.config.Printable;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;

/**
 * What all commands print through: a file's name, or a value in it, cannot move the cursor of a terminal or turn the
 * direction of writing. Lines may end and letters may have colours; everything else that is not seen is escaped.
 *
 * <p>That a text from elsewhere stays in its line is the care of {@link Printable#line}.
 */
public final class SafePrinter extends PrintWriter {
    private final PrintWriter target;

    private SafePrinter(PrintWriter target) {
        super(new Filter(target), true);
        this.target = target;
    }

    /** A printer to a target. */
    public static SafePrinter of(PrintWriter target) {
        return new SafePrinter(target);
    }

    /** Prints a control sequence of the program's own. */
    void raw(String sequence) {
        flush();
        target.print(sequence);
    }

    private static final class Filter extends FilterWriter {
        private static final char ESCAPE = '\033';
        /** The beginning of a sequence that may turn out to be a colour. */
        private final StringBuilder held = new StringBuilder();

        Filter(Writer target) {
            super(target);
        }

        @Override
        public void write(int c) throws IOException {
            char next = (char) c;
            if (held.length() > 0) {
                held.append(next);
                boolean goesOn = held.length() == 2 ? next == '[' : next == ';' || (next >= '0' && next <= '9');
                if (held.length() > 2 && next == 'm') {
                    out.write(held.toString());
                    held.setLength(0);
                } else if (!goesOn || held.length() > 20) {
                    release();
                }
            } else if (next == ESCAPE) {
                held.append(next);
            } else {
                escaped(next);
            }
        }

        /** No colour: what was held is escaped. */
        private void release() throws IOException {
            String text = held.toString();
            held.setLength(0);
            escaped(text.charAt(0));
            for (int i = 1; i < text.length(); i++) {
                write(text.charAt(i));
            }
        }

        private void escaped(char c) throws IOException {
            boolean plain = c == '\n' || c == '\t' || Character.isSurrogate(c) || Printable.shows(c);
            out.write(plain ? String.valueOf(c) : Printable.line(String.valueOf(c)));
        }

        @Override
        public void write(char[] text, int from, int length) throws IOException {
            for (int i = from; i < from + length; i++) {
                write(text[i]);
            }
        }

        @Override
        public void write(String text, int from, int length) throws IOException {
            for (int i = from; i < from + length; i++) {
                write(text.charAt(i));
            }
        }

        @Override
        public void close() throws IOException {
            if (held.length() > 0) {
                release();
            }
            super.close();
        }
    }
}
