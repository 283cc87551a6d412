package truekeel.qlik;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * One call of Qlik's REST API as its contract names it ({@code getSpaces}). {@code path} starts with a slash and has
 * {@code {name}} for each path parameter; {@code fallbackPath} is an older route with the same parameters that is tried
 * once when the tenant does not know the preferred one. {@code perMinute} is Qlik's own limit, before any reserve.
 */
public record Operation(
        String id,
        String api,
        Method method,
        String path,
        Tier tier,
        int perMinute,
        Safety safety,
        Optional<String> fallbackPath,
        Paging paging) {

    public Operation {
        requireNonNull(id);
        requireNonNull(api);
        requireNonNull(method);
        requireNonNull(tier);
        requireNonNull(safety);
        requireNonNull(fallbackPath);
        requireNonNull(paging);
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("the path of " + id + " must start with a slash, not '" + path + "'");
        }
        if (perMinute < 1) {
            throw new IllegalArgumentException("the limit of " + id + " must be at least one call per minute");
        }
    }

    /** The same operation under a limit of its own, counted apart from the tiers. */
    Operation special(int callsPerMinute) {
        return new Operation(id, api, method, path, Tier.SPECIAL, callsPerMinute, safety, fallbackPath, paging);
    }

    /** The same operation, which a tenant that does not know its path may still offer on an older one. */
    Operation formerly(String olderPath) {
        return new Operation(id, api, method, path, tier, perMinute, safety, Optional.of(olderPath), paging);
    }

    /** The same list, whose pages hold their entries in another field than {@code data}. */
    Operation of(String entries) {
        Paging other = new Paging(paging.style(), paging.maximum(), entries);
        return new Operation(id, api, method, path, tier, perMinute, safety, fallbackPath, other);
    }

    public boolean isRead() {
        return safety == Safety.READ;
    }

    @Override
    public String toString() {
        return id;
    }

    /** The HTTP methods in use. */
    public enum Method {
        GET,
        HEAD,
        POST,
        PUT,
        PATCH,
        DELETE
    }

    /** What a call is counted against; every {@code SPECIAL} operation has a window of its own. */
    public enum Tier {
        READ,
        WRITE,
        SPECIAL
    }

    /** What may be done when the answer to a call is lost. */
    public enum Safety {
        /** Changes nothing: repeat at will. */
        READ,
        /** A second one leaves what the first one left. */
        IDEMPOTENT,
        /** A second one may make a second object: never repeated unless the first surely did not happen. */
        CREATE
    }

    /** How a list goes on after its first page. Every style follows {@code links.next.href} when there is one. */
    public enum Style {
        NONE,
        NEXT_LINK,
        PAGE,
        CURSOR,
        SKIP,
        STARTING_AFTER
    }

    /**
     * The style of a list and the largest page it accepts; 0 for a list without pages.
     *
     * @param entries the field of a page that holds its entries
     */
    public record Paging(Style style, int maximum, String entries) {
        public static final Paging NONE = new Paging(Style.NONE, 0, "data");

        public Paging {
            requireNonNull(style);
            if (maximum < 0 || (style == Style.NONE) != (maximum == 0)) {
                throw new IllegalArgumentException("paging " + style + " with a largest page of " + maximum);
            }
        }
    }
}
