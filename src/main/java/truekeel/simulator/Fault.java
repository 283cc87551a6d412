package truekeel.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One planned fault.
 *
 * @param host glob; {@code **} = any
 * @param method exact; {@code *} = any
 * @param path glob over the path without its query: {@code *} stops at a slash, {@code **} does not
 * @param effect what happens to the connection
 * @param status the answer when the effect is NORMAL
 * @param after whether the request is carried out first, so that only its answer is lost
 * @param skip matching requests that pass before the first hit
 * @param times hits before the fault is spent; -1 = never spent
 * @param retryAfter seconds for the Retry-After header of a status
 */
public record Fault(
        String host,
        String method,
        String path,
        Effect effect,
        int status,
        boolean after,
        int skip,
        int times,
        Optional<Integer> retryAfter) {

    /** The next matching request is answered with this status and not carried out. */
    public static Fault status(String method, String path, int status) {
        return new Fault("**", method, path, Effect.NORMAL, status, false, 0, 1, Optional.empty());
    }

    /** The next matching request meets this effect without being carried out. */
    public static Fault effect(String method, String path, Effect effect) {
        return new Fault("**", method, path, effect, 0, false, 0, 1, Optional.empty());
    }

    /** The same after the request was carried out. */
    public Fault afterwards() {
        return new Fault(host, method, path, effect, status, true, skip, times, retryAfter);
    }

    public Fault skipping(int calls) {
        return new Fault(host, method, path, effect, status, after, calls, times, retryAfter);
    }

    public Fault repeated(int hits) {
        return new Fault(host, method, path, effect, status, after, skip, hits, retryAfter);
    }

    public Fault onHost(String glob) {
        return new Fault(glob, method, path, effect, status, after, skip, times, retryAfter);
    }

    public Fault withRetryAfter(int seconds) {
        return new Fault(host, method, path, effect, status, after, skip, times, Optional.of(seconds));
    }

    /** As the control API takes it; throws a 400 {@link Problem}. */
    static Fault parse(Body body) {
        JsonNode effect = body.node().path("effect");
        String phase = body.oneOf("phase", "before", "after").orElse("before");
        Effect kind = Effect.NORMAL;
        int status = 0;
        if (effect.isInt() || effect.asText().matches("\\d{3}")) {
            status = effect.asInt();
        } else {
            kind = switch (effect.asText()) {
                case "reset" -> Effect.RESET;
                case "timeout" -> Effect.TIMEOUT;
                case "truncate" -> Effect.TRUNCATE;
                default -> throw body.bad("effect", "A status, reset, timeout or truncate is expected.");
            };
        }
        if (kind == Effect.NORMAL && (status < 200 || status > 599)) {
            throw body.bad("effect", "A status from 200 to 599 is expected.");
        }
        return new Fault(
                body.text("host").orElse("**").toLowerCase(Locale.ROOT),
                body.text("method").orElse("*").toUpperCase(Locale.ROOT),
                body.text("path").orElse("**"),
                kind,
                status,
                phase.equals("after"),
                body.number("skip", 0, Integer.MAX_VALUE).orElse(0),
                body.number("times", -1, Integer.MAX_VALUE).orElse(1),
                body.number("retryAfter", 0, Integer.MAX_VALUE));
    }

    ObjectNode json() {
        ObjectNode json = Json.object();
        json.put("host", host);
        json.put("method", method);
        json.put("path", path);
        if (effect == Effect.NORMAL) {
            json.put("effect", status);
        } else {
            json.put("effect", effect.name().toLowerCase(Locale.ROOT));
        }
        json.put("phase", after ? "after" : "before");
        json.put("skip", skip);
        json.put("times", times);
        retryAfter.ifPresent(seconds -> json.put("retryAfter", seconds));
        return json;
    }

    boolean matches(Call call) {
        return (method.equals("*") || method.equals(call.method()))
                && glob(host).matcher(call.host()).matches()
                && glob(path).matcher(call.path()).matches();
    }

    private static Pattern glob(String glob) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            if (c == '*' && i + 1 < glob.length() && glob.charAt(i + 1) == '*') {
                regex.append(".*");
                i++;
            } else if (c == '*') {
                regex.append("[^/]*");
            } else if (c == '?') {
                regex.append("[^/]");
            } else {
                regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return Pattern.compile(regex.toString());
    }
}
