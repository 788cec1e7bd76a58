package io.narsil.annotations;

import io.narsil.data.Part;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The names by which images of a folder are known: their paths in it, and their files' names where only one has it. */
final class ImageNames {
    /**
     * Where an image is.
     *
     * @param index number of the image in its part
     */
    record Place(Part part, int index) {}

    private final Map<String, Place> paths = new HashMap<>();
    private final Map<String, Place> names = new HashMap<>();
    private final Set<String> several = new HashSet<>();

    ImageNames(AnnotatedFolder folder, Path root) {
        Path from = root.toAbsolutePath().normalize();
        folder.parts().forEach((part, images) -> {
            for (int i = 0; i < images.size(); i++) {
                add(from, images.get(i).file().toAbsolutePath().normalize(), new Place(part, i));
            }
        });
        several.forEach(names::remove);
    }

    private void add(Path root, Path file, Place place) {
        String path = root.relativize(file).toString().replace('\\', '/');
        paths.put(path, place);
        String name = file.getFileName().toString();
        if (names.put(name, place) != null) {
            several.add(name);
        }
    }

    /** The image of a name; empty where there is none, or where several have it. */
    Optional<Place> find(String name) {
        return Optional.ofNullable(paths.get(name)).or(() -> Optional.ofNullable(names.get(name)));
    }

    /** Whether several images' files have a name. */
    boolean several(String name) {
        return several.contains(name);
    }
}
