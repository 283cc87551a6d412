package truekeel.qlik;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A whole answer: status, headers with lower-case names, and the body unless it went to the request's sink. */
public final class TransportReply {
    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;

    /** Header names may be in any case; of names that differ only in case the first one's value stands. */
    public TransportReply(int status, Map<String, String> headers, byte[] body) {
        this.status = status;
        Map<String, String> lower = new TreeMap<>();
        headers.forEach((name, value) -> lower.putIfAbsent(name.toLowerCase(Locale.ROOT), value));
        this.headers = Collections.unmodifiableMap(lower);
        this.body = body.clone();
    }

    public int status() {
        return status;
    }

    /** Unmodifiable, names in lower case. */
    public Map<String, String> headers() {
        return headers;
    }

    /** A copy; empty when there was no body. */
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
