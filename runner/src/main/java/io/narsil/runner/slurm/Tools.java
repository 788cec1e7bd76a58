package io.narsil.runner.slurm;

import io.narsil.config.UserException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Slurm's programs that are used. */
record Tools(Tool sbatch, Tool squeue, Tool scancel) {
    /** Those on the path. */
    static Tools onPath() {
        return new Tools(Tool.onPath("sbatch"), Tool.onPath("squeue"), Tool.onPath("scancel"));
    }

    /** Those of a folder. */
    static Tools in(Path folder) {
        List<Path> only = List.of(folder);
        return new Tools(new Tool("sbatch", only), new Tool("squeue", only), new Tool("scancel", only));
    }

    /** Throws where one of them is missing. */
    void check(String where) {
        List<String> missing = Stream.of(sbatch, squeue, scancel)
                .filter(tool -> !tool.present())
                .map(Tool::name)
                .toList();
        if (!missing.isEmpty()) {
            throw new UserException(
                    where,
                    "this machine cannot give jobs to Slurm: there is no " + String.join(", no ", missing)
                            + " on the path",
                    "search on a machine from which the cluster is used, or write \"runner: local\"");
        }
    }
}
