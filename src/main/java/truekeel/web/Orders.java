package truekeel.web;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.util.Optional;
import org.jboss.logging.Logger;
import truekeel.fleet.Fleet;
import truekeel.model.LogKeys;
import truekeel.model.LogLine;
import truekeel.model.TenantName;
import truekeel.report.TenantStatus;
import truekeel.store.RunId;

/** What a person may order for one tenant, by the API or a page; each order is logged with who gave it. */
@Singleton
public final class Orders {
    private static final Logger LOG = Logger.getLogger(Orders.class);

    private final Fleet fleet;

    @Inject
    Orders(Fleet fleet) {
        this.fleet = fleet;
    }

    /** The status of a tenant that exists. Throws {@link NotFoundException}. */
    public TenantStatus known(String tenant) {
        return Optional.of(tenant)
                .filter(TenantName::isValid)
                .map(TenantName::of)
                .flatMap(fleet::status)
                .orElseThrow(
                        () -> new NotFoundException("There is no tenant '" + tenant + "' in the revision in force."));
    }

    /** Asks for a run; the id is that of the run that will answer. Throws 404, or 409 where none would come. */
    public RunId sync(String tenant, SecurityContext by) {
        TenantStatus status = known(tenant);
        if (status.stance().isSuspended()) {
            throw conflict("The tenant " + tenant + " is suspended. Resume it first.");
        }
        RunId run = fleet.sync(status.tenant())
                .orElseThrow(() -> conflict("The manifests of " + tenant + " have errors, so nothing is done there."
                        + " Mend what its findings name."));
        LOG.info(LogLine.of("A run was ordered.")
                .with(LogKeys.TENANT, tenant)
                .with(LogKeys.RUN, run)
                .with(LogKeys.BY, name(by)));
        return run;
    }

    /** Suspends a tenant; it stays so over restarts. Throws 404. */
    public TenantStatus suspend(String tenant, SecurityContext by) {
        fleet.suspend(known(tenant).tenant());
        LOG.info(LogLine.of("A tenant was suspended.")
                .with(LogKeys.TENANT, tenant)
                .with(LogKeys.BY, name(by)));
        return known(tenant);
    }

    /** Lifts a suspension by {@link #suspend}. Throws 404. */
    public TenantStatus resume(String tenant, SecurityContext by) {
        fleet.resume(known(tenant).tenant());
        LOG.info(
                LogLine.of("A tenant was resumed.").with(LogKeys.TENANT, tenant).with(LogKeys.BY, name(by)));
        return known(tenant);
    }

    private static String name(SecurityContext by) {
        return Optional.ofNullable(by.getUserPrincipal())
                .map(Principal::getName)
                .filter(name -> !name.isBlank())
                .orElse("anonymous");
    }

    private static ClientErrorException conflict(String message) {
        return new ClientErrorException(message, Response.Status.CONFLICT);
    }
}
