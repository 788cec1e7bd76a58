package io.narsil.space;

/** The latency of candidates that is no sum over their blocks. Safe for several threads. */
public interface WholeLatency {
    /** The upper bound that budgets are checked against, in nanoseconds, above 0: what is expected plus the margin. */
    long bound(int[] genes);

    /** The share of what is expected that the bound adds to it. */
    double margin();
}
