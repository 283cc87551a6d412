package truekeel.web.page;

import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Locale;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import truekeel.model.LogKeys;
import truekeel.model.LogLine;
import truekeel.store.StoreException;
import truekeel.web.view.Problem;

/** Turns what went wrong into an answer: JSON under {@code /api}, a page elsewhere. */
final class Problems {
    private static final Logger LOG = Logger.getLogger(Problems.class);
    private static final int SERVER_ERROR = 500;

    /** What JAX-RS or a resource refused. */
    @ServerExceptionMapper
    Response refused(WebApplicationException refused, UriInfo uri) {
        Response reply = refused.getResponse();
        if (reply.getStatus() < 400) {
            return reply;
        }
        Response.ResponseBuilder answer = answer(reply.getStatus(), detail(refused, uri), uri);
        reply.getStringHeaders().forEach((name, values) -> {
            if (!name.toLowerCase(Locale.ROOT).startsWith("content-")) {
                values.forEach(value -> answer.header(name, value));
            }
        });
        return answer.build();
    }

    /** The database cannot be used just now. */
    @ServerExceptionMapper
    Response unavailable(StoreException failed, UriInfo uri) {
        LOG.warn(LogLine.of("A request could not be answered.")
                .with(LogKeys.CODE, failed.code())
                .with(LogKeys.MESSAGE, failed.getMessage()));
        return answer(503, "The database cannot be used just now: " + failed.code() + ".", uri)
                .header(HttpHeaders.RETRY_AFTER, "5")
                .build();
    }

    /** A bug. */
    @ServerExceptionMapper
    Response broken(RuntimeException bug, UriInfo uri) {
        LOG.error("A request could not be answered. This is a bug in Truekeel.", bug);
        return answer(SERVER_ERROR, "This is a bug in Truekeel; its log says more.", uri)
                .build();
    }

    private static String detail(WebApplicationException refused, UriInfo uri) {
        String message = String.valueOf(refused.getMessage());
        if (refused instanceof NotAllowedException) {
            return path(uri) + " cannot be asked in this way; see Allow.";
        }
        boolean isSilent = message.startsWith("HTTP ") || message.startsWith("RESTEASY");
        if (refused instanceof NotFoundException && isSilent) {
            return "There is nothing at " + path(uri) + ".";
        }
        return message;
    }

    private static String path(UriInfo uri) {
        return uri.getPath().startsWith("/") ? uri.getPath() : "/" + uri.getPath();
    }

    private static Response.ResponseBuilder answer(int status, String detail, UriInfo uri) {
        Response.Status known = Response.Status.fromStatusCode(status);
        String title = known == null ? "Status " + status : known.getReasonPhrase();
        if (path(uri).startsWith("/api/")) {
            return Response.status(status).type(Problem.TYPE).entity(Problem.of(status, title, detail));
        }
        return Response.status(status)
                .type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                .entity(Templates.problem(status, title, detail).render());
    }
}
