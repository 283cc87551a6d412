package truekeel.kinds.uiconfig;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
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

/**
 * The tenant's pinned links as one list. Qlik shows them in the order in which they were made and cannot move one, so
 * only a list that keeps what there is in its order is changed link by link; any other is written anew.
 */
public final class UiConfigKind implements Kind {
    private static final KindName NAME = KindName.of("UiConfig");
    static final String LINKS = "pinnedLinks";

    @Override
    public KindName name() {
        return NAME;
    }

    @Override
    public Set<String> needs() {
        return Set.of("admin_classic");
    }

    /** Qlik sets no limit on a page here: the list is whole or there is none. */
    @Override
    public void observe(Look look, Consumer<Seen> each) {
        List<Value> links = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        for (JsonNode link : LinkList.ofTenant(look.qlik())) {
            links.add(JsonValues.fields(link, "name", "link"));
            ids.add(link.path("id").asText());
        }
        each.accept(Seen.of(NAME.value(), Value.Fields.EMPTY.with(LINKS, new Value.Items(links)))
                .withFacts(Value.Fields.EMPTY.with("ids", Value.texts(ids))));
    }

    @Override
    public List<Step> steps(Change change) {
        return switch (change.action()) {
            case UPDATE -> new LinkList(change).steps();
            case CREATE, RECREATE, DELETE, ADOPT, RELEASE -> List.of();
        };
    }
}
