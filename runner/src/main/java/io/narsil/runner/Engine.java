package io.narsil.runner;

/** What the built-in trainer computes on, and in what precision. */
public record Engine(Device device, Precision precision) {
    /** The processor in 32 bits, as every machine can. */
    public static final Engine EXACT = new Engine(Device.CPU, Precision.FP32);

    /** The device in the precision that is quickest here. */
    public static Engine quickest(Device device) {
        return new Engine(device, Precision.quickest(device));
    }
}
