/** What is asked of a finished run: members for other budgets, and its report. */
package io.narsil.cli.finished;
