package truekeel.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import truekeel.model.KindName;
import truekeel.model.Value;
import truekeel.plan.Action;
import truekeel.plan.Change;
import truekeel.qlik.AccessOperations;
import truekeel.qlik.QlikRequest;
import truekeel.qlik.QlikTenant;

/**
 * The identity providers by which people log in, before and after a plan. A provider that the plan makes anew counts as
 * one that stays; one that it makes or switches on counts only afterwards, since that can fail.
 *
 * @param ways one per provider that people log in by at either time
 */
record Logins(List<Way> ways) {
    static final KindName KIND = KindName.of("IdentityProvider");

    /** One provider at both times. */
    record Way(boolean interactive, boolean before, boolean after) {
        boolean stays() {
            return before && after;
        }
    }

    Logins {
        ways = List.copyOf(ways);
    }

    static Logins of(QlikTenant qlik, List<Change> plan) {
        List<Way> ways = new ArrayList<>();
        for (JsonNode provider : qlik.list(QlikRequest.of(AccessOperations.GET_IDPS))) {
            boolean interactive = provider.path("interactive").asBoolean();
            if (interactive || provider.path("protocol").asText().equals("jwtAuth")) {
                boolean before = provider.path("active").asBoolean();
                boolean after = plan.stream()
                        .filter(change -> change.kind().equals(KIND) && isOf(change, provider))
                        .findFirst()
                        .map(change -> isActiveAfter(change, before))
                        .orElse(before);
                ways.add(new Way(interactive, before, after));
            }
        }
        plan.stream()
                .filter(change -> change.kind().equals(KIND) && change.action() == Action.CREATE && letsIn(change))
                .forEach(change -> ways.add(new Way(isInteractive(change), false, isActiveAfter(change, false))));
        return new Logins(ways);
    }

    private static boolean isOf(Change change, JsonNode provider) {
        return change.live()
                .filter(live -> live.id().equals(provider.path("id").asText()))
                .isPresent();
    }

    /** Whether people can log in by what a change is about; others are for machines. */
    static boolean letsIn(Change change) {
        return isInteractive(change) || protocol(change).equals("jwtAuth");
    }

    static boolean isInteractive(Change change) {
        boolean interactive = spec(change)
                .flag("interactive")
                .or(() -> live(change).flag("interactive"))
                .orElse(false);
        return protocol(change).equals("SAML") || (protocol(change).equals("OIDC") && interactive);
    }

    private static String protocol(Change change) {
        return spec(change)
                .text("protocol")
                .or(() -> live(change).text("protocol"))
                .orElse("");
    }

    /** What is declared; of what shall go that is no more than its key. */
    private static Value.Fields spec(Change change) {
        return change.desired().map(desired -> desired.spec()).orElse(Value.Fields.EMPTY);
    }

    private static Value.Fields live(Change change) {
        return change.live().map(live -> live.spec()).orElse(Value.Fields.EMPTY);
    }

    static boolean isActiveAfter(Change change, boolean before) {
        boolean pending =
                isInteractive(change) && !spec(change).flag("skipVerify").orElse(false);
        boolean declared = spec(change).flag("active").orElse(true);
        return switch (change.action()) {
            case DELETE -> false;
            case CREATE, RECREATE -> declared && !pending;
            case UPDATE ->
                isNeverVerified(change)
                        ? declared && !pending
                        : spec(change).flag("active").orElse(before);
            case ADOPT, RELEASE -> before;
        };
    }

    /** Whether it has no options in force yet, and so comes into use with its first ones. */
    private static boolean isNeverVerified(Change change) {
        return change.live().flatMap(live -> live.facts().flag("neverVerified")).orElse(false);
    }

    /** Whether people logged in by providers, and the plan leaves none of those. */
    boolean losesAll() {
        return any(Way::before) && !any(Way::stays);
    }

    /** Whether people logged in by an interactive provider, and the plan leaves none. */
    boolean losesInteractive() {
        return any(way -> way.interactive() && way.before()) && !any(way -> way.interactive() && way.stays());
    }

    /** Whether the plan itself brings a provider that takes the place of a lost one. */
    boolean replaces() {
        return any(way -> !way.before() && way.after());
    }

    /** Whether people logged in with a Qlik Account, and no longer do when an interactive provider is there. */
    boolean displacesQlikAccount() {
        return !any(way -> way.interactive() && way.before()) && any(way -> way.interactive() && way.after());
    }

    private boolean any(Predicate<Way> condition) {
        return ways.stream().anyMatch(condition);
    }
}
