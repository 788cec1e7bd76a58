package io.narsil.runner;

/** The device of the built-in trainer, and its precision. */
public record Engine(Device device, Precision precision) {
    /** The processor in 32 bits, which every machine has. */
    public static final Engine EXACT = new Engine(Device.CPU, Precision.FP32);

    /** The device with the precision that is quickest on this machine. */
    public static Engine quickest(Device device) {
        return new Engine(device, Precision.quickest(device));
    }
}
