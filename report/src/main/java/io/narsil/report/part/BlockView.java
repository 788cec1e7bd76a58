package io.narsil.report.part;

import io.narsil.network.Architecture;
import io.narsil.network.Trace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One block of a network as it is drawn.
 *
 * @param name name of the block, such as {@code stage3.1}
 * @param kernel largest kernel of its convolutions
 * @param expansion channels of its widest layer over those that come in, 1 where nothing is wider
 * @param stride product of its convolutions' strides
 * @param in channels that come in
 * @param out shape of the output, channels x height x width
 */
public record BlockView(
        String name,
        int kernel,
        double expansion,
        int stride,
        int in,
        String out,
        int channels,
        int size,
        boolean squeeze,
        long macs,
        long params) {

    /** The blocks of a network, in order; of a detector those that it reads, the levels of its neck, and its head. */
    public static List<BlockView> of(Architecture network) {
        Map<String, List<Trace.Operation>> blocks = new LinkedHashMap<>();
        String current = "";
        for (Trace.Operation o : Trace.of(network)) {
            String[] parts = o.name().split("\\.", -1);
            current = o.name().isEmpty() ? current : parts.length > 2 ? parts[0] + "." + parts[1] : parts[0];
            blocks.computeIfAbsent(current, k -> new ArrayList<>()).add(o);
        }
        List<BlockView> views = new ArrayList<>();
        int in = network.input().channels();
        for (Map.Entry<String, List<Trace.Operation>> block : blocks.entrySet()) {
            BlockView view = of(block.getKey(), block.getValue(), in);
            views.add(view);
            in = view.channels();
        }
        return views;
    }

    private static BlockView of(String name, List<Trace.Operation> operations, int in) {
        int kernel = 0;
        int stride = 1;
        int widest = 0;
        boolean squeeze = false;
        long macs = 0;
        long params = 0;
        for (Trace.Operation o : operations) {
            kernel = Math.max(kernel, o.kernel());
            stride *= Math.max(1, o.stride());
            widest = Math.max(widest, o.output().shape().channels());
            squeeze |= o.name().contains("se_reduce");
            macs += o.cost().macs();
            params += o.cost().params();
        }
        var out = operations.get(operations.size() - 1).output().shape();
        boolean single = operations.size() == 1;
        return new BlockView(
                name,
                kernel,
                single ? 1 : Math.max(1, (double) widest / in),
                stride,
                in,
                out.toString(),
                out.channels(),
                out.height(),
                squeeze,
                macs,
                params);
    }
}
