package truekeel.simulator;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One HTTP request as it reached the simulator.
 *
 * @param remote the address at the other end of the connection
 * @param authority the Host header, port included when it was sent
 * @param path raw path, still percent-encoded
 * @param query raw query without the question mark; empty when there is none
 * @param headers names in lower case
 */
public record Call(
        String remote,
        String method,
        String scheme,
        String authority,
        String path,
        String query,
        Map<String, String> headers,
        Payload body) {

    public Call {
        Map<String, String> lower = new TreeMap<>();
        headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
        headers = Map.copyOf(lower);
    }

    /** A request from this machine. */
    public Call(
            String method,
            String scheme,
            String authority,
            String path,
            String query,
            Map<String, String> headers,
            Payload body) {
        this("127.0.0.1", method, scheme, authority, path, query, headers, body);
    }

    /**
     * Where the caller sits as the tenant sees it: what {@code X-Forwarded-For} says, else the tenant's option for
     * those who say nothing, else the other end of the connection.
     */
    public String address(TenantOptions options) {
        return header("x-forwarded-for")
                .map(chain -> chain.split(",", 2)[0].strip())
                .or(options::callerAddress)
                .orElse(remote);
    }

    /** The Host header without its port, in lower case. */
    public String host() {
        String lower = authority.toLowerCase(Locale.ROOT);
        int colon = lower.lastIndexOf(':');
        return colon > lower.lastIndexOf(']') ? lower.substring(0, colon) : lower;
    }

    /** A header by its name in any case. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** Scheme and authority of the request, for links: what the client used to get here. */
    public String origin() {
        return scheme + "://" + authority;
    }
}
