package io.narsil.annotations;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of an XML file, in the encoding that its first bytes or its declaration say. */
final class XmlText {
    private static final int DECLARATION = 200;
    private static final Pattern ENCODING =
            Pattern.compile("^\\s*<\\?xml[^>]*?encoding\\s*=\\s*[\"']([A-Za-z0-9._-]+)[\"']");
    private static final char MARK = '\uFEFF';

    private XmlText() {}

    /**
     * The text.
     *
     * @throws CharacterCodingException where it is in another encoding than it says, or in one that is not known here
     */
    static String of(byte[] bytes) throws CharacterCodingException {
        String text = charset(bytes).newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        return !text.isEmpty() && text.charAt(0) == MARK ? text.substring(1) : text;
    }

    private static Charset charset(byte[] bytes) throws CharacterCodingException {
        int first = bytes.length < 2 ? 0 : ((bytes[0] & 0xFF) << 8) | (bytes[1] & 0xFF);
        switch (first) {
            case 0xFEFF, 0x003C -> {
                return StandardCharsets.UTF_16BE;
            }
            case 0xFFFE, 0x3C00 -> {
                return StandardCharsets.UTF_16LE;
            }
            default -> {
                return declared(new String(bytes, 0, Math.min(bytes.length, DECLARATION), StandardCharsets.ISO_8859_1));
            }
        }
    }

    private static Charset declared(String start) throws CharacterCodingException {
        Matcher encoding = ENCODING.matcher(start);
        if (!encoding.find()) {
            return StandardCharsets.UTF_8;
        }
        try {
            return Charset.forName(encoding.group(1));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            CharacterCodingException unknown = new CharacterCodingException();
            unknown.initCause(e);
            throw unknown;
        }
    }
}
