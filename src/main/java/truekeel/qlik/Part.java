package truekeel.qlik;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** One part of a {@code multipart/form-data} body. */
public record Part(String name, Optional<String> filename, String contentType, BodySource content) {
    public Part {
        requireNonNull(filename);
        requireNonNull(content);
        if (name.isEmpty() || breaksHeader(name) || breaksHeader(contentType) || breaksHeader(filename.orElse(""))) {
            throw new IllegalArgumentException("the name of a part must not be empty nor hold quotes or line breaks");
        }
    }

    public static Part file(String name, String filename, String contentType, BodySource content) {
        return new Part(name, Optional.of(filename), contentType, content);
    }

    public static Part text(String name, String text) {
        return new Part(
                name,
                Optional.empty(),
                "text/plain; charset=utf-8",
                BodySource.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    public static Part json(String name, JsonNode value) {
        return new Part(
                name,
                Optional.empty(),
                "application/json",
                BodySource.of(value.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private static boolean breaksHeader(String text) {
        return text.chars().anyMatch(c -> c == '"' || c < ' ');
    }
}
