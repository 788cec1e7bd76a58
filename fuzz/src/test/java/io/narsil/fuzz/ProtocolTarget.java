package io.narsil.fuzz;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.narsil.runner.Protocol;
import java.nio.charset.StandardCharsets;

/** A line of the worker protocol, in either direction; what is read is written again. */
public final class ProtocolTarget {
    private ProtocolTarget() {}

    public static void fuzzerTestOneInput(byte[] data) {
        String line = new String(data, StandardCharsets.UTF_8);
        Reading.clean(() -> Protocol.write(Protocol.message(line)), JsonProcessingException.class);
        Reading.clean(() -> Protocol.write(Protocol.request(line)), JsonProcessingException.class);
    }
}
