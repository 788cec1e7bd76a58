/** The command line: reads arguments, wires modules, prints. */
package io.narsil.cli;
