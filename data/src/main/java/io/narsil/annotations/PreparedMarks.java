package io.narsil.annotations;

import io.narsil.data.DataSet;
import io.narsil.data.DataSource;
import io.narsil.data.DataSpec;
import io.narsil.data.DecodedImage;
import io.narsil.data.ImageDecoder;
import io.narsil.data.ImageList;
import io.narsil.data.Listing;
import io.narsil.data.Marked;
import io.narsil.data.MarkedFile;
import io.narsil.data.Part;
import io.narsil.data.PreparedData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The images of an annotated folder, decoded into one file, and what is marked in them in another, in the same order. */
public final class PreparedMarks {
    private PreparedMarks() {}

    /**
     * Writes both files whole.
     *
     * @param images file of the images
     * @param objects file of what is marked in them
     * @param spec size and fit of the images
     * @param notes receiver of a line for each kind of thing that a user should know of the images
     * @throws io.narsil.config.UserException with all faults of the images at once
     */
    public static DataSet write(
            Path images, Path objects, AnnotatedFolder folder, DataSpec spec, Consumer<String> notes) {
        folder.notes().forEach(notes);
        DataSource source = given -> new Photos(folder);
        DataSet data = PreparedData.write(images, whole(spec), source, notes);
        Map<Part, List<Marked>> marked = new EnumMap<>(Part.class);
        folder.parts()
                .forEach((part, all) -> marked.put(
                        part,
                        all.stream()
                                .map(i -> new Marked(FoundLines.name(i, spec), i.height(), i.width(), i.boxes()))
                                .toList()));
        MarkedFile.write(objects, marked);
        return data;
    }

    /** The images alone, in a temporary file ({@link PreparedData#temporary}). */
    public static DataSet temporary(AnnotatedFolder folder, DataSpec spec) {
        return PreparedData.temporary(whole(spec), given -> new Photos(folder));
    }

    /** A photo that cannot be decoded is a fault in any case: left out, others would get its objects. */
    private static DataSpec whole(DataSpec spec) {
        return new DataSpec(
                spec.name(),
                spec.path(),
                spec.resolution(),
                spec.fit(),
                spec.validation(),
                false,
                spec.followLinks(),
                DataSpec.Origin.FIXED);
    }

    /** The photos of all parts. All have one label: a photo is of no class, and copies of one are not of different ones. */
    private static final class Photos implements ImageList {
        private final List<Path> files = new ArrayList<>();
        private final Listing listing;

        Photos(AnnotatedFolder folder) {
            List<Part> parts = new ArrayList<>();
            folder.parts()
                    .forEach((part, images) -> images.forEach(image -> {
                        files.add(image.file());
                        parts.add(part);
                    }));
            listing = Listing.of(folder.classes(), new int[parts.size()], parts.toArray(new Part[0]));
        }

        @Override
        public Listing listing() {
            return listing;
        }

        @Override
        public DecodedImage decode(int index) throws IOException {
            return ImageDecoder.read(files.get(index));
        }

        @Override
        public <T> T decode(int index, Use<T> use) throws IOException {
            return ImageDecoder.read(files.get(index), use);
        }

        @Override
        public String name(int index) {
            return files.get(index).toString();
        }
    }
}
