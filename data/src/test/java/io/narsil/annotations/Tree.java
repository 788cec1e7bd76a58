package io.narsil.annotations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.narsil.boxes.Box;
import io.narsil.boxes.TrueBox;
import io.narsil.config.Fault;
import io.narsil.config.UserException;
import io.narsil.data.DataSpec;
import io.narsil.data.Part;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;

/** A folder that a test fills and reads. */
record Tree(Path root) {
    /** Images of one size in a folder below. */
    Tree images(int width, int height, String... names) throws Exception {
        for (String name : names) {
            Path file = root.resolve(name);
            Files.createDirectories(file.getParent());
            String form = name.substring(name.lastIndexOf('.') + 1);
            ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), form, file.toFile());
        }
        return this;
    }

    /** A JPEG file that a camera noted to lie on its side: a quarter turn clockwise makes it upright. */
    Tree turned(int width, int height, String name) throws Exception {
        images(width, height, name);
        byte[] plain = Files.readAllBytes(root.resolve(name));
        byte[] exif = "\u00ff\u00e1\0\"Exif\0\0MM\0*\0\0\0\b\0\1\1\u0012\0\3\0\0\0\1\0\6\0\0\0\0\0\0"
                .getBytes(StandardCharsets.ISO_8859_1);
        byte[] file = new byte[plain.length + exif.length];
        System.arraycopy(plain, 0, file, 0, 2);
        System.arraycopy(exif, 0, file, 2, exif.length);
        System.arraycopy(plain, 2, file, 2 + exif.length, plain.length - 2);
        Files.write(root.resolve(name), file);
        return this;
    }

    Tree file(String name, String text) throws Exception {
        Files.createDirectories(root.resolve(name).getParent());
        Files.writeString(root.resolve(name), text);
        return this;
    }

    /** A file of VOC with one object in each of the texts {@code CLASS xmin ymin xmax ymax}. */
    Tree voc(String name, int width, int height, String... objects) throws Exception {
        StringBuilder xml = new StringBuilder("<annotation>\n<filename>" + FolderFiles.stem(Path.of(name))
                + ".png</filename>\n<size><width>" + width + "</width><height>" + height + "</height></size>\n");
        for (String object : objects) {
            xml.append(object(object)).append('\n');
        }
        return file(name, xml + "</annotation>\n");
    }

    static String object(String text) {
        String[] words = text.split(" ", -1);
        return "<object><name>%s</name><bndbox><xmin>%s</xmin><ymin>%s</ymin><xmax>%s</xmax><ymax>%s</ymax></bndbox></object>"
                .formatted((Object[]) words);
    }

    AnnotatedFolder read() {
        return AnnotatedFolder.read(spec(false), "DIR");
    }

    DataSpec spec(boolean follow) {
        return new DataSpec(root.toString(), Optional.of(root), Optional.empty(), 0.1, false).options(false, follow);
    }

    /** The faults of the folder as lines, without the path of the folder. */
    List<String> faults() {
        UserException e = catchThrowableOfType(UserException.class, this::read);
        assertThat(e).as("faults of the folder").isNotNull();
        return e.problems().stream()
                .map(Fault::toString)
                .map(line -> line.replace(root + "/", "").replace(root.toString(), "ROOT"))
                .toList();
    }

    /** The only box of a folder. */
    static TrueBox only(AnnotatedFolder folder) {
        List<TrueBox> all =
                folder.images().stream().flatMap(i -> i.boxes().stream()).toList();
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    /** The corners of the boxes of an image, by its name. */
    static List<Box> boxes(AnnotatedFolder folder, String name) {
        return image(folder, name).boxes().stream().map(TrueBox::box).toList();
    }

    static AnnotatedImage image(AnnotatedFolder folder, String name) {
        return folder.images().stream()
                .filter(image -> image.file().endsWith(name))
                .findFirst()
                .orElseThrow();
    }

    /** The names of the images in a part. */
    static List<String> names(AnnotatedFolder folder, Part part) {
        return folder.parts().get(part).stream()
                .map(image -> image.file().getFileName().toString())
                .toList();
    }
}
