package io.narsil.store;

import io.narsil.config.UserException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * Opens stores in SQLite files: {@code sqlite:PATH}, {@code jdbc:sqlite:PATH}, {@code file:} addresses and plain paths.
 */
final class SqliteProvider implements TrialStoreProvider {
    @Override
    public Set<String> schemes() {
        return Set.of("sqlite", "jdbc:sqlite", "file");
    }

    @Override
    public TrialStore open(String address) {
        return JdbcTrialStore.open(dialect(address));
    }

    @Override
    public TrialStore existing(String address) {
        return JdbcTrialStore.existing(dialect(address));
    }

    @Override
    public TrialStore snapshot(String address) {
        return SqliteSnapshot.open(dialect(address));
    }

    @Override
    public boolean damaged(String address) {
        return dialect(address).damaged();
    }

    @Override
    public Optional<Path> file(String address) {
        return Optional.of(dialect(address).file());
    }

    @Override
    public boolean there(String address) {
        return Files.exists(dialect(address).file());
    }

    /** The file, which is made: it must not have been there with trials in it. */
    @Override
    public String claim(String address, String run) {
        boolean there = there(address);
        try (TrialStore store = open(address)) {
            if (there && !store.studies().isEmpty()) {
                throw new UserException(
                        address, "this file has the trials of another run", "another name, which no file has yet");
            }
            return address;
        }
    }

    private static SqliteDialect dialect(String address) {
        try {
            if (address.startsWith("file:")) {
                return new SqliteDialect(Path.of(URI.create(address)));
            }
            String path = address.replaceFirst("^(jdbc:)?sqlite:", "");
            if (!path.isEmpty()) {
                return new SqliteDialect(Path.of(path));
            }
        } catch (InvalidPathException e) {
            throw new UserException(address, "this names no file: " + e.getReason(), "");
        } catch (IllegalArgumentException e) {
            throw new UserException(address, "this names no file: " + e.getMessage(), "");
        }
        throw new UserException(address, "the path of the file is missing", "sqlite:runs/study.db");
    }
}
