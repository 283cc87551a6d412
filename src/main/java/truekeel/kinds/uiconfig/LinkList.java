package truekeel.kinds.uiconfig;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import truekeel.kinds.JsonValues;
import truekeel.kinds.Step;
import truekeel.model.Live;
import truekeel.model.Value;
import truekeel.plan.Change;
import truekeel.qlik.QlikRequest;
import truekeel.qlik.QlikTenant;
import truekeel.qlik.TenantOperations;

/** The way from the links there are to the links there shall be, in as few writes as Qlik allows. */
final class LinkList {

    /** A link that is there. */
    private record Pinned(String id, String name, String link) {}

    private final List<Pinned> live = new ArrayList<>();
    private final List<Value.Fields> wanted = new ArrayList<>();
    /** For each wanted link the one that becomes it. */
    private final List<Optional<Pinned>> matches = new ArrayList<>();

    LinkList(Change change) {
        Live there = change.live().orElseThrow();
        List<Value> ids = there.facts().items("ids");
        List<Value> links = there.spec().items(UiConfigKind.LINKS);
        for (int i = 0; i < links.size(); i++) {
            Value.Fields link = (Value.Fields) links.get(i);
            live.add(new Pinned(
                    ids.get(i).toString(),
                    link.text("name").orElse(""),
                    link.text("link").orElse("")));
        }
        change.desired()
                .orElseThrow()
                .spec()
                .items(UiConfigKind.LINKS)
                .forEach(link -> wanted.add((Value.Fields) link));
        match();
    }

    /** The links that everybody sees; people may pin some for themselves alone. */
    static List<JsonNode> ofTenant(QlikTenant qlik) {
        return qlik.list(QlikRequest.of(TenantOperations.GET_PINNED_LINKS)).stream()
                .filter(link -> link.path("scope").asText("tenant").equals("tenant"))
                .toList();
    }

    private void match() {
        List<Pinned> free = new ArrayList<>(live);
        for (Value.Fields link : wanted) {
            Optional<Pinned> found = free.stream()
                    .filter(pinned -> pinned.name().equals(name(link)))
                    .findFirst();
            found.ifPresent(free::remove);
            matches.add(found);
        }
    }

    List<Step> steps() {
        if (!keepsItsOrder()) {
            return List.of(clear(), append(List.of()));
        }
        List<Step> steps = new ArrayList<>();
        List<Pinned> kept = matches.stream().flatMap(Optional::stream).toList();
        if (kept.isEmpty() && live.size() > 1) {
            steps.add(clear());
        } else {
            live.stream().filter(pinned -> !kept.contains(pinned)).forEach(pinned -> steps.add(delete(pinned)));
        }
        for (int i = 0; i < kept.size(); i++) {
            if (!kept.get(i).link().equals(link(wanted.get(i)))) {
                steps.add(lead(kept.get(i), link(wanted.get(i))));
            }
        }
        if (wanted.size() > kept.size()) {
            steps.add(append(kept));
        }
        return steps;
    }

    /** Whether the links that stay are the first ones wanted, and follow each other as they do now. */
    private boolean keepsItsOrder() {
        int last = -1;
        boolean ended = false;
        for (Optional<Pinned> match : matches) {
            if (match.isEmpty()) {
                ended = true;
            } else if (ended || live.indexOf(match.get()) < last) {
                return false;
            } else {
                last = live.indexOf(match.get());
            }
        }
        return true;
    }

    private static Step clear() {
        return Step.updates("delete all links", binding -> QlikRequest.of(TenantOperations.DELETE_ALL_PINNED_LINKS));
    }

    private static Step delete(Pinned pinned) {
        return Step.deletes("delete link " + pinned.id(), binding -> QlikRequest.of(TenantOperations.DELETE_PINNED_LINK)
                .path("id", pinned.id()));
    }

    private static Step lead(Pinned pinned, String link) {
        ArrayNode patch = JsonValues.array().add(JsonValues.replace("/link", JsonValues.json(Value.text(link))));
        return Step.updates("change link " + pinned.id(), binding -> QlikRequest.of(TenantOperations.PATCH_PINNED_LINK)
                .path("id", pinned.id())
                .json(patch));
    }

    /** A second one would double the links, so it looks first which of them are there by now. */
    private Step append(List<Pinned> kept) {
        return Step.updatesIf("add links", binding -> {
            List<JsonNode> there = ofTenant(binding.qlik());
            return there.size() >= wanted.size()
                    ? Optional.empty()
                    : Optional.of(added(wanted.subList(Math.max(kept.size(), there.size()), wanted.size())));
        });
    }

    private static QlikRequest added(List<Value.Fields> links) {
        if (links.size() == 1) {
            return QlikRequest.of(TenantOperations.CREATE_PINNED_LINK).json(whole(links.get(0)));
        }
        ObjectNode body = JsonValues.object();
        body.put("scope", "tenant");
        body.put("type", "custom-link");
        ArrayNode array = body.putArray("links");
        links.forEach(link -> array.add(JsonValues.present(link, "name", "link")));
        return QlikRequest.of(TenantOperations.CREATE_PINNED_LINKS).json(body);
    }

    private static ObjectNode whole(Value.Fields link) {
        ObjectNode body = JsonValues.present(link, "name", "link");
        body.put("scope", "tenant");
        body.put("type", "custom-link");
        return body;
    }

    private static String name(Value.Fields link) {
        return link.text("name").orElse("");
    }

    private static String link(Value.Fields link) {
        return link.text("link").orElse("");
    }
}
