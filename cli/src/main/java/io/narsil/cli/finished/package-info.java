/** What is asked of runs: members for other budgets, their trials, and pages of them as they go. */
package io.narsil.cli.finished;
