package truekeel.qlik;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A good answer (2xx). Header names are lower case, of a repeated header the first value stands. The body is a
 * {@code MissingNode} when it was empty or no JSON.
 */
public record QlikReply(int status, Map<String, String> headers, JsonNode body) {
    public QlikReply {
        Map<String, String> lower = new TreeMap<>();
        headers.forEach((name, value) -> lower.putIfAbsent(name.toLowerCase(Locale.ROOT), value));
        headers = Collections.unmodifiableMap(lower);
    }

    /** The value of a header, whatever the case of its name. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** The last segment of {@code Location}: the id of what was created. */
    public Optional<String> createdId() {
        return header("location")
                .map(location -> location.split("[?#]", 2)[0])
                .map(path -> path.substring(path.lastIndexOf('/') + 1))
                .filter(id -> !id.isEmpty());
    }

    @Override
    public String toString() {
        return "QlikReply[" + status + "]";
    }
}
