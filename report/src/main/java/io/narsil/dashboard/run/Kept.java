package io.narsil.dashboard.run;

import java.util.function.Supplier;

/** A value that takes long to make, and that pages ask for again and again: it is kept while what it is made of is the same. */
final class Kept<T> {
    private String version = "";
    private T value;

    /** @param now text that is another one whenever the value may be */
    T of(String now, Supplier<T> make) {
        if (value == null || !now.equals(version)) {
            value = make.get();
            version = now;
        }
        return value;
    }
}
