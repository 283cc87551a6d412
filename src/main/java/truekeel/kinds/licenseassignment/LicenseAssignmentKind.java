package truekeel.kinds.licenseassignment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import truekeel.kinds.Binding;
import truekeel.kinds.JsonValues;
import truekeel.kinds.Kind;
import truekeel.kinds.Look;
import truekeel.kinds.Reads;
import truekeel.kinds.Seats;
import truekeel.kinds.Seen;
import truekeel.kinds.Step;
import truekeel.model.KindName;
import truekeel.model.Live;
import truekeel.model.Value;
import truekeel.plan.Change;
import truekeel.plan.Refusal;
import truekeel.plan.RefusalCode;
import truekeel.qlik.AccessOperations;
import truekeel.qlik.Operation;
import truekeel.qlik.Problem;
import truekeel.qlik.QlikException;
import truekeel.qlik.QlikRequest;

/**
 * Seats of the licence. Qlik's rows are subject and type; a person needs one, so that another type is a change of the
 * seat and not a second one. The list shows the people of all tenants of the licence: those that nobody declares here
 * are other tenants' business. Whether there are seats enough is asked before, over all tenants; Qlik's own no is the
 * last line.
 */
public final class LicenseAssignmentKind implements Kind {
    private static final KindName USER = KindName.of("User");

    @Override
    public KindName name() {
        return Seats.KIND;
    }

    @Override
    public Set<String> needs() {
        return Set.of("admin_classic");
    }

    @Override
    public void observe(Look look, Consumer<Seen> each) {
        Map<String, Set<String>> types = new LinkedHashMap<>();
        look.qlik().list(QlikRequest.of(AccessOperations.GET_LICENSE_ASSIGNMENTS), seat -> types.computeIfAbsent(
                        seat.path(Seats.SUBJECT).asText(), any -> new TreeSet<>())
                .add(seat.path(Seats.TYPE).asText()));
        types.keySet().removeAll(strangers(look));
        if (!look.only().isEmpty()) {
            types.keySet().retainAll(look.only());
        }
        Map<String, String> declared = declaredTypes(look);
        boolean byUser = look.declared(Seats.KIND).stream()
                .anyMatch(desired -> desired.spec().has(Seats.USER));
        types.forEach((subject, held) -> each.accept(seen(look, subject, declared, held, byUser)));
    }

    /** What is taken for the tenant's own when everything is asked for: not the people of other tenants. */
    private static Set<String> strangers(Look look) {
        Set<String> strangers = new TreeSet<>();
        if (look.whole()) {
            look.qlik()
                    .list(
                            QlikRequest.of(AccessOperations.GET_LICENSE_ASSIGNMENTS)
                                    .query("orphans", "true"),
                            seat -> strangers.add(seat.path(Seats.SUBJECT).asText()));
        }
        return strangers;
    }

    private static Map<String, String> declaredTypes(Look look) {
        Map<String, String> types = new LinkedHashMap<>();
        look.declared(Seats.KIND).forEach(desired -> Seats.person(desired.spec())
                .ifPresent(subject ->
                        types.put(subject, desired.spec().text(Seats.TYPE).orElse(""))));
        return types;
    }

    /** Of several seats that somebody holds the declared one counts, else the one that allows more. */
    private static Seen seen(
            Look look, String subject, Map<String, String> declared, Set<String> held, boolean byUser) {
        String wanted = declared.getOrDefault(subject, Seats.PROFESSIONAL);
        String type = held.contains(wanted) ? wanted : List.copyOf(held).get(held.size() - 1);
        Value.Fields spec = Value.Fields.EMPTY.with(Seats.SUBJECT, Value.text(subject));
        if (byUser) {
            spec = spec.with(Seats.USER, Value.text(subject));
        }
        boolean nobodys = look.whole() ? Seats.isBot(subject) : true;
        return Seen.of(subject, spec.with(Seats.TYPE, Value.text(type)))
                .withFacts(Value.Fields.EMPTY.with(Live.BUILT_IN, Value.flag(nobodys)));
    }

    @Override
    public List<Step> steps(Change change) {
        return Step.oneEach(
                change, LicenseAssignmentKind::assign, LicenseAssignmentKind::move, () -> release(live(change)));
    }

