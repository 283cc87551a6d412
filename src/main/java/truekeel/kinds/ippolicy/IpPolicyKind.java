package truekeel.kinds.ippolicy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import truekeel.kinds.Binding;
import truekeel.kinds.JsonValues;
import truekeel.kinds.Kind;
import truekeel.kinds.Look;
import truekeel.kinds.Reads;
import truekeel.kinds.Seen;
import truekeel.kinds.Step;
import truekeel.kinds.Trail;
import truekeel.model.KindName;
import truekeel.model.Live;
import truekeel.model.Value;
import truekeel.plan.Change;
import truekeel.plan.FieldDiff;
import truekeel.plan.Refusal;
import truekeel.plan.RefusalCode;
import truekeel.qlik.QlikRequest;
import truekeel.qlik.TenantOperations;

/** Policies that say from where a tenant can be reached; all that are enabled count together. */
public final class IpPolicyKind implements Kind {
    static final KindName NAME = KindName.of("IpPolicy");

    @Override
    public KindName name() {
        return NAME;
    }

    @Override
    public Set<String> needs() {
        return Set.of("admin_classic", "admin.ip-policies");
    }

    @Override
    public void observe(Look look, Consumer<Seen> each) {
        Reads.each(
                look,
                QlikRequest.of(TenantOperations.GET_IP_POLICIES),
                id -> QlikRequest.of(TenantOperations.GET_IP_POLICY).path("id", id),
                policy -> each.accept(seen(policy)));
    }

    private static Seen seen(JsonNode policy) {
        Seen seen = Seen.of(policy.path("id").asText(), spec(policy));
        return policy.path("deletable").asBoolean(true)
                ? seen
                : seen.withFacts(Value.Fields.EMPTY.with(Live.NEVER_DELETED, Value.flag(true)));
    }

    static Value.Fields spec(JsonNode policy) {
        return JsonValues.fields(policy, "name", "allowedIps", "enabled");
    }

    @Override
    public List<Trail> trails() {
        return List.of(Trail.of("ip-policy"));
    }

    @Override
    public List<Step> steps(Change change) {
        return Step.oneEach(change, IpPolicyKind::create, IpPolicyKind::update, IpPolicyKind::delete);
    }

    private static Step create(Change change) {
        Value.Fields spec = change.desired().orElseThrow().spec();
        return Step.creates(
                "create IP policy",
                binding -> QlikRequest.of(TenantOperations.CREATE_IP_POLICY)
                        .json(JsonValues.present(spec, "name", "allowedIps", "enabled")),
                binding -> idByName(binding, spec.text("name").orElseThrow()));
    }

    private static Optional<String> idByName(Binding binding, String name) {
        return Reads.idOf(binding.qlik(), QlikRequest.of(TenantOperations.GET_IP_POLICIES), "name", name);
    }

    private static Step update(Change change) {
        ArrayNode patch = JsonValues.array();
        for (FieldDiff field : change.fields()) {
            patch.add(JsonValues.replace(field.path().toString(), JsonValues.json(field.desired())));
        }
        return Step.updates("update IP policy", binding -> QlikRequest.of(TenantOperations.PATCH_IP_POLICY)
                .path("id", binding.ownId())
                .json(patch));
    }

    private static Step delete() {
        return Step.deletes("delete IP policy", binding -> QlikRequest.of(TenantOperations.DELETE_IP_POLICY)
                .path("id", binding.ownId()));
    }

    @Override
    public Optional<Refusal> objection(Change change, List<Change> plan, Look look) {
        boolean stays = change.action().destroys()
                && change.live().filter(Live::isNeverDeleted).isPresent();
        if (stays) {
            return Optional.of(Refusal.of(
                    RefusalCode.NEVER_DELETED,
                    change.ref(),
                    change.ref() + " is one that Qlik says cannot be deleted.",
                    "Remove its manifest, or ensure: absent from it.",
                    false));
        }
        return new Doors(change, plan, look).objection();
    }
}
