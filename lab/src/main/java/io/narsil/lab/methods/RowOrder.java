package io.narsil.lab.methods;

import java.util.OptionalInt;

/** Rows of a table one after another, each once; every one is looked up before the next is asked for. */
interface RowOrder {
    /** The next row within the budget at a place and no smaller one; nothing where no such row is left. */
    OptionalInt next(int band);
}
