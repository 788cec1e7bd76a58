package io.narsil.runner;

import io.narsil.latency.Machine;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What the last bits of a training depend on of the machine that it runs on.
 *
 * @param java name and version of the machine's Java
 * @param system name of its system, with the kind of its processor
 * @param processor name of its processor
 * @param vectors vector instructions that a trainer uses there, with the settings that hold it back; empty where nothing tells
 */
public record MachineKind(String java, String system, String processor, String vectors) {
    public MachineKind {
        java = Objects.requireNonNullElse(java, "");
        system = Objects.requireNonNullElse(system, "");
        processor = Objects.requireNonNullElse(processor, "");
        vectors = Objects.requireNonNullElse(vectors, "");
    }

    /**
     * This machine.
     *
     * @param more variables that a trainer has beside those of this process
     */
    public static MachineKind here(Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.putAll(more);
        return new MachineKind(
                System.getProperty("java.vm.name") + " " + System.getProperty("java.version"),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                Machine.processor(),
                Machine.vectors(environment));
    }

    /**
     * Variables that hold a trainer of this machine to the vector instructions of another one; none where that has as many, or
     * more.
     *
     * @param others vector instructions of the other machine
     */
    public Map<String, String> heldTo(String others) {
        Map<String, String> variables = new TreeMap<>();
        if (!others.isEmpty() && !vectors.isEmpty() && !others.equals(vectors)) {
            for (String setting : Machine.pin(others, vectors).split(" ", -1)) {
                String[] parts = setting.split("=", 2);
                if (parts.length == 2) {
                    variables.put(parts[0], parts[1]);
                }
            }
        }
        return variables;
    }
}
