package truekeel.web.api;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.ServiceUnavailableException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import truekeel.fleet.Fleet;
import truekeel.report.TenantStatus;
import truekeel.web.Orders;
import truekeel.web.view.DriftView;
import truekeel.web.view.PlanView;
import truekeel.web.view.TenantView;

/** Tenants: how they stand, what differs, what is left to do, and the three orders that a person can give. */
@Path("/api/v1/tenants")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "tenants")
public final class TenantsApi {
    private static final long RETRY_SECONDS = 5;

    private final Fleet fleet;
    private final Orders orders;

    @Inject
    TenantsApi(Fleet fleet, Orders orders) {
        this.fleet = fleet;
        this.orders = orders;
    }

    /** The answer to an order to look at a tenant. */
    @Schema(name = "Announced")
    public record Announced(
            @Schema(description = "The id of the run that will answer.")
            String run) {}

    @GET
    @Operation(operationId = "listTenants", summary = "Every tenant, by name")
    public List<TenantView> list() {
        return fleet.statuses().stream().map(TenantView::of).toList();
    }

    @GET
    @Path("/{tenant}")
    @Operation(operationId = "getTenant", summary = "One tenant")
    @APIResponse(
            responseCode = "200",
            description = "How it stands",
            content = @Content(schema = @Schema(implementation = TenantView.class)))
    @APIResponse(responseCode = "404", description = "There is no such tenant")
    public TenantView get(@PathParam("tenant") String tenant) {
        return TenantView.of(orders.known(tenant));
    }

    @GET
    @Path("/{tenant}/drift")
    @Operation(operationId = "getDrift", summary = "What differs in a tenant, since when and by whom")
    @APIResponse(
            responseCode = "200",
            description = "As the latest look found it",
            content = @Content(schema = @Schema(implementation = DriftView.class)))
    @APIResponse(responseCode = "404", description = "There is no such tenant")
    public DriftView drift(@PathParam("tenant") String tenant) {
        TenantStatus status = orders.known(tenant);
        return status.last()
                .map(report -> DriftView.of(status.tenant(), report))
                .orElseGet(() -> DriftView.remembered(
                        status.tenant(),
                        status.revision(),
                        fleet.store().drift().of(status.tenant())));
    }

    @GET
    @Path("/{tenant}/plan")
    @Operation(operationId = "getPlan", summary = "What is left to do in a tenant, and what stands against it")
    @APIResponse(
            responseCode = "200",
            description = "As the latest look leaves it",
            content = @Content(schema = @Schema(implementation = PlanView.class)))
    @APIResponse(responseCode = "404", description = "There is no such tenant")
    @APIResponse(responseCode = "503", description = "The tenant was not looked at yet")
    public PlanView plan(@PathParam("tenant") String tenant) {
        TenantStatus status = orders.known(tenant);
        return status.last()
                .map(report -> PlanView.of(report, change -> fleet.content(status.tenant(), change)))
                .orElseThrow(() -> new ServiceUnavailableException(
                        "There is no plan of " + status.tenant()
                                + " yet: no look at it has come to a plan since the start.",
                        RETRY_SECONDS));
    }

    @POST
    @Path("/{tenant}/sync")
    @Operation(operationId = "syncTenant", summary = "Asks for a run now")
    @APIResponse(
            responseCode = "202",
            description = "The run will be",
            content = @Content(schema = @Schema(implementation = Announced.class)))
    @APIResponse(responseCode = "404", description = "There is no such tenant")
    @APIResponse(responseCode = "409", description = "The tenant is suspended or its manifests are broken")
    public Response sync(@PathParam("tenant") String tenant, @Context SecurityContext by) {
        String run = orders.sync(tenant, by).value();
        return Response.accepted(new Announced(run)).build();
    }

    @POST
    @Path("/{tenant}/suspend")
    @Operation(operationId = "suspendTenant", summary = "Stops reconciling a tenant until it is resumed")
    @APIResponse(
            responseCode = "200",
            description = "It is suspended",
            content = @Content(schema = @Schema(implementation = TenantView.class)))
    @APIResponse(responseCode = "404", description = "There is no such tenant")
    public TenantView suspend(@PathParam("tenant") String tenant, @Context SecurityContext by) {
        return TenantView.of(orders.suspend(tenant, by));
    }

    @POST
    @Path("/{tenant}/resume")
    @Operation(operationId = "resumeTenant", summary = "Lifts what suspend did; a suspension in Git stays")
    @APIResponse(
            responseCode = "200",
            description = "The API suspends it no more",
            content = @Content(schema = @Schema(implementation = TenantView.class)))
    @APIResponse(responseCode = "404", description = "There is no such tenant")
    public TenantView resume(@PathParam("tenant") String tenant, @Context SecurityContext by) {
        return TenantView.of(orders.resume(tenant, by));
    }
}
