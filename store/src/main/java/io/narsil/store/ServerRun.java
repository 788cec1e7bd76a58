package io.narsil.store;

/**
 * A run in a database of a server, as one look at all of them tells.
 *
 * @param schema schema that holds it
 * @param readable truth of its tables being open to who looks
 * @param running truth of a search holding it just then
 * @param tables text that is another one where its tables are others, or something was taken from them
 * @param changes text that is another one once something was written; it may be late by some seconds
 */
public record ServerRun(String schema, boolean readable, boolean running, String tables, String changes) {}
