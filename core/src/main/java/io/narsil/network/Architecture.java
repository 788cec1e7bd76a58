package io.narsil.network;

import java.util.List;
import java.util.Map;

/**
 * What an {@link Interpreter} reads: layers from an image to one output or several, described once for whoever needs them.
 *
 * <p>A layer that is read at several places has one name and one set of weights: its weights are counted, kept and written
 * once, and it computes at each of them.
 */
public interface Architecture {
    /** A name for people only. */
    String name();

    /** The shape of an input image. */
    Shape input();

    /** The number of classes. */
    int classes();

    /** The number of stages, {@code stage1} and so on, before what stands for the head. */
    int stageCount();

    /** Walks from {@code input} to all outputs, in their order. */
    <T> List<T> outputs(Interpreter<T> reader, T input);

    /** First values of arrays, by name, that do not begin as others of their kind do. */
    default Map<String, FirstValues> firstValues() {
        return Map.of();
    }

    /** The exact costs of the whole. */
    default Cost cost() {
        return Trace.cost(Trace.of(this));
    }
}
