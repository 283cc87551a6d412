package truekeel.web.api;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import truekeel.fleet.Fleet;
import truekeel.web.view.FindingView;
import truekeel.web.view.FleetView;

/** What concerns no single tenant. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "fleet")
@OpenAPIDefinition(info = @Info(title = "Truekeel", version = "v1"), security = @SecurityRequirement(name = "token"))
@SecurityScheme(securitySchemeName = "token", type = SecuritySchemeType.HTTP, scheme = "bearer")
public final class FleetApi {
    private final Fleet fleet;

    @Inject
    FleetApi(Fleet fleet) {
        this.fleet = fleet;
    }

    @GET
    @Path("/fleet")
    @Operation(operationId = "getFleet", summary = "The revision in force and how the daemon itself stands")
    public FleetView fleet() {
        return FleetView.of(fleet);
    }

    @GET
    @Path("/findings")
    @Operation(operationId = "listFindings", summary = "What is wrong with the manifests of the revision in force")
    public List<FindingView> findings() {
        return fleet.findings().stream().map(FindingView::of).toList();
    }
}
