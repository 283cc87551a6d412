package truekeel.kinds.dataalert;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import truekeel.kinds.Kind;
import truekeel.kinds.Look;
import truekeel.kinds.OwnersOnly;
import truekeel.kinds.Reads;
import truekeel.kinds.Seen;
import truekeel.kinds.Step;
import truekeel.model.Desired;
import truekeel.model.KindName;
import truekeel.plan.Change;
import truekeel.plan.Refusal;
import truekeel.plan.RefusalCode;
import truekeel.qlik.QlikRequest;
import truekeel.qlik.WorkOperations;

/**
 * Data alerts, from one list, and one look at the condition of each that is declared with one. Alerts that people made
 * for themselves and that nobody declares are not looked at.
 */
public final class DataAlertKind implements Kind {
    static final KindName NAME = KindName.of("DataAlert");
    static final String CONDITION = "condition";
    private static final List<String> NEEDED = List.of(CONDITION, "recipients", "triggerType");

    @Override
    public KindName name() {
        return NAME;
    }

    @Override
    public void observe(Look look, Consumer<Seen> each) {
        List<JsonNode> alerts = new ArrayList<>();
        Reads.each(
                look,
                QlikRequest.of(WorkOperations.GET_DATA_ALERTS),
                id -> QlikRequest.of(WorkOperations.GET_DATA_ALERT).path("alertId", id),
                alert -> {
                    boolean ours = alert.path("ownerId")
                            .asText()
                            .equals(look.qlik().identity().userId());
                    if (ours || manifest(look, alert).isPresent()) {
                        alerts.add(alert);
                    }
                });
        look.branches()
                .map(alerts, alert -> AlertView.seen(look, alert, manifest(look, alert)))
                .forEach(each);
    }

    private static Optional<Desired> manifest(Look look, JsonNode alert) {
        return look.manifest(NAME, alert.path("id").asText(), alert.path("name").asText(), desired -> true);
    }

    @Override
    public List<Step> steps(Change change) {
        return switch (change.action()) {
            case CREATE -> AlertSteps.create(change);
            case UPDATE -> AlertSteps.update(change);
            case DELETE -> AlertSteps.delete(change);
            case RECREATE -> AlertSteps.anew(change);
            case ADOPT, RELEASE -> List.of();
        };
    }

    @Override
    public Optional<Refusal> objection(Change change, List<Change> plan, Look look) {
        return switch (change.action()) {
            case CREATE -> incomplete(change).or(() -> unwelcome(change, plan, look));
            case UPDATE, RECREATE -> OwnersOnly.objection(change, look);
            case DELETE, ADOPT, RELEASE -> Optional.empty();
        };
    }

    private static Optional<Refusal> incomplete(Change change) {
        List<String> missing = NEEDED.stream()
                .filter(field -> !change.desired().orElseThrow().spec().has(field))
                .toList();
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(Refusal.of(
                        RefusalCode.CANNOT_CREATE,
                        change.ref(),
                        change.ref() + " cannot be created without " + String.join(", ", missing) + ".",
                        "Declare them, or make the alert in Qlik first.",
                        false));
    }

    /** Alerts are switched off for all, or our user has as many as Qlik lets one have. */
    private static Optional<Refusal> unwelcome(Change change, List<Change> plan, Look look) {
        JsonNode settings = look.qlik().get(QlikRequest.of(WorkOperations.GET_DATA_ALERTS_SETTINGS));
        if (!settings.path("enable-data-alerting").asBoolean(true)) {
            return Optional.of(Refusal.of(
                    RefusalCode.FEATURE_OFF,
                    change.ref(),
                    change.ref()
                            + " cannot be made: data alerts are switched off in this tenant (enable-data-alerting).",
                    "Switch them on in the tenant's settings, or take the document away.",
                    false));
        }
        long wanted = plan.stream()
                .filter(other -> other.kind().equals(NAME))
                .mapToInt(other -> switch (other.action()) {
                    case CREATE -> 1;
                    case DELETE -> -1;
                    case UPDATE, RECREATE, ADOPT, RELEASE -> 0;
                })
                .sum();
        long most = settings.path("dataAlertsLimits").asLong(Long.MAX_VALUE);
        long there = settings.path("dataAlertsConsumed").asLong(0);
        return there + wanted <= most
                ? Optional.empty()
                : Optional.of(Refusal.of(
                        RefusalCode.LIMIT_EXCEEDED,
                        change.ref(),
                        "The OAuth client's user has " + there + " data alerts, this plan adds " + wanted
                                + ", and Qlik takes " + most + " at most.",
                        "Declare fewer, or give some to other owners first.",
                        false));
    }
}
