package io.narsil.data;

/** Somewhere that images come from. */
public interface DataSource {
    /**
     * Reads everything.
     *
     * @throws io.narsil.config.UserException with all faults of the images at once
     */
    DataSet load();
}
