package io.narsil.runner;

import com.fasterxml.jackson.annotation.JacksonAnnotationsInside;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/**
 * A component of a request that names a file by key. On a worker's line the file's path takes its place; an empty key
 * stays empty.
 */
@JacksonAnnotationsInside
@JsonSerialize(using = ArtifactKey.Writer.class)
@Retention(RetentionPolicy.RUNTIME)
@interface ArtifactKey {
    /** Writes the path that the writer's resolver finds, or the key if there is no resolver. */
    final class Writer extends JsonSerializer<String> {
        @Override
        public void serialize(String key, JsonGenerator json, SerializerProvider context) throws IOException {
            ArtifactResolver files = (ArtifactResolver) context.getAttribute(ArtifactResolver.class);
            json.writeString(
                    files == null || key.isEmpty() ? key : files.path(key).toString());
        }
    }
}
