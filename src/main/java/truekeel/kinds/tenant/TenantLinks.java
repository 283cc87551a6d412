package truekeel.kinds.tenant;

import com.fasterxml.jackson.databind.node.BooleanNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import truekeel.kinds.JsonValues;
import truekeel.kinds.Look;
import truekeel.kinds.OpenLinks;
import truekeel.kinds.Reads;
import truekeel.kinds.Seen;
import truekeel.kinds.SpaceAccess;
import truekeel.kinds.Step;
import truekeel.model.KindName;
import truekeel.model.Live;
import truekeel.model.Value;
import truekeel.plan.Change;
import truekeel.qlik.AccessOperations;
import truekeel.qlik.Operations;
import truekeel.qlik.QlikException;
import truekeel.qlik.QlikRequest;

/**
 * The tenant's anonymous links that no App manifest has a say in. Where the tenant's policy revokes them, the tenant
 * shall have none: each is a difference, and is closed as an app's own would be, so that it can be opened again. Where
 * it reports them, they are facts for the built-in policy, unless the spaces tell them anyway.
 */
final class TenantLinks {
    static final String FIELD = "anonymousLinks";
    private static final KindName SPACE = KindName.of("Space");
    private static final String STRAY = "strayLinks";

    private TenantLinks() {}

    /** The tenant with its links, where a manifest asks for them; unknown when a list cannot be read. */
    static Seen read(Look look, Seen tenant) {
        Optional<Value> wanted = look.declared(TenantKind.NAME).stream()
                .flatMap(desired -> desired.spec().get(FIELD).stream())
                .findFirst();
        if (wanted.isEmpty()) {
            return tenant;
        }
        boolean revokes = wanted.get() instanceof Value.Items;
        if (!revokes && look.concerns(SPACE)) {
            return with(tenant, wanted.get());
        }
        try {
            List<OpenLinks.Link> stray = new OpenLinks(look)
                    .all().stream().filter(OpenLinks.Link::isStray).toList();
            return revokes ? revoked(look, tenant, stray) : reported(tenant, wanted.get(), stray);
        } catch (QlikException problem) {
            return with(tenant, wanted.get()).unknownBecause(problem);
        }
    }

    private static Seen with(Seen tenant, Value links) {
        return tenant.withSpec(tenant.spec().with(FIELD, links));
    }

    private static Seen reported(Seen tenant, Value wanted, List<OpenLinks.Link> stray) {
        List<Value> links = stray.stream()
                .<Value>map(link -> Value.Fields.EMPTY
                        .with("appName", Value.text(link.toString()))
                        .with("declared", Value.flag(false))
                        .with("disabled", Value.flag(false)))
                .toList();
        return with(tenant, wanted).withFacts(tenant.facts().with("linkShares", new Value.Items(links)));
    }

    private static Seen revoked(Look look, Seen tenant, List<OpenLinks.Link> stray) {
        Seen seen = with(
                tenant,
                Value.texts(
                        stray.stream().map(OpenLinks.Link::toString).sorted().toList()));
        if (stray.isEmpty()) {
            return seen;
        }
        List<Value> links = stray.stream()
                .<Value>map(link -> Value.Fields.EMPTY
                        .with("id", Value.text(link.id()))
                        .with("spaceId", Value.text(link.spaceId()))
                        .with("name", Value.text(link.toString())))
                .toList();
        return seen.withFacts(
                seen.facts().with(STRAY, new Value.Items(links)).with(Live.REMARK, Value.text(authors(look, stray))));
    }

    /** Shares tell who made them, which is more than the audit feed knows of them for sure. */
    private static String authors(Look look, List<OpenLinks.Link> stray) {
        Map<String, String> names = new HashMap<>();
        List<String> told = new ArrayList<>();
        for (OpenLinks.Link link : stray) {
            told.add(link + ", made by " + names.computeIfAbsent(link.creator(), id -> name(look, id)) + " at "
                    + link.created());
        }
        return "No manifest declares these anonymous links: " + String.join("; ", told) + ".";
    }

    private static String name(Look look, String user) {
        try {
            return Reads.one(
                            look.qlik(),
                            QlikRequest.of(AccessOperations.GET_USER).path("userId", user))
                    .map(found -> found.path("subject").asText(user))
                    .orElse(user);
        } catch (QlikException unnamed) {
            return user;
        }
    }

    /** The access that closing takes in each space, then one call for each link. */
    static List<Step> steps(Change change) {
        List<Value> stray = change.live().map(live -> live.facts().items(STRAY)).orElse(List.of());
        boolean differs = change.differing().contains(FIELD);
        if (!differs) {
            return List.of();
        }
        List<Step> steps = new ArrayList<>();
        Set<String> spaces = new LinkedHashSet<>();
        stray.forEach(link -> spaces.add(text(link, "spaceId")));
        spaces.forEach(space -> steps.add(SpaceAccess.toShare(space)));
        stray.forEach(link -> steps.add(Step.updates(
                "close link to " + text(link, "name") + " (" + text(link, "id") + ")",
                binding -> QlikRequest.of(Operations.PATCH_SHARE)
                        .path("spaceId", text(link, "spaceId"))
                        .path("shareId", text(link, "id"))
                        .json(JsonValues.array().add(JsonValues.replace("/disabled", BooleanNode.TRUE))))));
        return steps;
    }

    private static String text(Value link, String field) {
        return ((Value.Fields) link).text(field).orElse("");
    }
}
