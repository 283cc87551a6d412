package truekeel.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * From where a tenant can be reached: from everywhere until a policy is enabled, then from the addresses of all enabled
 * policies together. Only IPv4 counts; any other address is on no list.
 */
public final class AllowList {
    /** The table that holds the policies. */
    public static final String TABLE = "ipPolicies";

    private static final long ALL = 0xFFFF_FFFFL;

    private AllowList() {}

    /** Whether a caller from that address is let in. */
    public static boolean admits(SimTenant tenant, String address) {
        boolean any = false;
        for (ObjectNode policy : tenant.table(TABLE).rows()) {
            if (policy.path("enabled").asBoolean()) {
                any = true;
                for (JsonNode entry : policy.path("allowedIps")) {
                    if (holds(entry.asText(), address)) {
                        return true;
                    }
                }
            }
        }
        return !any;
    }

    /** Whether a text is an IPv4 address or a range of them in CIDR form. */
    public static boolean isEntry(String text) {
        String[] parts = text.split("/", -1);
        return parts.length <= 2
                && number(parts[0]).isPresent()
                && (parts.length == 1 || parts[1].matches("[12]?\\d|3[0-2]"));
    }

    private static boolean holds(String entry, String address) {
        String[] parts = entry.split("/", -1);
        Optional<Long> base = number(parts[0]);
        Optional<Long> caller = number(address);
        if (base.isEmpty() || caller.isEmpty()) {
            return false;
        }
        int length = parts.length == 1 ? 32 : Integer.parseInt(parts[1]);
        long mask = ALL << (32 - length) & ALL;
        return (base.get() & mask) == (caller.get() & mask);
    }

    private static Optional<Long> number(String address) {
        if (!address.matches("(\\d{1,3}\\.){3}\\d{1,3}")) {
            return Optional.empty();
        }
        long number = 0;
        for (String part : address.split("\\.", -1)) {
            int octet = Integer.parseInt(part);
            if (octet > 255) {
                return Optional.empty();
            }
            number = number << 8 | octet;
        }
        return Optional.of(number);
    }
}
