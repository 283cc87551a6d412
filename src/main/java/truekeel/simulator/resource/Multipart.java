package truekeel.simulator.resource;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import truekeel.simulator.Payload;

/** A {@code multipart/form-data} body (RFC 7578), read without copying the parts. */
final class Multipart {
    private static final Pattern BOUNDARY =
            Pattern.compile("(?i)^multipart/form-data\\b.*;\\s*boundary=(?:\"([^\"]{1,70})\"|([^;\\s]{1,70})).*");
    private static final Pattern NAME = Pattern.compile("(?i);\\s*name=(?:\"([^\"]*)\"|([^;\\s]+))");
    private static final Pattern FILENAME = Pattern.compile("(?i);\\s*filename=(?:\"([^\"]*)\"|([^;\\s]+))");
    private static final int HEADER_LIMIT = 1 << 14;

    private final List<Part> parts;

    private Multipart(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    /** One part; {@code filename} and {@code contentType} are empty when not sent. */
    record Part(String name, String filename, String contentType, Payload body) {}

    /**
     * Reads the body. Empty when the content type is not multipart/form-data with a boundary or the body breaks the
     * format.
     */
    static Optional<Multipart> read(String contentType, Payload body) {
        Matcher matcher = BOUNDARY.matcher(contentType);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String boundary = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
        byte[] delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
        try (Reader reader = new Reader(body.open(), delimiter)) {
            return reader.parts(body).map(Multipart::new);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first part of this name. */
    Optional<Part> part(String name) {
        return parts.stream().filter(part -> part.name().equals(name)).findFirst();
    }

    private static final class Reader implements AutoCloseable {
        private final InputStream in;
        private final byte[] delimiter;
        private long at;

        Reader(InputStream in, byte[] delimiter) {
            this.in = new BufferedInputStream(in, 1 << 16);
            this.delimiter = delimiter;
        }

        Optional<List<Part>> parts(Payload body) throws IOException {
            List<Part> parts = new ArrayList<>();
            if (!toDelimiter(2)) {
                return Optional.empty();
            }
            while (true) {
                Optional<String> rest = line();
                if (rest.isEmpty()) {
                    return Optional.empty();
                }
                if (rest.get().startsWith("--")) {
                    return Optional.of(parts);
                }
                Optional<Map<String, String>> headers = headers();
                long start = at;
                if (headers.isEmpty() || !toDelimiter(0)) {
                    return Optional.empty();
                }
                parts.add(part(headers.get(), new Slice(body, start, at - delimiter.length - start)));
            }
        }

        private static Part part(Map<String, String> headers, Payload body) {
            String disposition = headers.getOrDefault("content-disposition", "");
            return new Part(
                    find(NAME, disposition),
                    find(FILENAME, disposition),
                    headers.getOrDefault("content-type", ""),
                    body);
        }

        private static String find(Pattern pattern, String text) {
            Matcher matcher = pattern.matcher(text);
            if (!matcher.find()) {
                return "";
            }
            return matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
        }

        /**
         * Reads behind the next delimiter; its first bytes count as seen. A CR occurs in a delimiter only as its first
         * byte.
         */
        private boolean toDelimiter(int seen) throws IOException {
            int matched = seen;
            while (matched < delimiter.length) {
                int next = next();
                if (next < 0) {
                    return false;
                }
                if (next == delimiter[matched]) {
                    matched++;
                } else {
                    matched = next == '\r' ? 1 : 0;
                }
            }
            return true;
        }

        private Optional<Map<String, String>> headers() throws IOException {
            Map<String, String> headers = new LinkedHashMap<>();
            while (true) {
                Optional<String> line = line();
                if (line.isEmpty() || headers.size() > 20) {
                    return Optional.empty();
                }
                if (line.get().isEmpty()) {
                    return Optional.of(headers);
                }
                int colon = line.get().indexOf(':');
                if (colon > 0) {
                    String name = line.get().substring(0, colon).trim().toLowerCase(Locale.ROOT);
                    headers.put(name, line.get().substring(colon + 1).trim());
                }
            }
        }

        private Optional<String> line() throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            while (line.size() < HEADER_LIMIT) {
                int next = next();
                if (next < 0) {
                    String text = line.toString(StandardCharsets.UTF_8);
                    return text.startsWith("--") ? Optional.of(text) : Optional.empty();
                }
                if (next == '\n') {
                    String text = line.toString(StandardCharsets.UTF_8);
                    return Optional.of(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
                }
                line.write(next);
            }
            return Optional.empty();
        }

        private int next() throws IOException {
            int value = in.read();
            if (value >= 0) {
                at++;
            }
            return value;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
