package io.narsil.cli.objects;

/** The form in which found objects are printed, image by image. */
interface ObjectForm {
    void add(FoundObjects found);

    /** Prints what is still held back. */
    default void end() {}
}
