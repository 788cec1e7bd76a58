package io.narsil.detector;

import io.narsil.boxes.Box;
import io.narsil.boxes.TrueBox;
import java.util.List;

/**
 * Objects are learned by the places near their middle, on the level that suits their size (FCOS: Tian et al. 2019, with centre
 * sampling of its second version). Where several objects are left to a place, it learns the smallest; of equal ones the
 * first.
 *
 * @param radius distance to the middle of a box, along each axis and in strides, within which places learn it; 1.5 in FCOS
 * @param reach distance to the farthest side, in strides, up to which a level learns; 8 in FCOS. The coarsest level learns all that
 *     is larger, and each level leaves to the finer ones what they reach
 */
public record CentreAssignment(double radius, double reach) implements Assignment {
    /** FCOS as it was published. */
    public static final CentreAssignment USUAL = new CentreAssignment(1.5, 8);

    @Override
    public void assign(List<TrueBox> objects, List<Grid> grids, Targets targets) {
        int place = 0;
        double least = 0;
        for (int level = 0; level < grids.size(); level++) {
            Grid grid = grids.get(level);
            double most = level + 1 == grids.size() ? Double.POSITIVE_INFINITY : reach * grid.stride();
            for (int i = 0; i < grid.count(); i++, place++) {
                double x = grid.x(i);
                double y = grid.y(i);
                TrueBox smallest = null;
                for (TrueBox object : objects) {
                    double far = Targets.farthest(object.box(), x, y);
                    boolean learns = near(object.box(), x, y, grid.stride()) && far > least && far <= most;
                    if (learns
                            && (smallest == null
                                    || object.box().area() < smallest.box().area())) {
                        smallest = object;
                    }
                }
                if (smallest != null) {
                    targets.set(place, smallest, x, y);
                }
            }
            least = most;
        }
    }

    private boolean near(Box box, double x, double y, int stride) {
        double middleX = (box.left() + box.right()) / 2;
        double middleY = (box.top() + box.bottom()) / 2;
        return Targets.nearest(box, x, y) > WITHIN
                && Math.abs(x - middleX) < radius * stride
                && Math.abs(y - middleY) < radius * stride;
    }
}
