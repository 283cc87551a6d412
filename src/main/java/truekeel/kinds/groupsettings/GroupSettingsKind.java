package truekeel.kinds.groupsettings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import truekeel.kinds.JsonValues;
import truekeel.kinds.Keyholders;
import truekeel.kinds.Kind;
import truekeel.kinds.Look;
import truekeel.kinds.RoleNames;
import truekeel.kinds.Seen;
import truekeel.kinds.Step;
import truekeel.kinds.Trail;
import truekeel.model.KindName;
import truekeel.model.Value;
import truekeel.plan.Change;
import truekeel.plan.FieldDiff;
import truekeel.plan.Refusal;
import truekeel.plan.RefusalCode;
import truekeel.qlik.AccessOperations;
import truekeel.qlik.QlikRequest;

/** The group settings, of which a tenant has one set: whether groups come from logins, and what everyone may do. */
public final class GroupSettingsKind implements Kind {
    private static final KindName NAME = KindName.of("GroupSettings");
    /** The group of all users has the same id in every tenant. */
    private static final String EVERYONE = "000000000000000000000001";

    private static final String EVERYONES_ROLES = "/everyone/assignedRoles";

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
        JsonNode settings = look.qlik().get(QlikRequest.of(AccessOperations.GET_GROUPS_SETTINGS));
        Value.Fields spec = JsonValues.fields(settings, "autoCreateGroups");
        JsonNode everyone = settings.path("systemGroups").path(EVERYONE);
        if (everyone.isObject()) {
            spec = spec.with(
                    "everyone",
                    Value.Fields.EMPTY.with("assignedRoles", RoleNames.value(everyone.path("assignedRoles"))));
        }
        each.accept(Seen.of(NAME.value(), spec));
    }

    @Override
    public List<Trail> trails() {
        return List.of(
                Trail.of("group-setting").aboutAny(),
                Trail.of("group").about(EVERYONE).only("/everyone"));
    }

    @Override
    public List<Step> steps(Change change) {
        return switch (change.action()) {
            case UPDATE -> List.of(update(change));
            case CREATE, RECREATE, DELETE, ADOPT, RELEASE -> List.of();
        };
    }

    private static Step update(Change change) {
        ArrayNode patch = JsonValues.array();
        for (FieldDiff field : change.fields()) {
            String path = field.path().toString();
            patch.add(
                    path.equals(EVERYONES_ROLES)
                            ? JsonValues.replace(
                                    "/systemGroups/" + EVERYONE + "/assignedRoles", RoleNames.json(field.desired()))
                            : JsonValues.replace(path, JsonValues.json(field.desired())));
        }
        return Step.updates("update group settings", binding -> QlikRequest.of(AccessOperations.PATCH_GROUPS_SETTINGS)
                .json(patch));
    }

    @Override
    public Optional<Refusal> objection(Change change, List<Change> plan, Look look) {
        if (change.action().destroys()) {
            return Optional.of(Refusal.of(
                    RefusalCode.NEVER_DELETED,
                    change.ref(),
                    "The group settings are part of every tenant.",
                    "Remove ensure: absent from the manifest.",
                    false));
        }
        return Keyholders.objection(change, plan, look.qlik());
    }
}
