package truekeel.qlik;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A whole answer: status, headers with lower-case names, and the body unless it went to the request's sink. */
public record TransportReply(int status, Map<String, String> headers, byte[] body) {
    public TransportReply {
        Map<String, String> lower = new TreeMap<>();
        headers.forEach((name, value) -> lower.putIfAbsent(name.toLowerCase(Locale.ROOT), value));
        headers = Collections.unmodifiableMap(lower);
        body = body.clone();
    }

    @Override
    public byte[] body() {
        return body.clone();
    }

    /** The value of a header, whatever the case of its name. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    public boolean isGood() {
        return status >= 200 && status < 300;
    }

    @Override
    public String toString() {
        return "TransportReply[" + status + "]";
    }
}
