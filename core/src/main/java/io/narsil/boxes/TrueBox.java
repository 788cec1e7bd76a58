package io.narsil.boxes;

/**
 * An object that somebody has marked.
 *
 * @param label number of its class, from 0
 * @param area area of the object in square pixels, which sorts it into small, medium and large; that of the box where nobody
 *     has drawn its outline
 * @param crowd choice of many objects in one box ({@code iscrowd} in COCO): what is found in it is neither right nor wrong
 * @param difficult choice of an object that need not be found ({@code difficult} in VOC): finding it is neither right nor wrong
 */
public record TrueBox(int label, Box box, double area, boolean crowd, boolean difficult) {
    /** Refuses an area that is none. */
    public TrueBox {
        if (!(area >= 0 && area < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("no area: " + area);
        }
    }

    /** An object that is to be found. */
    public static TrueBox of(int label, Box box) {
        return new TrueBox(label, box, box.area(), false, false);
    }

    /** Whether nobody has to find it. */
    public boolean ignored() {
        return crowd || difficult;
    }
}
