package io.narsil.store;

import io.narsil.config.UserException;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
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
