/**
 * Trials in processes of their own.
 *
 * <p>A worker reads one JSON object a line from its standard input and writes one a line to its standard output; see
 * {@code docs/worker-protocol.md}. The built-in trainer is such a process, and so is anyone's own script.
 */
package io.narsil.runner;
