package io.narsil.inherit;

/**
 * What a layer takes over, batch norm behind it included.
 *
 * @param text words for people, such as {@code kernel 5 cut to 3}
 * @param inherited number of its parameters that are the parent's
 * @param parameters number of all its parameters
 */
public record InheritedLayer(String name, String text, long inherited, long parameters) {}
