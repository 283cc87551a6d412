package truekeel.kinds.oauthclient;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import truekeel.kinds.JsonValues;
import truekeel.kinds.Kind;
import truekeel.kinds.Look;
import truekeel.kinds.Reads;
import truekeel.kinds.Seen;
import truekeel.kinds.Step;
import truekeel.kinds.Trail;
import truekeel.model.KindName;
import truekeel.model.Value;
import truekeel.plan.Change;
import truekeel.plan.Refusal;
import truekeel.qlik.QlikRequest;
import truekeel.qlik.TenantOperations;

/**
 * OAuth clients of a tenant, but those that registered themselves. The id of a client is what embedders and services
 * sign in with, and its secret is told once: so the inventory remembers for which client a secret was handed over, and
 * one that was not is a difference like any other.
 */
public final class OAuthClientKind implements Kind {
    static final KindName NAME = KindName.of("OAuthClient");
    static final String CONFIG = "connectionConfig";
    static final String CONSENT = "consentMethod";

    /** What Qlik tells as it takes it. */
    static final String[] FIELDS = {
        "clientName",
        "appType",
        "description",
        "clientUri",
        "logoUri",
        "redirectUris",
        "allowedOrigins",
        "allowedScopes",
        "allowedGrantTypes",
        "allowedAuthMethods",
        "publicKeys",
        "jwksUri"
    };

    @Override
    public KindName name() {
        return NAME;
    }

    @Override
    public Set<String> needs() {
        return Set.of("admin_classic");
    }

    @Override
    public void observe(Look look, Consumer<Seen> each) {
        Reads.each(
                look,
                QlikRequest.of(TenantOperations.GET_OAUTH_CLIENTS),
                id -> QlikRequest.of(TenantOperations.GET_OAUTH_CLIENT).path("id", id),
                client -> {
                    if (!isSelfRegistered(client)) {
                        each.accept(seen(look, client));
                    }
                });
    }

    static boolean isSelfRegistered(JsonNode client) {
        return client.path("createdByType").asText().equals("dcr");
    }

    private static Seen seen(Look look, JsonNode client) {
        String id = client.path("clientId").asText();
        Value.Fields spec = JsonValues.fields(client, FIELDS);
        Optional<String> consent = consent(look, client, id);
        if (consent.isPresent()) {
            spec = spec.with(CONFIG, Value.Fields.EMPTY.with(CONSENT, Value.text(consent.get())));
        }
        Optional<Value.Fields> handed = HandOver.remembered(look, id);
        if (handed.isPresent()) {
            spec = spec.with(HandOver.FIELD, handed.get());
        }
        return Seen.of(id, spec).withFacts(Value.Fields.EMPTY.with(HandOver.HINTS, hints(client)));
    }

    static Value hints(JsonNode client) {
        List<String> hints = new ArrayList<>();
        client.path("clientSecrets")
                .forEach(secret -> hints.add(secret.path("hint").asText()));
        return Value.texts(hints);
    }

    /** A single read does not tell how consent is given, so it is asked for where somebody wants to know. */
    private static Optional<String> consent(Look look, JsonNode client, String id) {
        String listed = client.path(CONFIG).path(CONSENT).asText("");
        boolean wanted = look.whole()
                || look.declared(NAME).stream()
                        .anyMatch(desired -> desired.spec().fields(CONFIG).has(CONSENT)
                                && desired.spec()
                                        .text("clientName")
                                        .equals(Optional.of(
                                                client.path("clientName").asText())));
        if (!listed.isEmpty() || !wanted) {
            return Optional.of(listed).filter(method -> !method.isEmpty());
        }
        return Reads.one(
                        look.qlik(),
                        QlikRequest.of(TenantOperations.GET_OAUTH_CLIENT_CONNECTION_CONFIG)
                                .path("id", id))
                .map(config -> config.path(CONSENT).asText(""))
                .filter(method -> !method.isEmpty());
    }

    @Override
    public List<Step> steps(Change change) {
        return switch (change.action()) {
            case CREATE -> ClientSteps.create(change);
            case UPDATE -> ClientSteps.update(change);
            case DELETE -> List.of(ClientSteps.delete());
            case RECREATE -> Step.anew(List.of(ClientSteps.delete()), ClientSteps.create(change));
            case ADOPT, RELEASE -> List.of();
        };
    }

    @Override
    public List<Trail> trails() {
        return List.of(Trail.of("oauth-client"));
    }

    @Override
    public Optional<String> handsOver(Change change) {
        return HandOver.isDue(change) ? HandOver.name(change) : Optional.empty();
    }

    @Override
    public Optional<Refusal> objection(Change change, List<Change> plan, Look look) {
        return ClientGuard.objection(change, look);
    }

    /** The observed fields with the declared ones over them. */
    static Value.Fields merged(Change change) {
        Value.Fields live = change.live().map(there -> there.spec()).orElse(Value.Fields.EMPTY);
        return live.with(change.desired().map(desired -> desired.spec()).orElse(Value.Fields.EMPTY));
    }
}
