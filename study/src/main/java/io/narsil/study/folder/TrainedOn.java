package io.narsil.study.folder;

import io.narsil.runner.MachineKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A machine that trained for a run: what the last bits of a training depend on beside the study.
 *
 * @param narsil version of the program
 * @param engine engine that trains, with its version
 * @param vectors vector instructions that it uses; empty where a run does not know
 * @param since time from which it trained; for people, nothing depends on it
 */
public record TrainedOn(
        String narsil, String java, String system, String processor, String vectors, String engine, String since) {

    /** This machine. */
    static TrainedOn here(String engine, String since) {
        return of(MachineKind.here(Map.of()), engine, since);
    }

    /** A machine of a kind. */
    static TrainedOn of(MachineKind kind, String engine, String since) {
        return new TrainedOn(
                Provenance.version(), kind.java(), kind.system(), kind.processor(), kind.vectors(), engine, since);
    }

    private Map<String, String> arithmetic() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("processor", processor);
        values.put("vector instructions", vectors);
        values.put("trainer", engine);
        values.put("Java", java);
        values.put("system", system);
        values.put("Narsil", narsil);
        return values;
    }

    /** What is different on {@code other}, such as {@code processor: A, now B}; nothing that is not known of both. */
    public List<String> differences(TrainedOn other) {
        List<String> found = new ArrayList<>();
        Map<String, String> now = other.arithmetic();
        arithmetic().forEach((name, before) -> {
            if (!before.isEmpty() && !before.equals(now.get(name))) {
                found.add(name + ": " + before + ", now " + now.get(name));
            }
        });
        return found;
    }

    /**
     * Settings of the environment that hold the trainer of {@code other} to the vector instructions of this machine; empty
     * where there is nothing to hold back.
     */
    public String pin(TrainedOn other) {
        return new MachineKind(other.java, other.system, other.processor, other.vectors)
                .heldTo(vectors).entrySet().stream()
                        .map(setting -> setting.getKey() + "=" + setting.getValue())
                        .collect(Collectors.joining(" "));
    }
}
