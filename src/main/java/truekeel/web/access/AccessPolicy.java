package truekeel.web.access;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityPolicy;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/**
 * Lets nobody in who is not known, on every path of the main port; without a name of its own the platform asks it for
 * every request. Open are only the form that people sign in with and what makes it look well.
 */
@Singleton
public final class AccessPolicy implements HttpSecurityPolicy {
    private final AccessRules rules;

    @Inject
    AccessPolicy(AccessRules rules) {
        this.rules = rules;
    }

    @Override
    public Uni<CheckResult> checkPermission(
            RoutingContext request, Uni<SecurityIdentity> identity, AuthorizationRequestContext context) {
        if (rules.mode() == AccessRules.Mode.NONE || isOpen(request.normalizedPath())) {
            return CheckResult.permit();
        }
        return identity.map(who -> new CheckResult(!who.isAnonymous()));
    }

    private static boolean isOpen(String path) {
        return path.equals(SignIn.PATH) || path.startsWith("/assets/");
    }

    /** Whether a person looks at the path with a browser; all else is for programs. */
    static boolean isForBrowsers(String path) {
        return !path.startsWith("/api/") && !path.startsWith("/q/");
    }
}
