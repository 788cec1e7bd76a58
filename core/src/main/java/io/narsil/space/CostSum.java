package io.narsil.space;

import io.narsil.network.Cost;

/** A running sum of costs. It cannot overflow, since blocks that are too expensive are refused before. */
final class CostSum {
    private long macs;
    private long pooled;
    private long params;
    private long trainable;
    private long activations;
    private long memory;
    private long latency;

    /**
     * Adds blocks that are alike.
     *
     * @param waiting bytes that others' values take while they compute
     */
    void add(Cost cost, int times, long waiting) {
        macs += cost.macs() * times;
        params += cost.params() * times;
        pooled += cost.pooled() * times;
        trainable += cost.trainable() * times;
        activations += cost.activations() * times;
        memory = Math.max(memory, cost.memory() + waiting);
        latency += cost.latency() * times;
    }

    Cost cost() {
        return new Cost(macs, pooled, params, trainable, activations, memory, latency);
    }
}
