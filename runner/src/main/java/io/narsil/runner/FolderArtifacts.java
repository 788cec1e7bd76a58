package io.narsil.runner;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Files in one folder, named {@code KEY.safetensors}, and a few that are known to lie elsewhere.
 *
 * <p>A key that leads out of the folder is refused, so that requests cannot reach other files of this machine.
 */
public final class FolderArtifacts implements ArtifactResolver {
    private final Path folder;
    private final Map<String, Path> elsewhere;

    /** @param folder folder that exists before a request is run */
    public FolderArtifacts(Path folder) {
        this(folder.toAbsolutePath().normalize(), Map.of());
    }

    private FolderArtifacts(Path folder, Map<String, Path> elsewhere) {
        this.folder = folder;
        this.elsewhere = elsewhere;
    }

    /** The same, but the file of one key is {@code file}, which may lie anywhere. */
    public FolderArtifacts with(String key, Path file) {
        Map<String, Path> more = new LinkedHashMap<>(elsewhere);
        more.put(key, file.toAbsolutePath());
        return new FolderArtifacts(folder, more);
    }

    @Override
    public Path path(String key) {
        Path known = elsewhere.get(key);
        if (known != null) {
            return known;
        }
        Path file = folder.resolve(key + ".safetensors").normalize();
        if (key.isBlank() || !file.startsWith(folder)) {
            throw new IllegalArgumentException("\"" + key + "\" names no file in " + folder);
        }
        return file;
    }
}
