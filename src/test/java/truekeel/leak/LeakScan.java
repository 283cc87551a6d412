package truekeel.leak;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * Finds a marker wherever it went: as text in UTF-8 or UTF-16, in hex, in Base64 at any offset, and in gzip. A marker
 * has letters and digits only, so that no escaping of JSON, HTML, XML or URLs hides it, and at least 12 of them.
 */
public final class LeakScan {
    private static final int LEAST = 12;

    private final Map<String, byte[]> forms = new LinkedHashMap<>();

    public LeakScan(String marker) {
        if (!marker.matches("[A-Za-z0-9]{" + LEAST + ",}")) {
            throw new IllegalArgumentException("A marker has at least " + LEAST + " letters and digits");
        }
        byte[] bytes = marker.getBytes(StandardCharsets.UTF_8);
        forms.put("text", bytes);
        forms.put("UTF-16 big end first", marker.getBytes(StandardCharsets.UTF_16BE));
        forms.put("UTF-16 little end first", marker.getBytes(StandardCharsets.UTF_16LE));
        String hex = HexFormat.of().formatHex(bytes);
        forms.put("hex", ascii(hex));
        forms.put("hex in capitals", ascii(hex.toUpperCase(Locale.ROOT)));
        for (int offset = 0; offset < 3; offset++) {
            forms.put("Base64 at offset " + offset, base64(bytes, offset));
        }
    }

    /** The characters that are the same whatever stands before and after the marker. */
    private static byte[] base64(byte[] marker, int offset) {
        byte[] shifted = new byte[offset + marker.length];
        System.arraycopy(marker, 0, shifted, offset, marker.length);
        String text = Base64.getEncoder().withoutPadding().encodeToString(shifted);
        int first = (offset * 8 + 5) / 6;
        int last = shifted.length * 8 / 6;
        return ascii(text.substring(first, last));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** The forms in which the marker is there; none when it is not. */
    public List<String> in(byte[] bytes) {
        List<String> found = new ArrayList<>();
        forms.forEach((form, pattern) -> {
            if (contains(bytes, pattern)) {
                found.add(form);
            }
        });
        if (bytes.length > 2 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b) {
            try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
                in(in.readAllBytes()).forEach(form -> found.add(form + " in gzip"));
            } catch (IOException notGzip) {
                // two bytes that look like it
            }
        }
        return found;
    }

    public List<String> in(String text) {
        return in(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Every regular file below a folder that holds the marker, with the forms; throws when there is no such folder. */
    public Map<Path, List<String>> below(Path folder) {
        Map<Path, List<String>> found = new LinkedHashMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                List<String> forms = in(Files.readAllBytes(file));
                if (!forms.isEmpty()) {
                    found.put(file, forms);
                }
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean contains(byte[] bytes, byte[] pattern) {
        for (int start = 0; start <= bytes.length - pattern.length; start++) {
            if (bytes[start] == pattern[0] && startsAt(bytes, start, pattern)) {
                return true;
            }
        }
        return false;
    }

    private static boolean startsAt(byte[] bytes, int start, byte[] pattern) {
        for (int i = 1; i < pattern.length; i++) {
            if (bytes[start + i] != pattern[i]) {
                return false;
            }
        }
        return true;
    }
}
