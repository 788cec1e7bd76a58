package io.narsil.photo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A kind of files, told by their first bytes: names of files may say anything.
 *
 * @param opener reader of a header; null for a kind that is not read
 * @param starts ways in which a file may begin, where "?" is any byte
 */
record Kind(String name, Opener opener, List<String> starts) {
    /** The first that fits counts. */
    private static final List<Kind> KINDS = List.of(
            read("PNG", Png::new, "\u0089PNG\r\n\u001a\n"),
            read("JPEG", Jpeg::new, "\u00ff\u00d8\u00ff"),
            read("GIF", Gif::new, "GIF87a", "GIF89a"),
            read("WEBP", Webp::new, "RIFF????WEBP"),
            read("BMP", Bmp::new, "BM??????????"),
            other(
                    "Camera raw",
                    "II*\0????CR",
                    "FUJIFILMCCD-RAW",
                    "IIRO",
                    "IIRS",
                    "IIU\0",
                    "????ftypcrx",
                    "\0MRM",
                    "FOVb"),
            read("TIFF", Tiff::new, "II*\0", "MM\0*"),
            other("BigTIFF", "II+\0", "MM\0+"),
            other("AVIF", "????ftypavif", "????ftypavis"),
            other("HEIC", "????ftyphei", "????ftyphev", "????ftypmif1", "????ftypmsf1"),
            other("JPEG XL", "\u00ff\n", "\0\0\0\fJXL \r\n\u0087\n"),
            other("JPEG 2000", "\0\0\0\fjP  ", "\u00ffO\u00ffQ"),
            other("PDF", "%PDF"),
            other("PostScript", "%!PS"),
            other("Photoshop", "8BPS"),
            other("ICO", "\0\0\1\0", "\0\0\2\0"),
            other("Netpbm", "P1\n", "P2\n", "P3\n", "P4\n", "P5\n", "P6\n"),
            other("Video", "????ftyp", "\u001aE\u00df\u00a3", "RIFF????AVI "),
            other("ZIP", "PK\3\4"),
            other("SVG", "<svg"));

    /** Reads the header of a file. */
    @FunctionalInterface
    interface Opener {
        Decoder open(byte[] file) throws IOException;
    }

    private static Kind read(String name, Opener opener, String... starts) {
        return new Kind(name, opener, List.of(starts));
    }

    private static Kind other(String name, String... starts) {
        return new Kind(name, null, List.of(starts));
    }

    /** A file's decoder; a {@link BadImage} where its kind is not read. */
    static Decoder open(byte[] file) throws IOException {
        Optional<Kind> kind = of(file);
        if (kind.isEmpty()) {
            throw new BadImage("this is no image that can be read (JPEG, PNG, WebP, GIF, BMP or TIFF)", "");
        }
        if (kind.get().opener == null) {
            throw new BadImage(kind.get().name + " files are not read", "convert them to JPEG or PNG");
        }
        return kind.get().opener.open(file);
    }

    private static Optional<Kind> of(byte[] file) {
        for (Kind kind : KINDS) {
            for (String start : kind.starts) {
                if (begins(file, start)) {
                    return Optional.of(kind);
                }
            }
        }
        String text = new String(file, 0, Math.min(file.length, 1000), StandardCharsets.ISO_8859_1);
        boolean svg = text.stripLeading().startsWith("<")
                && text.toLowerCase(Locale.ROOT).contains("<svg");
        return svg ? Optional.of(other("SVG")) : Optional.empty();
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
