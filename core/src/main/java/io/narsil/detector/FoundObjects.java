package io.narsil.detector;

import io.narsil.boxes.Detections;
import io.narsil.boxes.FoundBox;
import io.narsil.boxes.Placement;
import io.narsil.boxes.TrueBox;
import java.util.ArrayList;
import java.util.List;

/** What a detector finds in photos, collected batch by batch, and how good it is: boxes are judged in the photos' own pixels. */
public final class FoundObjects {
    private final Detector detector;
    private final Decoder decoder;
    private final List<List<TrueBox>> marked;
    private final List<Placement> ways;
    private final List<List<FoundBox>> found = new ArrayList<>();

    /**
     * Nothing found yet.
     *
     * @param marked objects of each photo
     * @param ways way of each photo into the image that the detector sees
     */
    public FoundObjects(Detector detector, Decoder decoder, List<List<TrueBox>> marked, List<Placement> ways) {
        this.detector = detector;
        this.decoder = decoder;
        this.marked = marked;
        this.ways = ways;
    }

    /**
     * Adds what the detector says of the next photos.
     *
     * @param outputs logits of the classes and logarithms of the sides, image by image and place by place
     */
    public void add(float[] outputs, int count) {
        for (int i = 0; i < count; i++) {
            List<FoundBox> boxes =
                    decoder.boxes(outputs, i * (outputs.length / count), detector.classes(), detector.grids());
            found.add(ways.get(found.size()).found(boxes));
        }
    }

    /** The boxes of each photo so far, in its pixels. */
    public List<List<FoundBox>> boxes() {
        return List.copyOf(found);
    }

    /** COCO's mAP of the photos so far; 0 where nothing is marked in them. */
    public double meanPrecision() {
        return Detections.match(detector.classes(), marked.subList(0, found.size()), found)
                .scores()
                .ap()
                .orElse(0);
    }
}
