/** The command line: its entry, and the commands that it is made of. It prints and holds no logic. */
package io.narsil.cli;
