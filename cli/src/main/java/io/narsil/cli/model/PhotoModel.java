package io.narsil.cli.model;

import io.narsil.config.UserException;
import io.narsil.onnx.OnnxModel;
import io.narsil.study.folder.ModelFolder;
import java.nio.file.Files;
import java.nio.file.Path;

/** The exported network that a user names, for image files. */
final class PhotoModel {
    private PhotoModel() {}

    /**
     * Opens it, to be run by one thread for each image.
     *
     * @param path ONNX file, or folder with one
     */
    static OnnxModel open(Path path) {
        ModelFolder folder = new ModelFolder(path);
        Path file = Files.isDirectory(path) ? folder.there(folder.onnx()) : path;
        OnnxModel model = OnnxModel.open(file, 1);
        if (model.channels() != 1 && model.channels() != 3) {
            model.close();
            throw new UserException(
                    file.toString(),
                    "it takes images of " + model.channels() + " channels; image files have 1 or 3",
                    "");
        }
        return model;
    }
}
