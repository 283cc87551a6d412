package truekeel.web.access;

import jakarta.inject.Inject;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * Turns away what another site makes a person's browser send. Programs send neither header and pass. Without
 * authentication only loopback names are answered, so that no other name can be made to point here.
 */
@Provider
@PreMatching
public final class ForeignRequests implements ContainerRequestFilter {
    private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> OWN_SITE = Set.of("same-origin", "none");
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1", "[::1]");

    private final AccessRules rules;

    @Inject
    ForeignRequests(AccessRules rules) {
        this.rules = rules;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        URI here = request.getUriInfo().getBaseUri();
        if (rules.mode() == AccessRules.Mode.NONE && !LOOPBACK.contains(String.valueOf(here.getHost()))) {
            throw new ForbiddenException(
                    "Without authentication Truekeel answers to localhost only, not to '" + here.getHost() + "'.");
        }
        boolean foreign = isForeign(
                Optional.ofNullable(request.getHeaderString("Sec-Fetch-Site")),
                Optional.ofNullable(request.getHeaderString("Origin")),
                here);
        if (foreign && !HARMLESS.contains(request.getMethod())) {
            throw new ForbiddenException(
                    "Another site sent this request. Truekeel takes orders from its own pages only.");
        }
    }

    /** Browsers say so themselves; older ones name the origin at least. */
    static boolean isForeign(Optional<String> fetchSite, Optional<String> origin, URI here) {
        return fetchSite
                .map(site -> !OWN_SITE.contains(site))
                .orElseGet(() -> origin.filter(from -> !isFrom(from, here)).isPresent());
    }

    private static boolean isFrom(String origin, URI here) {
        int scheme = origin.indexOf("://");
        return scheme > 0 && origin.substring(scheme + 3).equalsIgnoreCase(here.getAuthority());
    }
}
