package truekeel.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * What a tenant is made from.
 *
 * @param licenseKey tenants of one key share one pool of seats; empty = a licence of its own
 * @param seats seats by allotment, {@code {"professional": 10}}; replaces the pool's numbers
 * @param options see {@link TenantOptions}
 */
public record TenantSpec(String hostname, Optional<String> licenseKey, ObjectNode seats, ObjectNode options) {

    public static TenantSpec of(String hostname) {
        return new TenantSpec(hostname, Optional.empty(), Json.object(), Json.object());
    }

    public TenantSpec withLicenseKey(String key) {
        return new TenantSpec(hostname, Optional.of(key), seats, options);
    }

    public TenantSpec withSeats(String type, int count) {
        ObjectNode more = seats.deepCopy();
        more.put(type, count);
        return new TenantSpec(hostname, licenseKey, more, options);
    }

    /** Sets one of {@link TenantOptions}; the value is a JSON text such as {@code true} or {@code "5s"}. */
    public TenantSpec withOption(String name, String json) {
        ObjectNode more = options.deepCopy();
        more.set(name, Json.parse(json));
        return new TenantSpec(hostname, licenseKey, seats, more);
    }
}
