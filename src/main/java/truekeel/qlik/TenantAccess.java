package truekeel.qlik;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import truekeel.model.Secret;

/**
 * How to reach one Qlik host: a tenant, {@code register.<region>.qlikcloud.com} or {@code console.qlikcloud.com}, with
 * the OAuth client of the region or of the tenant. The secret is asked for at each login, so that a rotated one is
 * picked up.
 */
public record TenantAccess(String hostname, String clientId, Supplier<Secret> secret) {
    private static final Pattern HOST =
            Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*");

    public TenantAccess {
        hostname = hostname.toLowerCase(Locale.ROOT);
        requireNonNull(secret);
        if (!HOST.matcher(hostname).matches()) {
            throw new IllegalArgumentException(
                    "'" + hostname + "' is not a host name; give it without scheme, port and path");
        }
        if (clientId.isBlank()) {
            throw new IllegalArgumentException("the OAuth client id for " + hostname + " is empty");
        }
    }

    @Override
    public String toString() {
        return clientId + "@" + hostname;
    }
}
