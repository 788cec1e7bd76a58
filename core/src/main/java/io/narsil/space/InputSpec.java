package io.narsil.space;

/**
 * The input spec: what a network must know of its images.
 *
 * @param channels channels of the images, 3 for colour, 1 for grey
 * @param resolution height and width in pixels, used where the space has no resolutions of its own
 */
public record InputSpec(int channels, int resolution, int classes) {
    /** The most channels, pixels a side, or classes. */
    public static final int LARGEST = 1 << 20;

    public InputSpec {
        for (int size : new int[] {channels, resolution, classes}) {
            if (size < 1 || size > LARGEST) {
                throw new IllegalArgumentException("an input of " + channels + " channels, " + resolution
                        + " pixels and " + classes + " classes is none: each is from 1 to " + LARGEST);
            }
        }
    }
}