    private static Step assign(Change change) {
        String type = type(change);
        return Step.creates(
                        "assign seat",
                        binding -> request(
                                AccessOperations.ADD_LICENSE_ASSIGNMENTS,
                                "add",
                                item(subject(binding)).put(Seats.TYPE, type)),
                        binding -> held(binding, subject(binding), type))
                .then((reply, binding) -> {
                    Results.added(reply, binding, type);
                    binding.ownId(subject(binding));
                });
    }

    /** To another type, to another person, or both. */
    private static Step move(Change change) {
        String from = live(change).id();
        String fromType = live(change).spec().text(Seats.TYPE).orElse("");
        String type = type(change);
        return Step.updates("move seat", binding -> {
                    String to = subject(binding);
                    ObjectNode item = item(to).put(Seats.TYPE, type);
                    if (!to.equals(from)) {
                        item.put("sourceSubject", from);
                    }
                    if (!type.equals(fromType)) {
                        item.put("sourceType", fromType);
                    }
                    return request(AccessOperations.UPDATE_LICENSE_ASSIGNMENTS, "update", item);
                })
                .then((reply, binding) -> {
                    Results.moved(reply, binding, type);
                    binding.ownId(subject(binding));
                });
    }

    private static Step release(Live live) {
        ObjectNode item =
                item(live.id()).put(Seats.TYPE, live.spec().text(Seats.TYPE).orElse(""));
        return Step.deletes(
                        "release seat", binding -> request(AccessOperations.DELETE_LICENSE_ASSIGNMENTS, "delete", item))
                .then((reply, binding) -> Results.released(reply));
    }

    private static ObjectNode item(String subject) {
        return JsonValues.object().put(Seats.SUBJECT, subject);
    }

    private static QlikRequest request(Operation operation, String field, ObjectNode item) {
        ObjectNode body = JsonValues.object();
        body.putArray(field).add(item);
        return QlikRequest.of(operation).json(body);
    }

    private static Live live(Change change) {
        return change.live().orElseThrow();
    }

    private static String type(Change change) {
        return change.desired().orElseThrow().spec().text(Seats.TYPE).orElseThrow();
    }

    /** The subject as declared, or that of the user who is named, who may have been made in this very run. */
    private static String subject(Binding binding) {
        Value.Fields spec = binding.change().desired().orElseThrow().spec();
        Optional<String> known = spec.text(Seats.SUBJECT).or(() -> binding.value(Seats.SUBJECT));
        if (known.isPresent()) {
            return known.get();
        }
        String id = binding.idOf(USER, spec.get(Seats.USER).orElseThrow());
        String subject = binding.qlik()
                .get(QlikRequest.of(AccessOperations.GET_USER).path("userId", id))
                .path(Seats.SUBJECT)
                .asText();
        if (subject.isEmpty()) {
            throw new QlikException.Missing(
                    AccessOperations.GET_USER.id(),
                    Problem.NONE,
                    "The user " + spec.get(Seats.USER).orElseThrow()
                            + " has no subject yet, so no seat can be theirs.");
        }
        binding.value(Seats.SUBJECT, subject);
        return subject;
    }

    /** After a lost answer. */
    private static Optional<String> held(Binding binding, String subject, String type) {
        List<String> found = new ArrayList<>();
        binding.qlik()
                .list(
                        QlikRequest.of(AccessOperations.GET_LICENSE_ASSIGNMENTS)
                                .query("filter", Reads.clause(Seats.SUBJECT, "eq", subject)),
                        seat -> {
                            if (seat.path(Seats.SUBJECT).asText().equals(subject)
                                    && seat.path(Seats.TYPE).asText().equals(type)) {
                                found.add(subject);
                            }
                        });
        return found.stream().findFirst();
    }

    @Override
    public Optional<Refusal> objection(Change change, List<Change> plan, Look look) {
        boolean own = change.live()
                .filter(live -> live.id().equals(look.qlik().identity().subject()))
                .isPresent();
        return own
                ? Optional.of(Refusal.of(
                        RefusalCode.SELF_PRESERVATION,
                        change.ref(),
                        change.ref() + " is about the seat of the user that Truekeel acts as.",
                        "Leave that seat as it is, or declare it with the type it has.",
                        false))
                : Optional.empty();
    }
}
