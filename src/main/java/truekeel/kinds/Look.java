package truekeel.kinds;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import truekeel.model.Desired;
import truekeel.model.KindName;
import truekeel.model.Metadata;
import truekeel.model.Owned;
import truekeel.model.ResourceRef;
import truekeel.qlik.QlikTenant;

/**
 * One look at a tenant: whom to ask, and what is declared and owned there, so that kinds read no more than is compared.
 *
 * @param declared all desired resources of the tenant, of every kind
 * @param owned the tenant's inventory
 * @param only ids to read, each by its own call; empty means all objects by the service's lists
 * @param whole whether everything is to be read, with all of its parts, whatever is declared
 * @param together what several kinds read together
 * @param branches how many parts may be read side by side
 * @param formerClients ids of the OAuth clients that were used before the present one
 * @param isAsked whether a person asked for this look, so that what failed before is worth another try
 */
public record Look(
        QlikTenant qlik,
        List<Desired> declared,
        List<Owned> owned,
        Set<String> only,
        boolean whole,
        Together together,
        Branches branches,
        List<String> formerClients,
        boolean isAsked) {
    public Look {
        declared = List.copyOf(declared);
        owned = List.copyOf(owned);
        only = Set.copyOf(only);
        formerClients = List.copyOf(formerClients);
    }

    /** A look at what is declared or owned. */
    public Look(QlikTenant qlik, List<Desired> declared, List<Owned> owned, Set<String> only) {
        this(
                qlik,
                declared,
                owned,
                only,
                false,
                Together.of(qlik, declared, false),
                Branches.single(),
                List.of(),
                false);
    }

    public static Look at(QlikTenant qlik, List<Desired> declared, List<Owned> owned) {
        return new Look(qlik, declared, owned, Set.of());
    }

    /** A look at everything there is, as if nothing were declared yet. */
    public static Look atEverything(QlikTenant qlik) {
        return new Look(
                qlik,
                List.of(),
                List.of(),
                Set.of(),
                true,
                Together.of(qlik, List.of(), true),
                Branches.single(),
                List.of(),
                false);
    }

    /** The list of spaces. */
    public SpaceList spaces() {
        return together.spaces();
    }

    /** The shares of managed spaces. */
    public SpaceShares shares() {
        return together.shares();
    }

    /** The index of apps. */
    public AppItems items() {
        return together.items();
    }

    /** The list of automation connections. */
    public AutomationConnections connections() {
        return together.connections();
    }

    /** The declared resources of one kind. */
    public List<Desired> declared(KindName kind) {
        return declared.stream().filter(desired -> desired.kind().equals(kind)).toList();
    }

    /** The inventory's lines of one kind. */
    public List<Owned> owned(KindName kind) {
        return owned.stream().filter(line -> line.ref().kind().equals(kind)).toList();
    }

    /** The inventory's line of a resource. */
    public Optional<Owned> line(ResourceRef ref) {
        return owned.stream().filter(line -> line.ref().equals(ref)).findFirst();
    }

    /** The inventory's line of a live object. */
    public Optional<Owned> line(KindName kind, String id) {
        return owned(kind).stream().filter(line -> line.liveId().equals(id)).findFirst();
    }

    /**
     * The manifest of a live object: the one that the inventory says, else the first that means it by its name, else by
     * its former name. As for the plan, what shall not be there has no former name.
     *
     * @param alike what a manifest must say besides the name to mean it
     */
    public Optional<Desired> manifest(KindName kind, String id, String name, Predicate<Desired> alike) {
        List<Desired> all = declared(kind);
        Optional<ResourceRef> owned = line(kind, id).map(Owned::ref);
        Optional<String> called = Optional.of(name);
        return first(all, desired -> owned.filter(desired.ref()::equals).isPresent())
                .or(() -> first(all, desired -> desired.spec().text("name").equals(called) && alike.test(desired)))
                .or(() -> first(
                        all,
                        desired -> !desired.isAbsent()
                                && desired.metadata()
                                        .annotation(Metadata.PREVIOUS_NAME)
                                        .equals(called)
                                && alike.test(desired)));
    }

    private static Optional<Desired> first(List<Desired> all, Predicate<Desired> that) {
        return all.stream().filter(that).findFirst();
    }

    /** Whether the kind matters to this tenant at all; kinds neither declared nor owned cost nothing. */
    public boolean concerns(KindName kind) {
        return whole || !declared(kind).isEmpty() || !owned(kind).isEmpty();
    }

    public Look only(Set<String> ids) {
        return new Look(qlik, declared, owned, ids, whole, together, branches, formerClients, isAsked);
    }

    /** The same look, at what the bots of these OAuth clients have left behind too. */
    public Look formerly(List<String> clients) {
        return new Look(qlik, declared, owned, only, whole, together, branches, clients, isAsked);
    }

    /** The same look, on a person's behalf or not. */
    public Look asked(boolean byHand) {
        return new Look(qlik, declared, owned, only, whole, together, branches, formerClients, byHand);
    }

    /** The same look, with parts read side by side; without it they are read one after the other. */
    public Look with(Branches wide) {
        return new Look(qlik, declared, owned, only, whole, together, wide, formerClients, isAsked);
    }
}
