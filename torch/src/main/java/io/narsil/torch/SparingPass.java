package io.narsil.torch;

import io.narsil.network.Network;
import io.narsil.network.PlacedBlock;
import io.narsil.recipe.Recipe;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Generator;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * A pass that keeps only what flows between blocks, and computes each block once more on the way back (Chen et al. 2016): a third
 * more work for a fraction of the memory, and the same bits. On processors only: the random numbers that it repeats are theirs.
 */
final class SparingPass implements TrainingPass {
    private final Leaves leaves;
    private final Recipe recipe;
    private final Folded still;
    private final TorchDevice device;
    private final List<PlacedBlock> blocks;
    private final Generator generator = torch.getDefaultCPUGenerator();
    /** What flows into each block, and the state of the random numbers there. */
    private final List<Tensor> inputs = new ArrayList<>();

    private final List<Tensor> states = new ArrayList<>();
    private Depthwise lastDepthwise;

    /** A pass within the innermost pointer scope. */
    SparingPass(Network network, Leaves leaves, Recipe recipe, Folded still, TorchDevice device) {
        this.leaves = leaves;
        this.recipe = recipe;
        this.still = still;
        this.device = device;
        blocks = network.placedBlocks();
    }

    @Override
    public Tensor outputs(Tensor images) {
        PointerScope step = PointerScope.getInnerScope();
        int last = blocks.size() - 1;
        Tensor x = images;
        Depthwise depthwise = new Depthwise(device.gaps());
        TorchReader reader = TorchReader.training(leaves, recipe, depthwise, still);
        for (int b = 0; b < last; b++) {
            inputs.add(x);
            states.add(generator.get_state());
            try (PointerScope inner = new PointerScope();
                    NoGradGuard guard = new NoGradGuard()) {
                x = blocks.get(b).accept(reader, x);
                step.attach(x);
            }
            depthwise.forget();
        }
        // Its way back comes next, so there is nothing to spare.
        Tensor into = x.detach().requires_grad_(leaves.trains(before(last)));
        inputs.add(into);
        lastDepthwise = depthwise;
        return blocks.get(last).accept(reader, into);
    }

    @Override
    public void differentiate(Tensor loss) {
        PointerScope step = PointerScope.getInnerScope();
        Tensor statistics = leaves.statistics().clone();
        Tensor state = generator.get_state();
        int b = blocks.size() - 1;
        Optional<Tensor> gradient =
                leaves.differentiate(loss, new TensorVector(), flowsBack(b, inputs.get(b)), of(b), lastDepthwise);
        while (gradient.isPresent()) {
            b--;
            try (PointerScope inner = new PointerScope()) {
                Tensor behind = gradient.get();
                gradient = again(b, behind);
                gradient.ifPresent(step::attach);
                behind.close();
            }
            inputs.get(b + 1).close();
        }
        // Each forward pass moved them: the first one counts.
        leaves.statistics().copy_(statistics);
        generator.set_state(state);
    }

    /** Computes a block once more, and the gradients of its arrays and of what flows into it. */
    private Optional<Tensor> again(int block, Tensor gradient) {
        Tensor into = inputs.get(block).detach().requires_grad_(leaves.trains(before(block)));
        generator.set_state(states.get(block));
        Depthwise depthwise = new Depthwise(device.gaps());
        TorchReader reader = TorchReader.training(leaves, recipe, depthwise, still);
        reader.reach(blocks.get(block).place().layer(""));
        Tensor output = blocks.get(block).accept(reader, into);
        return leaves.differentiate(output, new TensorVector(gradient), flowsBack(block, into), of(block), depthwise);
    }

    private Optional<Tensor> flowsBack(int block, Tensor into) {
        return leaves.trains(before(block)) ? Optional.of(into) : Optional.empty();
    }

    private Predicate<String> of(int block) {
        String prefix = blocks.get(block).place().layer("");
        return name -> name.startsWith(prefix);
    }

    private Predicate<String> before(int block) {
        return name -> blocks.subList(0, block).stream()
                .anyMatch(b -> name.startsWith(b.place().layer("")));
    }
}
