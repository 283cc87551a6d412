package truekeel.kinds.licensesettings;

import java.util.List;
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
import truekeel.qlik.AccessOperations;
import truekeel.qlik.QlikRequest;

/**
 * Whether people take a seat of the licence when they log in. Qlik replaces both answers at once, so the one that is
 * not managed is sent as it was observed.
 */
public final class LicenseSettingsKind implements Kind {
    private static final KindName NAME = KindName.of("LicenseSettings");
    private static final String[] FIELDS = {"autoAssignProfessional", "autoAssignAnalyzer"};

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
        QlikRequest read = QlikRequest.of(AccessOperations.GET_LICENSE_SETTINGS);
        each.accept(Seen.of(NAME.value(), JsonValues.fields(look.qlik().get(read), FIELDS)));
    }

    @Override
    public List<Step> steps(Change change) {
        return switch (change.action()) {
            case UPDATE ->
                List.of(Step.updates(
                        "set license settings", binding -> QlikRequest.of(AccessOperations.UPDATE_LICENSE_SETTINGS)
                                .json(JsonValues.present(whole(change), FIELDS))));
            case CREATE, RECREATE, DELETE, ADOPT, RELEASE -> List.of();
        };
    }

    private static Value.Fields whole(Change change) {
        Value.Fields declared = change.desired().orElseThrow().spec();
        Value.Fields whole = change.live().orElseThrow().spec();
        for (String field : FIELDS) {
            if (declared.has(field)) {
                whole = whole.with(field, declared.get(field).orElseThrow());
            }
        }
        return whole;
    }
}
