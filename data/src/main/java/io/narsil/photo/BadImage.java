package io.narsil.photo;

import io.narsil.config.Unreadable;
import java.io.IOException;

/** Says what is wrong with an image, without the name of its file, so that equal faults have equal words. */
public final class BadImage extends IOException {
    private static final long serialVersionUID = 1L;

    private final String hint;
    private final boolean sound;

    /** @param hint likely fix, which follows "Maybe"; empty if there is none */
    public BadImage(String message, String hint) {
        this(message, hint, false);
    }

    private BadImage(String message, String hint, boolean sound) {
        super(message);
        this.hint = hint;
        this.sound = sound;
    }

    /** An image that may be sound, and is larger than what this machine has memory for. */
    static BadImage tooLarge(String message) {
        return new BadImage(message, "scale it, or give Java more memory: JAVA_TOOL_OPTIONS=-Xmx8g", true);
    }

    /** Whether the fault lies in this machine's memory, not in the file: another machine could read it. */
    public boolean ofThisMachine() {
        return sound;
    }

    /** What is wrong with an image and what to do about it. */
    public static String words(IOException e) {
        return e instanceof BadImage bad && !bad.hint.isEmpty()
                ? bad.getMessage() + "; maybe " + bad.hint
                : Unreadable.file(e);
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
