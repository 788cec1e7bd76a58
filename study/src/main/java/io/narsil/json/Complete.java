package io.narsil.json;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Finds what is null in a value that was read, where {@link MayBeNull} does not allow it. */
final class Complete {
    private Complete() {}

    /** The name of the first value that is missing, such as {@code family[0].budget}; nothing where none is. */
    static Optional<String> missing(String name, Object value) {
        if (value == null) {
            return Optional.of(name);
        }
        if (value instanceof Collection<?> all) {
            int index = 0;
            for (Object one : all) {
                Optional<String> missing = missing(name + "[" + index++ + "]", one);
                if (missing.isPresent()) {
                    return missing;
                }
            }
        } else if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .flatMap(e -> missing(name + "." + e.getKey(), e.getValue()).stream())
                    .findFirst();
        } else if (value.getClass().isRecord()) {
            return ofRecord(name, value);
        }
        return Optional.empty();
    }

    private static Optional<String> ofRecord(String name, Object value) {
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            Object part;
            try {
                component.getAccessor().setAccessible(true);
                part = component.getAccessor().invoke(value);
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalStateException(e);
            }
            boolean mayBeNull = component.isAnnotationPresent(MayBeNull.class);
            if (mayBeNull && part instanceof Collection<?> all) {
                part = all.stream().filter(Objects::nonNull).toList();
            }
            if (part != null || !mayBeNull) {
                String key = Json.key(component.getName());
                Optional<String> missing = missing(name.isEmpty() ? key : name + "." + key, part);
                if (missing.isPresent()) {
                    return missing;
                }
            }
        }
        return Optional.empty();
    }
}
