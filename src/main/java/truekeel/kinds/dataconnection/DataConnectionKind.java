package truekeel.kinds.dataconnection;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import truekeel.kinds.Binding;
import truekeel.kinds.Kind;
import truekeel.kinds.Look;
import truekeel.kinds.Seen;
import truekeel.kinds.SpaceAccess;
import truekeel.kinds.Step;
import truekeel.model.KindName;
import truekeel.model.Live;
import truekeel.model.Value;
import truekeel.plan.Action;
import truekeel.plan.Change;
import truekeel.plan.Refusal;
import truekeel.plan.RefusalCode;
import truekeel.qlik.DataOperations;
import truekeel.qlik.QlikException;
import truekeel.qlik.QlikRequest;

/**
 * Connections to data sources. Their credentials are sent and never seen; a property that Qlik does not show either,
 * such as a user name, is known by what was sent last.
 */
public final class DataConnectionKind implements Kind {
    static final KindName NAME = KindName.of("DataConnection");
    private static final KindName SPACE = KindName.of("Space");
    private static final String NOUN = "connection";

    @Override
    public KindName name() {
        return NAME;
    }

    @Override
    public Set<String> needs() {
        return Set.of("admin_classic", "user_default");
    }

    @Override
    public void observe(Look look, Consumer<Seen> each) {
        new ConnectionSurvey(look).each(each);
    }

    @Override
    public List<Step> steps(Change change) {
        return switch (change.action()) {
            case CREATE -> create(change);
            case UPDATE -> update(change);
            case DELETE -> delete(change);
            case RECREATE -> Step.anew(delete(change), create(change));
            case ADOPT, RELEASE -> List.of();
        };
    }

    private static List<Step> create(Change change) {
        Value.Fields spec = change.desired().orElseThrow().spec();
        List<Step> steps = new ArrayList<>();
        steps.add(SpaceAccess.toBringData(change));
        steps.add(Step.creates(
                        "create connection",
                        binding -> ConnectionBody.whole(spec, binding),
                        binding -> lost(binding, spec))
                .then((reply, binding) -> binding.ownId(ConnectionView.id(reply.body()))));
        if (spec.get("owner").filter(owner -> !owner.isNull()).isPresent()) {
            steps.add(Moves.toOwner(change));
            if (ConnectionBody.hasCredentials(spec)) {
                steps.add(
                        Step.updates("send credentials again", binding -> ConnectionBody.credentials(change, binding)));
            }
        }
        steps.add(lookAtHidden(spec));
        return steps;
    }

    /** After a lost answer: a name is unique in its space. */
    private static Optional<String> lost(Binding binding, Value.Fields spec) {
        String space = binding.idOf(SPACE, spec.get("space").orElseThrow());
        return binding.qlik().list(ConnectionSurvey.list().query("spaceId", space)).stream()
                .filter(node -> node.path("space").asText().equals(space))
                .filter(node ->
                        spec.text("name").equals(Optional.of(node.path("qName").asText())))
                .map(ConnectionView::id)
                .findFirst();
    }

    private static List<Step> update(Change change) {
        List<Step> steps = new ArrayList<>();
        if (Moves.changesSpace(change) || Moves.givesAway(change)) {
            steps.add(Moves.step(change));
        }
        if (ConnectionBody.patches(change)) {
            steps.add(
                    Moves.changesSpace(change)
                            ? SpaceAccess.toBringData(change)
                            : SpaceAccess.toChangeData(NOUN, change));
            steps.add(patch(change));
            steps.add(lookAtHidden(change.desired().orElseThrow().spec()));
        }
        return steps;
    }

    private static Step patch(Change change) {
        return Step.updatesIf("update connection", binding -> ConnectionBody.patch(change, binding));
    }

    private static List<Step> delete(Change change) {
        return List.of(
                SpaceAccess.toChangeData(NOUN, change),
                Step.deletes("delete connection", binding -> QlikRequest.of(DataOperations.DELETE_DATA_CONNECTION)
                        .path("qID", binding.ownId())));
    }

