package io.narsil.torch;

import io.narsil.network.Architecture;
import io.narsil.network.Network;
import io.narsil.runner.ActivationMemory;
import io.narsil.runner.FreeMemory;
import java.util.OptionalLong;
import org.bytedeco.javacpp.Pointer;

/** Whether a training has to spare memory ({@link SparingPass}), since it would take more than there is. */
final class Sparing {
    /** The system property that settles it, {@code true} or {@code false}. */
    static final String PROPERTY = "narsil.sparing";

    private Sparing() {}

    /** @param share share of the network's activations that images have in training, where they are smaller */
    static boolean wanted(Architecture network, int batch, double share, TorchDevice device) {
        // A detector's levels are no row of blocks.
        if (!device.gaps() || !(network instanceof Network)) {
            return false;
        }
        String said = System.getProperty(PROPERTY);
        if (said != null) {
            return Boolean.parseBoolean(said);
        }
        OptionalLong free = FreeMemory.bytes();
        if (free.isEmpty()) {
            return false;
        }
        // What earlier trainings of this process took is there to be used again.
        long room = free.getAsLong() + Pointer.physicalBytes();
        boolean wanted = wanted(Math.round(share * network.cost().activations()), batch, room);
        if (wanted) {
            System.err.println("Memory is scarce: " + (room >> 20) + " MB for batches of " + batch + " images of "
                    + network.input().height()
                    + " pixels. Blocks are computed once more on the way back, which takes half"
                    + " as long again.");
        }
        return wanted;
    }

    /** @param room bytes that are free or taken by this process */
    static boolean wanted(long activations, int batch, long room) {
        return ActivationMemory.of(activations, batch) > room - room / 10;
    }
}
