package io.narsil.detector;

import io.narsil.boxes.TrueBox;
import java.util.List;

/**
 * Which place of an image learns which object. It depends on the boxes alone, never on what a network says, so that the same
 * images give the same targets on every machine.
 */
public interface Assignment {
    /** The smallest distance to a side, in pixels, at which a place counts as within a box. */
    double WITHIN = 0.01;

    /**
     * The targets of one image.
     *
     * @param objects objects that are marked in it; what need not be found teaches no place, and places in it learn nothing
     * @param grids levels of the network, finest first
     */
    default Targets targets(List<TrueBox> objects, List<Grid> grids) {
        List<TrueBox> wanted = objects.stream().filter(o -> !o.ignored()).toList();
        Targets targets = new Targets(Grid.count(grids));
        assign(wanted, grids, targets);
        targets.leaveOut(objects.stream().filter(TrueBox::ignored).toList(), grids);
        return targets;
    }

    /** Sets the places that learn the objects, all of which are to be found. */
    void assign(List<TrueBox> objects, List<Grid> grids, Targets targets);
}
