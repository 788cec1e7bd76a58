package io.narsil.cli.objects;

import io.narsil.boxes.Box;
import io.narsil.boxes.FoundBox;
import io.narsil.json.Json;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Found objects as JSON Lines: an object for each image, with its boxes. */
record ObjectJson(PrintWriter out) implements ObjectForm {
    @Override
    public void add(FoundObjects found) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("image", found.image());
        line.put("boxes", found.boxes().stream().map(box -> box(found, box)).toList());
        out.print(Json.line(line) + "\n");
        out.flush();
    }

    private static Map<String, Object> box(FoundObjects found, FoundBox each) {
        Box box = each.box();
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("class", found.name(each));
        said.put("score", each.score());
        said.put("box", List.of(box.left(), box.top(), box.width(), box.height()));
        return said;
    }
}
