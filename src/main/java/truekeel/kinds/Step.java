package truekeel.kinds;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import truekeel.plan.Change;
import truekeel.qlik.Operation;
import truekeel.qlik.QlikException;
import truekeel.qlik.QlikReply;
import truekeel.qlik.QlikRequest;

/**
 * One call of a change, with at most one mutation. It is data: {@code apply} journals it, sends it, and confirms it.
 *
 * @param name a verb and its object, unique within the change, such as {@code create space}
 * @param effect what a lost answer means and how a missing object is taken
 * @param request makes the call when its turn comes; empty means there is nothing to do after all. May read, never
 *     write.
 * @param done takes what later steps need from the answer
 * @param find after a lost answer, the id of what the call made, if it was made; asked for creating steps only
 * @param lagging the lists show a new object late, so that a look which finds nothing proves nothing
 * @param settling what passes by itself while the service catches up, and for how long
 * @param limited the operation where Qlik counts it against a limit of its own, and not against that of all writes
 * @param borne takes a refusal for an answer: true when the steps that follow make up for it
 */
public record Step(
        String name,
        Effect effect,
        Function<Binding, Optional<QlikRequest>> request,
        BiConsumer<QlikReply, Binding> done,
        Function<Binding, Optional<String>> find,
        boolean lagging,
        Settling settling,
        Optional<Operation> limited,
        BiPredicate<QlikException, Binding> borne) {

    /** What a step does to the world. */
    public enum Effect {
        /** Makes an object; never sent twice without a look in between. */
        CREATES,
        /** Sets what may be set again. */
        UPDATES,
        /** Takes an object away; one that is gone already is taken for done. */
        DELETES
    }

    /**
     * What passes by itself, and for how long it is borne.
     *
     * @param passing refusals that are worth another try
     * @param ready whether the service shows what the step needs; when it does not in time, the step has its turn
     *     nevertheless. May read, never write.
     */
    public record Settling(Duration within, Predicate<QlikException> passing, Predicate<Binding> ready) {
        public static final Settling NONE = new Settling(Duration.ZERO, problem -> false, binding -> true);
    }

    /**
     * A creating step. The new object's id is bound as the change's own unless {@link #then} says otherwise.
     *
     * @param find looks by natural key after a lost answer
     */
    public static Step creates(
            String name, Function<Binding, QlikRequest> request, Function<Binding, Optional<String>> find) {
        return createsIf(name, binding -> Optional.of(request.apply(binding)), find);
    }

    /** A creating step that may find nothing to make when its turn comes. */
    public static Step createsIf(
            String name, Function<Binding, Optional<QlikRequest>> request, Function<Binding, Optional<String>> find) {
        return new Step(
                name,
                Effect.CREATES,
                request,
                (reply, binding) -> binding.ownId(reply.body().path("id").asText()),
                find,
                false,
                Settling.NONE,
                Optional.empty(),
                Step::isBorne);
    }

    public static Step updates(String name, Function<Binding, QlikRequest> request) {
        return updatesIf(name, binding -> Optional.of(request.apply(binding)));
    }

    /** An updating step that may find nothing to do when its turn comes. */
    public static Step updatesIf(String name, Function<Binding, Optional<QlikRequest>> request) {
        return plain(name, Effect.UPDATES, request);
    }

    public static Step deletes(String name, Function<Binding, QlikRequest> request) {
        return deletesIf(name, binding -> Optional.of(request.apply(binding)));
    }

    /** A deleting step that may find nothing to do when its turn comes. */
    public static Step deletesIf(String name, Function<Binding, Optional<QlikRequest>> request) {
        return plain(name, Effect.DELETES, request);
    }

    /** The calls of kinds that need one for each thing to do; anew is the last and the first of them. */
    public static List<Step> oneEach(
            Change change, Function<Change, Step> create, Function<Change, Step> update, Supplier<Step> delete) {
        return switch (change.action()) {
            case CREATE -> List.of(create.apply(change));
            case UPDATE -> List.of(update.apply(change));
            case DELETE -> List.of(delete.get());
            case RECREATE -> anew(List.of(delete.get()), List.of(create.apply(change)));
            case ADOPT, RELEASE -> List.of();
        };
    }

    /** The calls that take an object away, the last of which ends its id, and those that make it anew. */
    public static List<Step> anew(List<Step> delete, List<Step> create) {
        List<Step> steps = new ArrayList<>(delete);
        Step last = steps.remove(steps.size() - 1);
        steps.add(last.then((reply, binding) -> binding.forgetOwnId()));
        steps.addAll(create);
        return steps;
    }

    private static Step plain(String name, Effect effect, Function<Binding, Optional<QlikRequest>> request) {
        return new Step(
                name,
                effect,
                request,
                (reply, binding) -> {},
                binding -> Optional.empty(),
                false,
                Settling.NONE,
                Optional.empty(),
                Step::isBorne);
    }

    /** Without a word of the kind a refusal is the end of the change. */
    private static boolean isBorne(QlikException refusal, Binding binding) {
        return false;
    }

    /** What to take from the answer; replaces the default. After a lost answer the found id arrives as {@code id}. */
    public Step then(BiConsumer<QlikReply, Binding> changed) {
        return new Step(name, effect, request, changed, find, lagging, settling, limited, borne);
    }

    /** Bears refusals that pass by themselves, such as a space that is too new to be published into. */
    public Step settling(Duration within, Predicate<QlikException> passing) {
        return new Step(
                name,
                effect,
                request,
                done,
                find,
                lagging,
                new Settling(within, passing, settling.ready()),
                limited,
                borne);
    }

    /** Waits, before its turn comes, until the service shows what it needs, such as an index that lags behind. */
    public Step after(Duration within, Predicate<Binding> ready) {
        return new Step(
                name,
                effect,
                request,
                done,
                find,
                lagging,
                new Settling(within, settling.passing(), ready),
                limited,
                borne);
    }

    /** Says that the service's lists show the new object late: after a lost answer it is not sent again in this run. */
    public Step listedLate() {
        return new Step(name, effect, request, done, find, true, settling, limited, borne);
    }

    /** Takes refusals for answers, where the steps that follow make up for them; the test may note what was said. */
    public Step bearing(BiPredicate<QlikException, Binding> refusal) {
        return new Step(name, effect, request, done, find, lagging, settling, limited, refusal);
    }

    /** Has nothing to do, and waits for nothing, unless this holds when its turn comes. */
    public Step onlyIf(Predicate<Binding> condition) {
        Settling waited = new Settling(
                settling.within(),
                settling.passing(),
                binding -> !condition.test(binding) || settling.ready().test(binding));
        return new Step(
                name,
                effect,
                binding -> condition.test(binding) ? request.apply(binding) : Optional.empty(),
                done,
                find,
                lagging,
                waited,
                limited,
                borne);
    }

    /** Says that Qlik has a limit of its own for the operation, so that plans with such steps are priced by it. */
    public Step limitedBy(Operation operation) {
        return new Step(name, effect, request, done, find, lagging, settling, Optional.of(operation), borne);
    }
}
