package truekeel.kinds.glossary;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import truekeel.kinds.Kind;
import truekeel.kinds.Look;
import truekeel.kinds.OwnAccess;
import truekeel.kinds.Reads;
import truekeel.kinds.Seen;
import truekeel.kinds.Step;
import truekeel.model.KindName;
import truekeel.model.Live;
import truekeel.model.Owned;
import truekeel.model.Value;
import truekeel.plan.Change;
import truekeel.plan.Refusal;
import truekeel.plan.RefusalCode;
import truekeel.qlik.QlikException;
import truekeel.qlik.QlikRequest;
import truekeel.qlik.WorkOperations;

/**
 * Glossaries, from one list; the categories and terms of those that are declared, from two lists of each. Revisions of
 * terms are Qlik's own.
 */
public final class GlossaryKind implements Kind {
    static final KindName NAME = KindName.of("Glossary");
    private static final Set<String> STEWARDS = Set.of("Steward", "TenantAdmin");

    @Override
    public KindName name() {
        return NAME;
    }

    @Override
    public void observe(Look look, Consumer<Seen> each) {
        Set<String> names = look.declared(NAME).stream()
                .filter(desired -> !desired.isAbsent())
                .flatMap(desired -> desired.spec().text("name").stream())
                .collect(Collectors.toSet());
        Set<String> owned = look.owned(NAME).stream().map(Owned::liveId).collect(Collectors.toSet());
        List<JsonNode> glossaries = new ArrayList<>();
        Reads.each(
                look,
                QlikRequest.of(WorkOperations.GET_GLOSSARIES),
                id -> QlikRequest.of(WorkOperations.GET_GLOSSARY).path("id", id),
                glossaries::add);
        look.branches()
                .map(glossaries, glossary -> {
                    boolean compared = look.whole()
                            || names.contains(glossary.path("name").asText())
                            || owned.contains(glossary.path("id").asText());
                    return compared ? whole(look, glossary) : GlossaryView.seen(glossary);
                })
                .forEach(each);
    }

    private static Seen whole(Look look, JsonNode glossary) {
        String id = glossary.path("id").asText();
        try {
            List<JsonNode> categories = look.qlik()
                    .list(QlikRequest.of(WorkOperations.GET_GLOSSARY_CATEGORIES).path("id", id));
            List<JsonNode> terms = look.qlik()
                    .list(QlikRequest.of(WorkOperations.GET_GLOSSARY_TERMS).path("id", id));
            return GlossaryView.seen(glossary, categories, terms);
        } catch (QlikException problem) {
            return GlossaryView.seen(glossary).unknownBecause(problem);
        }
    }

    @Override
    public List<Step> steps(Change change) {
        return switch (change.action()) {
            case CREATE -> GlossarySteps.create(change);
            case UPDATE -> GlossarySteps.update(change);
            case DELETE -> List.of(GlossarySteps.delete());
            case RECREATE -> Step.anew(List.of(GlossarySteps.delete()), GlossarySteps.create(change));
            case ADOPT, RELEASE -> List.of();
        };
    }

    @Override
    public Optional<Refusal> objection(Change change, List<Change> plan, Look look) {
        return switch (change.action()) {
            case DELETE, RECREATE -> notEmpty(change, look);
            case UPDATE -> Loose.ends(change).or(() -> verified(change, look));
            case CREATE -> Loose.ends(change);
            case ADOPT, RELEASE -> Optional.empty();
        };
    }

    /** What people looked up and linked to goes only when somebody says so twice. */
    private static Optional<Refusal> notEmpty(Change change, Look look) {
        QlikRequest terms = QlikRequest.of(WorkOperations.GET_GLOSSARY_TERMS)
                .path("id", change.live().orElseThrow().id());
        int count = look.qlik().list(terms).size();
        return count == 0
                ? Optional.empty()
                : Optional.of(Refusal.of(
                        RefusalCode.GLOSSARY_NOT_EMPTY,
                        change.ref(),
                        change.ref() + " holds " + count + " terms, which go with it for good.",
                        "Approve the plan, or take the terms out first.",
                        true));
    }

    private static Optional<Refusal> verified(Change change, Look look) {
        Set<String> touched = change.fields().stream()
                .map(field -> field.path().segments())
                .filter(path -> path.get(0).equals("terms") && path.size() > 1)
                .map(path -> path.get(1))
                .collect(Collectors.toSet());
        List<String> verified = change.live().map(Live::spec).orElse(Value.Fields.EMPTY).items("terms").stream()
                .map(Value.Fields.class::cast)
                .filter(term -> term.text("status").equals(Optional.of("verified")))
                .flatMap(term -> term.text("name").stream())
                .filter(name -> touched.contains("name=" + name))
                .sorted()
                .toList();
        if (verified.isEmpty()) {
            return Optional.empty();
        }
        OwnAccess access = OwnAccess.of(look.qlik());
        return STEWARDS.stream().anyMatch(access::holds)
                ? Optional.empty()
                : Optional.of(Refusal.of(
                        RefusalCode.NOT_PERMITTED,
                        change.ref(),
                        "The term " + String.join(", ", verified) + " is verified, and only a steward may change it.",
                        "Give the OAuth client's user the role Steward, or take the verification back in Qlik.",
                        false));
    }
}
