/**
 * Runners, which train trials on this machine or elsewhere.
 *
 * <p>A study uses a {@link io.narsil.runner.TrialRunner}, and chooses it by a {@link io.narsil.runner.RunnerKind}; {@link
 * io.narsil.runner.WorkerPool} is the one that trains in processes of this machine, or by any {@link io.narsil.runner.Crew}. A
 * worker reads one JSON object a line from its standard input and writes one a line to its standard output; see {@code
 * docs/worker-protocol.md}. The built-in trainer is such a process, and so is anyone's own script.
 */
package io.narsil.runner;
