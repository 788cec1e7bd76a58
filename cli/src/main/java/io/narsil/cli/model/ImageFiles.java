package io.narsil.cli.model;

import io.narsil.config.Unreadable;
import io.narsil.config.UserException;
import io.narsil.data.FolderNames;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The files that a user means by files, folders and patterns, one after the other, however many they are. */
final class ImageFiles {
    private static final String PATTERN = ".*[*?\\[{].*";

    private ImageFiles() {}

    /**
     * Gives each file to {@code each}: those of a folder and of all folders in it, in the order of their names.
     *
     * @param wrong taker of what is no file, no folder, and matches none
     */
    static void forEach(List<String> arguments, Consumer<Path> each, Consumer<UserException> wrong) {
        for (String argument : arguments) {
            try {
                if (!given(argument, each, wrong)) {
                    wrong.accept(none(argument));
                }
            } catch (IOException e) {
                wrong.accept(unreadable(argument, e));
            } catch (IllegalArgumentException e) {
                wrong.accept(new UserException(argument, "this is no path and no pattern", ""));
            }
        }
    }

    private static UserException none(String argument) {
        return argument.matches(PATTERN)
                ? new UserException(argument, "no file matches this pattern", "** for folders within folders")
                : new UserException(argument, "there is no such file", "");
    }

    /** Whether there was anything. */
    private static boolean given(String argument, Consumer<Path> each, Consumer<UserException> wrong)
            throws IOException {
        Path path = argument.matches(PATTERN) && !exists(argument) ? null : Path.of(argument);
        if (path == null) {
            return matching(argument, each, wrong);
        }
        if (Files.isDirectory(path)) {
            if (walk(path, file -> true, each, wrong) == 0) {
                throw new IOException("it holds no files");
            }
            return true;
        }
        if (Files.exists(path)) {
            each.accept(path);
            return true;
        }
        return false;
    }

    private static boolean exists(String argument) {
        try {
            return Files.exists(Path.of(argument));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Files below the part of a pattern that is plain; links to folders are not followed. */
    private static boolean matching(String pattern, Consumer<Path> each, Consumer<UserException> wrong)
            throws IOException {
        int odd = 0;
        while ("*?[{\\".indexOf(pattern.charAt(odd)) < 0) {
            odd++;
        }
        String plain = pattern.substring(0, pattern.lastIndexOf('/', odd) + 1);
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
        Path start = Path.of(plain);
        if (!Files.isDirectory(plain.isEmpty() ? Path.of(".") : start)) {
            return false;
        }
        return walk(start, matcher::matches, each, wrong) > 0;
    }

    private interface Wanted {
        boolean is(Path path);
    }

    /** One folder's names are held at a time, and those of the folders above it. */
    private static long walk(Path folder, Wanted wanted, Consumer<Path> each, Consumer<UserException> wrong)
            throws IOException {
        List<Path> entries;
        Path listed = folder.toString().isEmpty() ? Path.of(".") : folder;
        try (Stream<Path> names = Files.list(listed)) {
            entries = names.map(Path::getFileName)
                    .filter(name -> !FolderNames.foreign(name.toString()))
                    .sorted()
                    .map(folder::resolve)
                    .toList();
        }
        long found = 0;
        for (Path entry : entries) {
            if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                found += inner(entry, wanted, each, wrong);
            } else if (Files.isRegularFile(entry) && wanted.is(entry)) {
                each.accept(entry);
                found++;
            }
        }
        return found;
    }

    /** A folder that cannot be read is named, and does not keep what follows it from being read. */
    private static long inner(Path folder, Wanted wanted, Consumer<Path> each, Consumer<UserException> wrong) {
        try {
            return walk(folder, wanted, each, wrong);
        } catch (IOException e) {
            wrong.accept(unreadable(folder.toString(), e));
            return 0;
        }
    }

    private static UserException unreadable(String folder, IOException e) {
        return new UserException(folder, Unreadable.folder(e), "");
    }
}
