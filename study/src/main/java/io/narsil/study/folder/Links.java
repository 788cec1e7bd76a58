package io.narsil.study.folder;

import io.narsil.config.Problems;
import io.narsil.files.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Links among the folders of a run, which are not followed. */
final class Links {
    private Links() {}

    /** Throws a {@link io.narsil.config.UserException} where a folder is a link, or what is in it, with all of them. */
    static void refuse(List<Path> folders) {
        Problems problems = new Problems();
        for (Path folder : folders) {
            link(folder, problems);
            if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                try (Stream<Path> below = Files.list(folder)) {
                    below.sorted().forEach(p -> link(p, problems));
                } catch (IOException e) {
                    throw WholeFile.failure(folder, e);
                }
            }
        }
        problems.throwIfAny();
    }

    private static void link(Path folder, Problems problems) {
        if (Files.isSymbolicLink(folder)) {
            problems.add(folder.toString(), "this is a link, which is not followed", "remove it");
        }
    }
}
