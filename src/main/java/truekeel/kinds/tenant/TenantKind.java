package truekeel.kinds.tenant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import truekeel.kinds.Binding;
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
 * The tenant itself: display name, alias and switches. Provisioning and deactivation go through the region's register
 * host and are not done from inside the tenant.
 */
public final class TenantKind implements Kind {
    static final KindName NAME = KindName.of("Tenant");
    private static final String[] SWITCHES = {
        "autoAssignCreateSharedSpacesRoleToProfessionals",
        "autoAssignPrivateAnalyticsContentCreatorRoleToProfessionals",
        "autoAssignDataServicesContributorRoleToProfessionals",
        "enableAppOpeningFeedback"
    };

    @Override
    public KindName name() {
        return NAME;
    }

    @Override
    public Set<String> needs() {
        return Set.of("admin_classic");
    }

    /** The hostname is the one we came by, since it is what the manifest names the tenant by. */
    @Override
    public void observe(Look look, Consumer<Seen> each) {
        JsonNode tenant = look.qlik().get(QlikRequest.of(TenantOperations.GET_MY_TENANT));
        Value.Fields spec = Value.Fields.EMPTY
                .with("hostname", Value.text(look.qlik().hostname()))
                .with("name", JsonValues.value(tenant.path("name")));
        String alias = tenant.path("hostnames").path(1).asText();
        if (!alias.isEmpty()) {
            spec = spec.with("alias", Value.text(firstLabel(alias)));
        }
        spec = spec.with("settings", JsonValues.fields(tenant, SWITCHES));
        String system = tenant.path("hostnames").path(0).asText(look.qlik().hostname());
        Seen seen = Seen.of(tenant.path("id").asText(), spec)
                .withFacts(Value.Fields.EMPTY.with("hostname", Value.text(system)));
        each.accept(TenantLinks.read(look, seen));
    }

    private static String firstLabel(String hostname) {
        return hostname.split("\\.", 2)[0];
    }

    @Override
    public List<Trail> trails() {
        return List.of(Trail.of("tenant").except("/" + TenantLinks.FIELD));
    }

    @Override
    public List<Step> steps(Change change) {
        return switch (change.action()) {
            case UPDATE -> update(change);
            case CREATE, RECREATE, DELETE, ADOPT, RELEASE -> List.of();
        };
    }

    private static List<Step> update(Change change) {
        List<Step> steps = new ArrayList<>(TenantLinks.steps(change));
        List<FieldDiff> own = change.fields().stream()
                .filter(field -> !field.path().first().equals(TenantLinks.FIELD))
                .toList();
        if (!own.isEmpty()) {
            steps.add(Step.updates("update tenant", binding -> patch(change, own, binding)));
        }
        return steps;
    }

    private static QlikRequest patch(Change change, List<FieldDiff> fields, Binding binding) {
        ArrayNode operations = JsonValues.array();
        for (FieldDiff field : fields) {
            String path = field.path().toString();
            if (path.equals("/alias")) {
                String system =
                        change.live().orElseThrow().facts().text("hostname").orElseThrow();
                String region = system.substring(system.indexOf('.'));
                operations.add(JsonValues.replace("/hostnames/1", TextNode.valueOf(field.desired() + region)));
            } else {
                operations.add(JsonValues.replace("/" + field.path().last(), JsonValues.json(field.desired())));
            }
        }
        return QlikRequest.of(TenantOperations.PATCH_TENANT)
                .path("tenantId", binding.ownId())
                .json(operations);
    }

    @Override
    public Optional<Refusal> objection(Change change, List<Change> plan, Look look) {
        if (!change.action().destroys()) {
            return Optional.empty();
        }
        return Optional.of(Refusal.of(
                RefusalCode.NEVER_DELETED,
                change.ref(),
                change.ref() + " cannot be removed from inside; a tenant is deactivated at its region's register host.",
                "Deactivate the tenant there, or remove ensure: absent.",
                false));
    }
}
