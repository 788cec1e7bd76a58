package io.narsil.photo;

import java.io.IOException;

/** Says what is wrong with an image, without the name of its file, so that equal faults have equal words. */
public final class BadImage extends IOException {
    private static final long serialVersionUID = 1L;

    private final String hint;

    /** @param hint likely fix, which follows "Maybe"; empty if there is none */
    public BadImage(String message, String hint) {
        super(message);
        this.hint = hint;
    }

    /** What is wrong with an image and what to do about it. */
    public static String words(IOException e) {
        return e instanceof BadImage bad && !bad.hint.isEmpty()
                ? bad.getMessage() + "; maybe " + bad.hint
                : String.valueOf(e.getMessage());
    }

    static BadImage cutOff() {
        return new BadImage("the image is cut off", "");
    }

    static BadImage damaged(String how) {
        return new BadImage("the image is damaged: " + how, "");
    }

    /** The likely fix; empty if there is none. */
    public String hint() {
        return hint;
    }
}
