package truekeel.kinds.authsettings;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import truekeel.kinds.JsonValues;
import truekeel.kinds.Kind;
import truekeel.kinds.Look;
import truekeel.kinds.Seen;
import truekeel.kinds.Step;
import truekeel.kinds.Trail;
import truekeel.model.KindName;
import truekeel.model.Value;
import truekeel.plan.Change;
import truekeel.plan.FieldDiff;
import truekeel.plan.Refusal;
import truekeel.plan.RefusalCode;
import truekeel.qlik.QlikRequest;
import truekeel.qlik.TenantOperations;

/**
 * The authentication settings, of which a tenant has one set. They rule the sessions of people; a token of an OAuth
 * client, which is what we have, does not end by them.
 */
public final class AuthSettingsKind implements Kind {
    private static final KindName NAME = KindName.of("AuthSettings");
    private static final String INACTIVITY = "/userSessionInactivityTimeoutMinutes";
    private static final String REGISTRATION = "/dynamicClientRegistrationEnabled";
    /** With less a person is logged out while they read. */
    private static final BigDecimal SHORTEST_SESSION = BigDecimal.valueOf(5);

    @Override
    public KindName name() {
        return NAME;
    }

    @Override
    public Set<String> needs() {
        return Set.of("admin_classic", "admin.auth-settings");
    }

    @Override
    public void observe(Look look, Consumer<Seen> each) {
        each.accept(Seen.of(
                NAME.value(),
                JsonValues.fields(
                        look.qlik().get(QlikRequest.of(TenantOperations.GET_AUTH_SETTINGS)),
                        "userSessionInactivityTimeoutMinutes",
                        "maxUserSessionLifespanMinutes",
                        "dynamicClientRegistrationEnabled",
                        "dcrAllowedAuthenticationMethods")));
    }

    @Override
    public List<Trail> trails() {
        return List.of(Trail.of("auth-settings").aboutAny());
    }

    @Override
    public List<Step> steps(Change change) {
        return switch (change.action()) {
            case UPDATE ->
                List.of(Step.updates("update authentication settings", binding -> QlikRequest.of(
                                TenantOperations.PATCH_AUTH_SETTINGS)
                        .json(patch(change))));
            case CREATE, RECREATE, DELETE, ADOPT, RELEASE -> List.of();
        };
    }

    /** Whether registration is on comes first, since its methods can be set only while it is. */
    private static ArrayNode patch(Change change) {
        List<FieldDiff> fields = new ArrayList<>(change.fields());
        fields.sort(Comparator.comparing(field -> !field.path().toString().equals(REGISTRATION)));
        ArrayNode patch = JsonValues.array();
        fields.forEach(
                field -> patch.add(JsonValues.replace(field.path().toString(), JsonValues.json(field.desired()))));
        return patch;
    }

    @Override
    public Optional<Refusal> objection(Change change, List<Change> plan, Look look) {
        return change.fields().stream()
                .filter(field -> field.path().toString().equals(INACTIVITY))
                .filter(field -> field.desired() instanceof Value.Num minutes
                        && minutes.value().compareTo(SHORTEST_SESSION) < 0)
                .findFirst()
                .map(field -> Refusal.of(
                        RefusalCode.LOCKS_PEOPLE_OUT,
                        change.ref(),
                        "People would be logged out after " + field.desired() + " minutes without activity.",
                        "Write " + SHORTEST_SESSION + " minutes or more, or approve the plan.",
                        true));
    }
}
