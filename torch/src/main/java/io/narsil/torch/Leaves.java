package io.narsil.torch;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * The leaves of a training step's derivative: a network's arrays in the precision in which they are multiplied. Their
 * gradients are views into one vector, as the weights are; those of frozen ones stay 0.
 */
final class Leaves {
    private final Weights weights;
    private final Tensor multiplied;
    private final Tensor gradients;
    private final Map<String, TensorOptional> leaves = new HashMap<>();
    private final Map<String, Tensor> views = new LinkedHashMap<>();

    /**
     * Leaves of the weights' values.
     *
     * @param precision type of the weights of convolutions and linear layers; batch norm's scale and shift stay in 32 bits
     * @param frozen test for the names of arrays that stay as they are: no derivative is taken for them
     */
    Leaves(Weights weights, torch.ScalarType precision, Predicate<String> frozen) {
        this.weights = weights;
        Layout layout = weights.layout();
        gradients = torch.zeros_like(weights.trained());
        multiplied = weights.trained().to(precision);
        for (Layout.Slot slot : layout.slots()) {
            if (slot.role() == Layout.Role.STATISTIC) {
                leaves.put(slot.name(), weights.get(slot.name()));
                continue;
            }
            boolean trained = !frozen.test(slot.name());
            Tensor leaf = Weights.view(slot.multiplied() ? multiplied : weights.trained(), slot)
                    .requires_grad_(trained);
            leaves.put(slot.name(), new TensorOptional(leaf));
            if (trained) {
                views.put(slot.name(), Weights.view(gradients, slot));
            }
        }
    }

    /** One array, in libtorch's shape. */
    TensorOptional get(String name) {
        return leaves.get(name);
    }

    /** The precision of convolutions and linear layers, and so of their outputs. */
    torch.ScalarType precision() {
        return multiplied.scalar_type();
    }

    /** The vector of all gradients. */
    Tensor gradients() {
        return gradients;
    }

    /** Copies the present values of the weights; must be called before each step. */
    void refresh() {
        if (multiplied.scalar_type() != weights.trained().scalar_type()) {
            multiplied.copy_(weights.trained());
        }
    }

    /** Whether one of the arrays that pass a test is trained. */
    boolean trains(Predicate<String> names) {
        return views.keySet().stream().anyMatch(names);
    }

    /** Batch norm's running statistics, which a forward pass moves. */
    Tensor statistics() {
        return weights.statistics();
    }

    /** Fills the vector of gradients with the gradients of the loss. */
    void differentiate(Tensor loss, Depthwise depthwise) {
        differentiate(loss, new TensorVector(), Optional.empty(), name -> true, depthwise);
    }

    /**
     * Fills a part of the vector of gradients.
     *
     * @param output result whose derivative is taken, a loss or what flows on
     * @param along gradient of {@code output}; empty for a loss
     * @param input images that it was computed of, if their gradient is asked for, too
     * @param names test for the names of the arrays that it was computed with
     * @return the gradient of {@code input}
     */
    Optional<Tensor> differentiate(
            Tensor output, TensorVector along, Optional<Tensor> input, Predicate<String> names, Depthwise depthwise) {
        List<String> asked = views.keySet().stream()
                .filter(names)
                .filter(name -> !depthwise.alone(name))
                .toList();
        TensorVector inputs = new TensorVector();
        asked.forEach(name -> inputs.push_back(leaves.get(name).get()));
        depthwise.outputs().forEach(inputs::push_back);
        input.ifPresent(inputs::push_back);
        // Not loss.backward(): it keeps gradients of outputs with channels first, slow to write and to read.
        TensorVector found = torch.grad(new TensorVector(output), inputs, along, new BoolOptional(), false, false);
        for (int i = 0; i < asked.size(); i++) {
            views.get(asked.get(i)).copy_(found.get(i));
        }
        Set<String> written = new HashSet<>(asked);
        List<String> own = depthwise.weights();
        for (int i = 0; i < own.size(); i++) {
            Tensor view = views.get(own.get(i));
            if (written.add(own.get(i))) {
                depthwise.gradient(i, found.get(asked.size() + i), view);
            } else {
                Tensor more = torch.zeros_like(view);
                depthwise.gradient(i, found.get(asked.size() + i), more);
                view.add_(more);
            }
        }
        // What a vector gives is a part of it.
        return input.map(x -> new Tensor(found.get(found.size() - 1)));
    }
}
