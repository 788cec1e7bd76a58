package io.narsil.data;

import io.narsil.config.Unreadable;
import io.narsil.config.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Walks a user's folder in the order of names. It leaves out what systems and tools have left there, follows links out
 * of the folder only if it is told to, and meets no folder twice on its way down.
 */
public final class FolderWalk {
    private static final int DEEPEST = 20;

    private final Path root;
    /** The same path without links, to recognise what lies outside of it. */
    private final Path real;

    private final boolean follow;
    private final FileFaults faults;
    private final Noted noted;
    /** Advice for a link that is not followed. */
    private final String advice;

    /**
     * Walks nowhere yet.
     *
     * @param spec folder of the images
     * @param faults list that receives what is wrong with single files and folders
     * @param noted list that receives what a user should know
     */
    public FolderWalk(DataSpec spec, FileFaults faults, Noted noted) {
        root = spec.path().orElseThrow();
        follow = spec.followLinks();
        advice = spec.origin().links();
        this.faults = faults;
        this.noted = noted;
        try {
            real = root.toRealPath();
        } catch (IOException e) {
            throw new UserException(root.toString(), Unreadable.folder(e), "");
        }
    }

    /** The folders in a folder that may hold images. */
    List<Path> folders(Path parent) {
        return children(parent, true);
    }

    /** The files in a folder that may be images. */
    List<Path> files(Path parent) {
        return children(parent, false);
    }

    /** The files in a folder and in all folders below it; those of a folder before those of the folders in it. */
    List<Path> below(Path folder) {
        List<Path> files = new ArrayList<>();
        collect(folder, files, new HashSet<>(), 0, true);
        return files;
    }

    /** All files, in the order of {@link #below}: folders in folders are nothing to note. */
    public List<Path> all() {
        List<Path> files = new ArrayList<>();
        collect(root, files, new HashSet<>(), 0, false);
        return files;
    }

    private void collect(Path folder, List<Path> files, Set<Path> seen, int depth, boolean inClass) {
        if (depth > DEEPEST) {
            faults.add(
                    folder.toString(), "this folder is more than " + DEEPEST + " folders deep", "move its images up");
            return;
        }
        if (!seen.add(real(folder))) {
            noted.add("links to folders that are read already are not followed", name(folder));
            return;
        }
        List<Path> own = files(folder);
        files.addAll(own);
        if (inClass && depth > 0 && !own.isEmpty()) {
            noted.add("folders inside a class folder are read as part of their class", name(folder));
        }
        folders(folder).forEach(child -> collect(child, files, seen, depth + 1, inClass));
    }

    private static Path real(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException e) {
            return folder.toAbsolutePath().normalize();
        }
    }

    /** The name of a path in a note: without the folder that all have in common. */
    public String name(Path path) {
        return root.relativize(path).toString();
    }

    private List<Path> children(Path parent, boolean folders) {
        try (Stream<Path> children = Files.list(parent)) {
            return children.sorted()
                    .filter(child -> Files.isDirectory(child) == folders)
                    .filter(child -> wanted(child, folders))
                    .toList();
        } catch (IOException e) {
            if (folders) {
                faults.add(parent.toString(), Unreadable.folder(e), "change who may read it, or move it away");
            }
            return List.of();
        }
    }

    private boolean wanted(Path child, boolean folder) {
        if (FolderNames.foreign(FolderNames.of(child))) {
            if (folder) {
                noted.add("folders that a system or a tool has left behind are not read", name(child));
            }
            return false;
        }
        if (folder && Files.isSymbolicLink(child) && real(child.getParent()).startsWith(real(child))) {
            noted.add("links that lead back to a folder that they are in are not followed", name(child));
            return false;
        }
        if (!folder && Files.exists(child) && !Files.isRegularFile(child)) {
            noted.add("what is neither a file nor a folder is not read", name(child));
            return false;
        }
        return follow ? !broken(child) : inside(child);
    }

    private boolean broken(Path child) {
        if (Files.exists(child)) {
            return false;
        }
        faults.add(child.toString(), "this link leads nowhere", "remove it");
        return true;
    }

    private boolean inside(Path child) {
        if (!Files.isSymbolicLink(child)) {
            return true;
        }
        try {
            if (child.toRealPath().startsWith(real)) {
                return true;
            }
            faults.add(child.toString(), "this link leads out of the folder, which is not followed", advice);
        } catch (IOException e) {
            faults.add(child.toString(), "this link leads nowhere", "remove it");
        }
        return false;
    }
}
