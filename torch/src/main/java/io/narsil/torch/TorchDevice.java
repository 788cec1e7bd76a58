package io.narsil.torch;

import io.narsil.config.UserException;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.pytorch.Context;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * The device on which tensors live, and the precision of products.
 *
 * @param type processor or graphics card
 * @param index number of the card, from 0; 0 for the processor
 * @param lowPrecision use of bf16 in the convolutions and linear layers of a training; weights, batch norm's
 *     statistics, losses, optimizers and every evaluation stay in 32 bits
 */
record TorchDevice(torch.DeviceType type, int index, boolean lowPrecision) {
    private static final String LIBRARY = "/org/bytedeco/pytorch/" + Loader.getPlatform() + "-gpu/libtorch_cuda.so";

    /** The processor, in 32 bits. */
    static final TorchDevice CPU = new TorchDevice(torch.DeviceType.CPU, 0, false);

    /** The processor, in bf16, which is quicker only if the processor has instructions for it. */
    static final TorchDevice CPU_BF16 = new TorchDevice(torch.DeviceType.CPU, 0, true);

    /**
     * The graphics card of the worker numbered {@code worker}, from 0: cards are dealt out in turn, and workers share them.
     *
     * @throws UserException where there is no CUDA, no cuDNN or no card
     */
    static TorchDevice cuda(int worker, boolean lowPrecision) {
        if (!built()) {
            throw missing("this build of libtorch has no CUDA", "build with: mvn -P gpu -DskipTests package");
        }
        load();
        // libtorch itself does not tell a missing card from a missing library.
        if (!torch.cuda_is_available()) {
            throw missing(
                    "libtorch finds no card, or not all that it needs to use one",
                    "look at nvidia-smi; CUDA 13, its driver and cuDNN 9 are needed");
        }
        if (!torch.cudnn_is_available()) {
            throw missing("there is no cuDNN", "install cuDNN 9");
        }
        Context context = torch.globalContext();
        // What is deployed is proven to compute the same: evaluations must be true 32 bits, the same every time.
        context.setAllowTF32CuDNN(false);
        context.setDeterministicCuDNN(true);
        return new TorchDevice(torch.DeviceType.CUDA, worker % torch.cuda_device_count(), lowPrecision);
    }

    /**
     * Loads libtorch's part for cards. javacpp tries that, too, but before what it rests on, which on a machine's first start is
     * not unpacked by then; it passes over the failure, and libtorch would say that there is no card.
     *
     * @throws UnsatisfiedLinkError where a library of CUDA, cuDNN or NCCL is missing, which it names
     */
    private static void load() {
        Path folder = Path.of(Loader.load(torch.class)).toAbsolutePath().getParent();
        for (String part : List.of("libc10_cuda.so", "libtorch_cuda.so")) {
            System.load(folder.resolve(part).toString());
        }
    }

    private static UserException missing(String what, String maybe) {
        return new UserException("device: cuda", what, maybe);
    }

    /** Whether the class path holds libtorch for graphics cards. */
    static boolean built() {
        return TorchDevice.class.getResource(LIBRARY) != null;
    }

    private boolean host() {
        return type == torch.DeviceType.CPU;
    }

    /** A vector of zeros. */
    Tensor zeros(long length) {
        return here(torch.zeros(Math.max(1, length)));
    }

    /** The tensor itself if it is on this device, otherwise a copy that is. */
    Tensor here(Tensor tensor) {
        return host() ? tensor : tensor.to(new Device(type, (byte) index), tensor.scalar_type());
    }

    /**
     * A name of all properties of the device that a training's bits depend on. The number of the card is not one of
     * them.
     */
    String name() {
        return (host() ? "cpu " : "cuda ") + (lowPrecision ? "bf16" : "fp32");
    }

    /** The precision of products in a training's forward pass. */
    torch.ScalarType precision() {
        return lowPrecision ? torch.ScalarType.BFloat16 : torch.ScalarType.Float;
    }

    /** Whether depthwise convolutions lack the fast kernels that {@link Depthwise} replaces. */
    boolean gaps() {
        return host() && MemoryOrder.CHANNELS_LAST;
    }
}
