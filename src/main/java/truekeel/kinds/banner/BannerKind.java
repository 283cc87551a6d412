package truekeel.kinds.banner;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
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
import truekeel.model.KindName;
import truekeel.model.Value;
import truekeel.plan.Change;
import truekeel.plan.Refusal;
import truekeel.plan.RefusalCode;
import truekeel.qlik.QlikRequest;
import truekeel.qlik.TenantOperations;

/**
 * The announcement at the top of the tenant's pages. Qlik takes it only as a whole, so what is not managed is sent as
 * it was observed; a tenant that never had one has nothing to send, and the first one must say everything.
 */
public final class BannerKind implements Kind {
    private static final KindName NAME = KindName.of("Banner");
    private static final List<String> NEEDED =
            List.of("enabled", "type", "message", "startTime", "endTime", "linkEnabled");
    private static final String[] FIELDS = {
        "enabled", "type", "message", "startTime", "endTime", "linkEnabled", "linkLabel", "linkUrl"
    };

    @Override
    public KindName name() {
        return NAME;
    }

    @Override
    public Set<String> needs() {
        return Set.of("admin_classic");
    }

    /**
     * A tenant without a banner answers 404, which is knowledge as long as we never had one there: none is ever
     * deleted, so that afterwards a 404 is a failure.
     */
    @Override
    public void observe(Look look, Consumer<Seen> each) {
        QlikRequest read = QlikRequest.of(TenantOperations.GET_BANNERS);
        Optional<JsonNode> banner = look.owned(NAME).isEmpty()
                ? Reads.one(look.qlik(), read)
                : Optional.of(look.qlik().get(read));
        each.accept(Seen.of(NAME.value(), banner.map(BannerKind::spec).orElse(Value.Fields.EMPTY)));
    }

    private static Value.Fields spec(JsonNode banner) {
        Value.Fields spec = JsonValues.fields(banner, FIELDS);
        for (String time : List.of("startTime", "endTime")) {
            Optional<String> written = spec.text(time);
            if (written.isPresent()) {
                spec = spec.with(time, Value.text(toTheSecond(written.get())));
            }
        }
        return spec;
    }

    /** In the one form that manifests use; Qlik's own may have decimals or an offset. */
    private static String toTheSecond(String time) {
        try {
            return OffsetDateTime.parse(time)
                    .toInstant()
                    .truncatedTo(ChronoUnit.SECONDS)
                    .toString();
        } catch (DateTimeException unknownForm) {
            return time;
        }
    }

    @Override
    public List<Step> steps(Change change) {
        return switch (change.action()) {
            case UPDATE ->
                List.of(Step.updates("set banner", binding -> QlikRequest.of(TenantOperations.UPSERT_BANNERS)
                        .json(JsonValues.present(whole(change), FIELDS))));
            case CREATE, RECREATE, DELETE, ADOPT, RELEASE -> List.of();
        };
    }

    private static Value.Fields whole(Change change) {
        return change.live()
                .orElseThrow()
                .spec()
                .with(change.desired().orElseThrow().spec());
    }

    @Override
    public Optional<Refusal> objection(Change change, List<Change> plan, Look look) {
        Value.Fields whole = whole(change);
        List<String> missing =
                NEEDED.stream().filter(field -> !whole.has(field)).toList();
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Refusal.of(
                RefusalCode.CANNOT_CREATE,
                change.ref(),
                "The tenant has no banner yet, and Qlik takes the first one only as a whole: "
                        + String.join(", ", missing) + " is missing.",
                "Declare these fields too.",
                false));
    }
}
