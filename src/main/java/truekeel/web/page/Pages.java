package truekeel.web.page;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import truekeel.fleet.Fleet;
import truekeel.model.FieldPath;
import truekeel.model.ResourceRef;
import truekeel.model.TenantName;
import truekeel.report.TenantStatus;
import truekeel.web.Orders;
import truekeel.web.RunBook;
import truekeel.web.view.DriftView;
import truekeel.web.view.RunView;

/** The pages, and the forms on them. */
@Path("/")
@Produces(Pages.HTML)
public final class Pages {
    static final String HTML = "text/html;charset=UTF-8";

    private static final int RUNS_OF_TENANT = 8;
    private static final int RUNS = 100;

    private final Fleet fleet;
    private final Orders orders;
    private final RunBook book;
    private final InstantSource clock;

    @Inject
    Pages(Fleet fleet, Orders orders, RunBook book, InstantSource clock) {
        this.fleet = fleet;
        this.orders = orders;
        this.book = book;
        this.clock = clock;
    }

    @GET
    @Operation(hidden = true)
    public String fleet() {
        return Templates.fleet(FleetPage.of(fleet, clock.instant())).render();
    }

    @GET
    @Path("tenants/{tenant}")
    @Operation(hidden = true)
    public String tenant(@PathParam("tenant") String tenant) {
        TenantStatus status = orders.known(tenant);
        Instant now = clock.instant();
        DriftView drift = status.last()
                .map(report -> DriftView.of(status.tenant(), report))
                .orElseGet(() -> DriftView.remembered(
                        status.tenant(),
                        status.revision(),
                        fleet.store().drift().of(status.tenant())));
        List<RunRow> runs = book.recent(Optional.of(status.tenant()), RUNS_OF_TENANT).stream()
                .map(run -> RunRow.of(book.inDetail(run), now))
                .toList();
        return Templates.tenant(TenantPage.of(
                        status,
                        fleet.turn(status.tenant()),
                        drift,
                        runs,
                        change -> fleet.content(status.tenant(), change),
                        now))
                .render();
    }

    @POST
    @Path("tenants/{tenant}/sync")
    @Operation(hidden = true)
    public Response sync(@PathParam("tenant") String tenant, @Context SecurityContext by) {
        orders.sync(tenant, by);
        return back(tenant);
    }

    @POST
    @Path("tenants/{tenant}/suspend")
    @Operation(hidden = true)
    public Response suspend(@PathParam("tenant") String tenant, @Context SecurityContext by) {
        orders.suspend(tenant, by);
        return back(tenant);
    }

    @POST
    @Path("tenants/{tenant}/resume")
    @Operation(hidden = true)
    public Response resume(@PathParam("tenant") String tenant, @Context SecurityContext by) {
        orders.resume(tenant, by);
        return back(tenant);
    }

    private static Response back(String tenant) {
        return Response.seeOther(URI.create("/tenants/" + tenant)).build();
    }

    @GET
    @Path("runs")
    @Operation(hidden = true)
    public String runs() {
        Instant now = clock.instant();
        return Templates.runs(book.recent(Optional.empty(), RUNS).stream()
                        .map(run -> RunRow.of(run, now))
                        .toList())
                .render();
    }

    @GET
    @Path("runs/{run}")
    @Operation(hidden = true)
    public String run(@PathParam("run") String run) {
        RunView found = book.find(run);
        TenantName tenant = TenantName.of(found.tenant());
        return Templates.run(RunRow.of(found, clock.instant(), drift -> content(tenant, drift)))
                .render();
    }

    private List<ContentRow> content(TenantName tenant, RunView.ResolvedView drift) {
        ResourceRef ref = ResourceRef.of(drift.kind(), drift.name());
        return ContentRow.of(drift.fields().stream()
                .map(field -> fleet.content(
                        tenant,
                        ref,
                        FieldPath.parse(field.path()),
                        field.live().asText(),
                        field.desired().asText()))
                .flatMap(Optional::stream)
                .findFirst());
    }

    @GET
    @Path("findings")
    @Operation(hidden = true)
    public String findings() {
        return Templates.findings(fleet.findings().stream().map(FindingRow::of).toList())
                .render();
    }

    @GET
    @Path("policies")
    @Operation(hidden = true)
    public String policies() {
        return Templates.policies(ViolationRow.of(fleet.statuses())).render();
    }
}
