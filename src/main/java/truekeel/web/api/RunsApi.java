package truekeel.web.api;

import jakarta.inject.Inject;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import truekeel.web.Orders;
import truekeel.web.RunBook;
import truekeel.web.view.RunView;

/** The history of runs. */
@Path("/api/v1/runs")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "runs")
public final class RunsApi {
    private static final int MOST = 500;

    private final RunBook book;
    private final Orders orders;

    @Inject
    RunsApi(RunBook book, Orders orders) {
        this.book = book;
        this.orders = orders;
    }

    @GET
    @Operation(operationId = "listRuns", summary = "The latest runs, newest first")
    public List<RunView> list(
            @Parameter(description = "Only runs of this tenant.") @QueryParam("tenant") Optional<String> tenant,
            @Parameter(
                            description = "How many at most, from 1 to 500.",
                            schema = @Schema(implementation = Integer.class, defaultValue = "50"))
                    @QueryParam("limit")
                    @DefaultValue("50")
                    String limit) {
        return book.recent(tenant.map(name -> orders.known(name).tenant()), number(limit));
    }

    @GET
    @Path("/{run}")
    @Operation(operationId = "getRun", summary = "One run with every mutation that it sent")
    @APIResponse(
            responseCode = "200",
            description = "The run; pending while it was announced and has not begun",
            content = @Content(schema = @Schema(implementation = RunView.class)))
    @APIResponse(responseCode = "404", description = "There is no such run")
    public RunView get(@PathParam("run") String run) {
        return book.find(run);
    }

    private static int number(String limit) {
        try {
            int number = Integer.parseInt(limit);
            if (number >= 1 && number <= MOST) {
                return number;
            }
        } catch (NumberFormatException noNumber) {
            throw outOfRange(limit);
        }
        throw outOfRange(limit);
    }

    private static BadRequestException outOfRange(String limit) {
        return new BadRequestException("limit must be a number from 1 to " + MOST + ", not '" + limit + "'.");
    }
}
