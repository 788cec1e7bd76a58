/**
 * Training trials, here or elsewhere.
 *
 * <p>{@link io.narsil.runner.TrialRunner} is what a study asks; {@link io.narsil.runner.WorkerPool} does it in processes of
 * this machine. A worker reads one JSON object a line from its standard input and writes one a line to its standard output;
 * see {@code docs/worker-protocol.md}. The built-in trainer is such a process, and so is anyone's own script.
 */
package io.narsil.runner;
