package truekeel.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import truekeel.model.KindName;
import truekeel.qlik.Operations;
import truekeel.qlik.Transport;
import truekeel.qlik.TransportFailure;
import truekeel.qlik.TransportFailure.Stage;
import truekeel.qlik.TransportReply;
import truekeel.qlik.TransportRequest;

/**
 * One read that fails for as long as a run lasts, and what cannot be known then.
 *
 * @param kind whose objects the read tells of; empty for reads of who we are
 * @param id the one object that it is about; empty for a list of all
 */
record BlindSpot(String line, Optional<KindName> kind, Optional<String> id) {
    private static final Pattern PATH = Pattern.compile("\\w+ (/api/[^?]+)(?:\\?(.*))?");
    private static final Pattern ABOUT = Pattern.compile("(spaceId|ownerId|sub)(?:=|%20eq%20%22)(?:SCIM%5C)?([^&%]+)");

    /** What an alert stands on, by an id of its own. */
    private static final String CONDITION = "/api/v1/conditions/";

    /** What bounds how much may be made, seats and data sources, and what is shown but never declared. */
    private static final Set<String> UNDECLARED =
            Set.of("/api/v1/licenses/overview", "/api/connectivity/data-sources", "/api/v1/reload-tasks");

    /** How a read can fail. */
    enum Failure {
        BROKEN,
        FORBIDDEN,
        MISSING,
        TRUNCATED,
        RESET;

        private TransportReply answer() {
            return switch (this) {
                case BROKEN -> problem(500);
                case FORBIDDEN -> problem(403);
                case MISSING -> problem(404);
                case TRUNCATED -> throw new TransportFailure(Stage.TRUNCATED, "the answer broke off");
                case RESET -> throw new TransportFailure(Stage.NO_ANSWER, "the connection was reset");
            };
        }

        private static TransportReply problem(int status) {
            String body = "{\"errors\":[{\"code\":\"HTTP-" + status + "\",\"title\":\"No\"}]}";
            return new TransportReply(
                    status, Map.of("content-type", "application/json"), body.getBytes(StandardCharsets.UTF_8));
        }
    }

    static String line(TransportRequest request) {
        return request.method() + " " + request.target();
    }

    static BlindSpot of(String line) {
        Matcher path = PATH.matcher(line);
        if (!path.matches() || line.endsWith("/me")) {
            return new BlindSpot(line, Optional.empty(), Optional.empty());
        }
        Matcher about = ABOUT.matcher(Optional.ofNullable(path.group(2)).orElse(""));
        if (about.find()) {
            String owner =
                    switch (about.group(1)) {
                        case "spaceId" -> "Space";
                        case "sub" -> "IdentityProvider";
                        default -> "User";
                    };
            return new BlindSpot(line, Optional.of(KindName.of(owner)), Optional.of(about.group(2)));
        }
        if (path.group(1).startsWith(CONDITION)) {
            return new BlindSpot(
                    line,
                    Optional.of(KindName.of("DataAlert")),
                    Optional.of(path.group(1).substring(CONDITION.length())));
        }
        Optional<Service> service = Service.at(path.group(1));
        return new BlindSpot(
                line, service.map(Service::kind).map(KindName::of), service.flatMap(found -> found.id(path.group(1))));
    }

    Transport on(Transport wire, Failure failure) {
        return request ->
                request.host().equals(GoldenCase.HOST) && List.of(line, older()).contains(line(request))
                        ? failure.answer()
                        : wire.exchange(request);
    }

    /** The same read by the older route that is tried where the preferred one is not known. */
    private String older() {
        return Operations.all().stream()
                .filter(operation -> !operation.path().contains("{"))
                .filter(operation -> line.startsWith("GET " + operation.path()))
                .flatMap(operation -> operation.fallbackPath().stream()
                        .map(fallback -> line.replace("GET " + operation.path(), "GET " + fallback)))
                .findFirst()
                .orElse(line);
    }

    boolean tellsOfNothingDeclared() {
        Matcher path = PATH.matcher(line);
        return path.matches() && UNDECLARED.contains(path.group(1));
    }

    /** The ids of the objects of the kind that a tenant holds; of the one object alone where the read is about one. */
    Set<String> ids(JsonNode state) {
        Set<String> ids = new TreeSet<>();
        for (KindName name : kind.stream().toList()) {
            state.path("tables")
                    .path(Service.of(name.value()).table())
                    .forEach(
                            row -> ids.add(row.path("id").asText(row.path("_id").asText())));
        }
        id.ifPresent(one -> ids.retainAll(List.of(one)));
        return ids;
    }
}
