package truekeel.kinds.apikeysettings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import truekeel.kinds.JsonValues;
import truekeel.kinds.Kind;
import truekeel.kinds.Look;
import truekeel.kinds.Seen;
import truekeel.kinds.Step;
import truekeel.model.KindName;
import truekeel.model.Value;
import truekeel.plan.Change;
import truekeel.plan.FieldDiff;
import truekeel.plan.Refusal;
import truekeel.plan.RefusalCode;
import truekeel.qlik.QlikRequest;
import truekeel.qlik.TenantOperations;

/**
 * The rules for API keys, of which a tenant has one set, found under the tenant's id. We ourselves sign in as an OAuth
 * client, which none of them touches.
 */
public final class ApiKeySettingsKind implements Kind {
    private static final KindName NAME = KindName.of("ApiKeySettings");
    private static final String KEYS = "max_keys_per_user";
    private static final List<String> DURATIONS = List.of("max_api_key_expiry", "scim_externalClient_expiry");

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
        String tenant = look.qlik().identity().tenantId();
        JsonNode config = look.qlik()
                .get(QlikRequest.of(TenantOperations.GET_API_KEYS_CONFIG).path("tenantId", tenant));
        Value.Fields spec = JsonValues.fields(config, KEYS);
        for (String field : DURATIONS) {
            if (config.path(field).isTextual()) {
                spec = spec.with(field, Value.text(inDays(config.path(field).asText())));
            }
        }
        each.accept(Seen.of(tenant, spec));
    }

    /** Whole days in the form of manifests, whatever form of ISO 8601 Qlik gives; any other length as it is. */
    private static String inDays(String duration) {
        try {
            Duration length = Duration.parse(duration);
            return length.equals(Duration.ofDays(length.toDays())) ? "P" + length.toDays() + "D" : duration;
        } catch (DateTimeException otherForm) {
            return duration;
        }
    }

    @Override
    public List<Step> steps(Change change) {
        return switch (change.action()) {
            case UPDATE ->
                List.of(Step.updates(
                        "update API key settings", binding -> QlikRequest.of(TenantOperations.PATCH_API_KEYS_CONFIG)
                                .path("tenantId", binding.ownId())
                                .json(patch(change))));
            case CREATE, RECREATE, DELETE, ADOPT, RELEASE -> List.of();
        };
    }

    private static ArrayNode patch(Change change) {
        ArrayNode patch = JsonValues.array();
        for (FieldDiff field : change.fields()) {
            patch.add(JsonValues.replace(field.path().toString(), JsonValues.json(field.desired())));
        }
        return patch;
    }

    @Override
    public Optional<Refusal> objection(Change change, List<Change> plan, Look look) {
        return change.fields().stream()
                .filter(field ->
                        field.path().last().equals(KEYS) && field.desired().equals(Value.number(0)))
                .findFirst()
                .map(field -> Refusal.of(
                        RefusalCode.LOCKS_PEOPLE_OUT,
                        change.ref(),
                        "Nobody could make an API key any more, nor the programs that work for them.",
                        "Write a number above 0, or approve the plan.",
                        true));
    }
}