    /** Which of the plain properties Qlik does not show; what cannot be read now is compared in the next run. */
    private static Step lookAtHidden(Value.Fields spec) {
        return Step.updatesIf("look at connection", binding -> {
            spec.text(ConnectionView.USERNAME)
                    .ifPresent(user -> binding.remember(ConnectionView.USERNAME, Value.text(user)));
            Value.Fields plain = plain(spec);
            if (plain.isEmpty()) {
                return Optional.empty();
            }
            try {
                JsonNode node = binding.qlik().get(ConnectionSurvey.one(binding.ownId()));
                Value.Fields shown = ConnectionView.properties(node);
                Value.Fields hidden = plain;
                for (String name : shown.values().keySet()) {
                    hidden = hidden.without(name);
                }
                binding.remember(ConnectionView.HIDDEN, hidden);
            } catch (QlikException unread) {
                return Optional.empty();
            }
            return Optional.empty();
        });
    }

    private static Value.Fields plain(Value.Fields spec) {
        Value.Fields plain = Value.Fields.EMPTY;
        for (Map.Entry<String, Value> property :
                spec.fields(ConnectionView.PROPERTIES).values().entrySet()) {
            boolean told = !(property.getValue() instanceof Value.SecretRef)
                    && !property.getValue().isNull();
            plain = told ? plain.with(property.getKey(), property.getValue()) : plain;
        }
        return plain;
    }

    @Override
    public Optional<Refusal> objection(Change change, List<Change> plan, Look look) {
        return switch (change.action()) {
            case CREATE, RECREATE -> unsound(change, look).or(() -> withoutSource(change, plan, look));
            case UPDATE -> Consent.byCode(change).or(() -> withoutCredentials(change, look));
            case DELETE, ADOPT, RELEASE -> Optional.empty();
        };
    }

    private static Optional<Refusal> unsound(Change change, Look look) {
        return incomplete(change).or(() -> Consent.byCode(change)).or(() -> Consent.toMake(change, look));
    }

    /** Told for all connections that are made, at the first that has nothing worse against it. */
    private static Optional<Refusal> withoutSource(Change change, List<Change> plan, Look look) {
        List<Change> made = plan.stream().filter(DataConnectionKind::makes).toList();
        boolean first = made.stream()
                .takeWhile(other -> !other.ref().equals(change.ref()))
                .allMatch(before -> unsound(before, look).isPresent());
        return first ? DataSources.objection(made, look) : Optional.empty();
    }

    private static Optional<Refusal> incomplete(Change change) {
        Value.Fields spec = change.desired().orElseThrow().spec();
        List<String> missing = new ArrayList<>();
        if (!spec.has("datasourceID")) {
            missing.add("datasourceID");
        }
        if (!ConnectionBody.hasProperties(spec)) {
            if (!spec.has(ConnectionView.STATEMENT)) {
                missing.add("connectionProperties");
            } else if (!spec.has("qType")) {
                missing.add("qType");
            }
        }
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(Refusal.of(
                        RefusalCode.CANNOT_CREATE,
                        change.ref(),
                        change.ref() + " cannot be made: the manifest does not say " + String.join(" and ", missing)
                                + ".",
                        "Declare " + String.join(" and ", missing) + ".",
                        false));
    }

    /** Credentials that would be lost, because nobody says what they are. */
    private static Optional<Refusal> withoutCredentials(Change change, Look look) {
        Live live = change.live().orElseThrow();
        boolean held = live.facts().flag(ConnectionView.CREDENTIALS).orElse(false);
        if (!held
                || ConnectionBody.hasCredentials(change.desired().orElseThrow().spec())) {
            return Optional.empty();
        }
        boolean lost = ConnectionBody.needsCredentials(change);
        return Consent.toChange(change, look).or(() -> lost ? Optional.of(secretNeeded(change)) : Optional.empty());
    }

    private static Refusal secretNeeded(Change change) {
        return Refusal.of(
                RefusalCode.SECRET_NEEDED,
                change.ref(),
                "Qlik wants the credentials again when "
                        + (Moves.givesAway(change)
                                ? "a connection goes to another owner"
                                : "a connection leads to another address")
                        + ", and the manifest does not say what they are.",
                "Declare them with {secretRef: …}.",
                false);
    }

    /** Whether an action makes a connection. */
    static boolean makes(Change change) {
        return change.kind().equals(NAME) && (change.action() == Action.CREATE || change.action() == Action.RECREATE);
    }
}
