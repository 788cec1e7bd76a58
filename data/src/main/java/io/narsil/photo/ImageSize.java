package io.narsil.photo;

/**
 * The size of an image as it is seen, upright.
 *
 * @param turned truth of the file holding it on its side, so that width and height are swapped there
 */
public record ImageSize(int width, int height, boolean turned) {
    static ImageSize of(Decoder decoder) {
        boolean turned = decoder.orientation() >= Orientation.FIRST_TURNED;
        return turned
                ? new ImageSize(decoder.height(), decoder.width(), true)
                : new ImageSize(decoder.width(), decoder.height(), false);
    }
}
