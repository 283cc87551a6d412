package truekeel.web.access;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.logging.Logger;

/** The form that people sign in with. Their browser gets a session, never the token itself. */
@Path("/")
@Produces("text/html;charset=UTF-8")
public final class SignIn {
    static final String PATH = "/login";
    static final String COOKIE = "truekeel_session";

    private static final Logger LOG = Logger.getLogger(SignIn.class);
    private static final Duration SESSION = Duration.ofHours(12);
    private static final int UNAUTHORIZED = 401;

    /** A path of this site and no other: no host can be in it. */
    private static final Pattern OWN_PATH = Pattern.compile("/(?![/\\\\])[A-Za-z0-9/_.~?&=%-]*");

    private final AccessRules rules;
    private final Tokens tokens;
    private final InstantSource clock;

    @Inject
    SignIn(AccessRules rules, Tokens tokens, InstantSource clock) {
        this.rules = rules;
        this.tokens = tokens;
        this.clock = clock;
    }

    @GET
    @Path("login")
    @Operation(hidden = true)
    public Response form(@QueryParam("to") @DefaultValue("/") String to) {
        if (rules.mode() != AccessRules.Mode.TOKEN) {
            return Response.seeOther(URI.create("/")).build();
        }
        return Response.ok(SignInTemplates.login(safe(to), false).render()).build();
    }

    @POST
    @Path("login")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response signIn(
            @FormParam("token") @DefaultValue("") String token,
            @FormParam("to") @DefaultValue("/") String to,
            @Context UriInfo uri) {
        Optional<String> session = tokens.session(token.strip(), clock.instant().plus(SESSION));
        if (session.isEmpty()) {
            LOG.warn("Somebody tried to sign in with a token that is none of ours.");
            return Response.status(UNAUTHORIZED)
                    .entity(SignInTemplates.login(safe(to), true).render())
                    .build();
        }
        return Response.seeOther(URI.create(safe(to)))
                .cookie(cookie(session.get(), SESSION, uri))
                .build();
    }

    @POST
    @Path("logout")
    @Operation(hidden = true)
    public Response signOut(@Context UriInfo uri) {
        return Response.seeOther(URI.create(PATH))
                .cookie(cookie("", Duration.ZERO, uri))
                .build();
    }

    private static NewCookie cookie(String value, Duration age, UriInfo uri) {
        return new NewCookie.Builder(COOKIE)
                .value(value)
                .path("/")
                .maxAge((int) age.toSeconds())
                .httpOnly(true)
                .secure("https".equals(uri.getBaseUri().getScheme()))
                .sameSite(NewCookie.SameSite.STRICT)
                .build();
    }

    static String safe(String to) {
        return OWN_PATH.matcher(to).matches() ? to : "/";
    }
}
