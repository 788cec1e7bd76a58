package io.narsil.torch;

import io.narsil.config.UserException;
import io.narsil.files.WholeFile;
import io.narsil.tensors.Safetensors;
import io.narsil.tensors.TensorEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.bytedeco.pytorch.Tensor;

/** The state of a training after an epoch, in a file that is written whole or not at all. */
final class Checkpoint {
    private Checkpoint() {}

    /**
     * Writes the state.
     *
     * @param trial owner of the state, which is restored to no other
     * @param epochs results so far
     */
    static void save(Path file, Trainer trainer, String trial, List<Trainer.EpochResult> epochs) {
        List<TensorEntry> entries = new ArrayList<>();
        trainer.state().forEach((name, tensor) -> {
            float[] values = Floats.of(tensor);
            entries.add(TensorEntry.of(name, values, values.length));
        });
        String curve = epochs.stream().map(e -> e.loss() + " " + e.score()).collect(Collectors.joining(","));
        Safetensors.write(
                file, entries, Map.of("trial", trial, "steps", Long.toString(trainer.steps()), "epochs", curve));
    }

    /**
     * Restores the state in a file and returns the results of the epochs before it. Returns empty if there is no file,
     * if it belongs to another training, or if it is damaged; a damaged file is renamed to {@code *.damaged}.
     *
     * @param trial owner of a state after so many epochs
     */
    static Optional<List<Trainer.EpochResult>> restore(Path file, Trainer trainer, IntFunction<String> trial) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            Safetensors.Content content = Safetensors.read(file);
            List<Trainer.EpochResult> epochs = Arrays.stream(
                            content.metadata().get("epochs").split(","))
                    .map(e -> e.split(" "))
                    .map(e -> new Trainer.EpochResult(Double.parseDouble(e[0]), Double.parseDouble(e[1])))
                    .toList();
            if (!trial.apply(epochs.size()).equals(content.metadata().get("trial"))) {
                System.err.println(file
                        + " is of another training, or of a version of Narsil that prepared images in another way, with"
                        + " other windows, say: this training begins anew");
                return Optional.empty();
            }
            Map<String, Tensor> state = trainer.state();
            for (Map.Entry<String, Tensor> e : state.entrySet()) {
                if (content.need(e.getKey(), file).floats().length
                        != e.getValue().numel()) {
                    throw new UserException(file.toString(), "the array \"" + e.getKey() + "\" has another length", "");
                }
            }
            state.forEach(
                    (name, tensor) -> Floats.put(content.tensors().get(name).floats(), tensor));
            trainer.resumeAfter(Long.parseLong(content.metadata().get("steps")));
            return Optional.of(epochs);
        } catch (RuntimeException e) {
            setAside(file, e);
            return Optional.empty();
        }
    }

    private static void setAside(Path file, RuntimeException reason) {
        try {
            WholeFile.setAside(file);
            System.err.println(file + " is damaged and was set aside: " + reason.getMessage());
        } catch (UserException e) {
            System.err.println(file + " is damaged and could not be set aside: " + e.getMessage());
        }
    }
}
