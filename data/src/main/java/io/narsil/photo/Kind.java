package io.narsil.photo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** Kinds of image files, told by their first bytes: names of files may say anything. */
enum Kind {
    PNG(Png::new, "\u0089PNG\r\n\u001a\n"),
    JPEG(Jpeg::new, "\u00ff\u00d8\u00ff"),
    GIF(Gif::new, "GIF87a", "GIF89a"),
    WEBP(Webp::new, "RIFF????WEBP"),
    BMP(Bmp::new, "BM??????????"),
    CAMERA_RAW("II*\0????CR", "FUJIFILMCCD-RAW", "IIRO", "IIRS", "IIU\0", "????ftypcrx", "\0MRM", "FOVb"),
    TIFF("II*\0", "MM\0*", "II+\0", "MM\0+"),
    AVIF("????ftypavif", "????ftypavis"),
    HEIC("????ftyphei", "????ftyphev", "????ftypmif1", "????ftypmsf1"),
    JPEG_XL("\u00ff\n", "\0\0\0\fJXL \r\n\u0087\n"),
    JPEG_2000("\0\0\0\fjP  ", "\u00ffO\u00ffQ"),
    PDF("%PDF"),
    POSTSCRIPT("%!PS"),
    PHOTOSHOP("8BPS"),
    ICO("\0\0\1\0", "\0\0\2\0"),
    NETPBM("P1\n", "P2\n", "P3\n", "P4\n", "P5\n", "P6\n"),
    VIDEO("????ftyp", "\u001aE\u00df\u00a3", "RIFF????AVI "),
    ZIP("PK\3\4"),
    SVG("<svg");

    private interface Opener {
        Decoder open(byte[] file) throws IOException;
    }

    private final Opener opener;
    private final String[] starts;

    Kind(String... starts) {
        this(null, starts);
    }

    Kind(Opener opener, String... starts) {
        this.opener = opener;
        this.starts = starts;
    }

    /** A file's decoder; a {@link BadImage} where its kind is not read. */
    static Decoder open(byte[] file) throws IOException {
        Optional<Kind> kind = of(file);
        if (kind.isEmpty()) {
            throw new BadImage("this is no image that can be read (JPEG, PNG, WebP, GIF or BMP)", "");
        }
        if (kind.get().opener == null) {
            String name = kind.get().name().replace('_', ' ');
            throw new BadImage(name + " files are not read", "convert them to JPEG or PNG");
        }
        return kind.get().opener.open(file);
    }

    private static Optional<Kind> of(byte[] file) {
        for (Kind kind : values()) {
            for (String start : kind.starts) {
                if (begins(file, start)) {
                    return Optional.of(kind);
                }
            }
        }
        String text = new String(file, 0, Math.min(file.length, 1000), StandardCharsets.ISO_8859_1);
        boolean svg = text.stripLeading().startsWith("<")
                && text.toLowerCase(Locale.ROOT).contains("<svg");
        return svg ? Optional.of(SVG) : Optional.empty();
    }

    /** Whether a file begins with bytes, of which "?" may be any. */
    private static boolean begins(byte[] file, String start) {
        if (file.length < start.length()) {
            return false;
        }
        for (int i = 0; i < start.length(); i++) {
            if (start.charAt(i) != '?' && start.charAt(i) != (file[i] & 0xFF)) {
                return false;
            }
        }
        return true;
    }
}
