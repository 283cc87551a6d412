package truekeel.plan;

import static truekeel.plan.PlanArbitraries.NOW;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import truekeel.model.Desired;
import truekeel.model.KindName;
import truekeel.model.Live;
import truekeel.model.Owned;
import truekeel.model.ResourceRef;
import truekeel.model.Value;

/** The tenant and the inventory as they are once every change of a plan was carried out. */
final class Predicted {
    private final Map<KindName, Map<String, Live>> live = new LinkedHashMap<>();
    private final Map<ResourceRef, Owned> inventory = new TreeMap<>();

    private Predicted(Scene scene) {
        scene.observations().forEach((kind, seen) -> seen.live().forEach(object -> of(kind).put(object.id(), object)));
        scene.owned().forEach(line -> inventory.put(line.ref(), line));
    }

    static PlanInput after(Scene scene, Plan plan) {
        Predicted predicted = new Predicted(scene);
        plan.changes().forEach(predicted::carry);
        Map<KindName, Observation> observations = new LinkedHashMap<>();
        scene.seeing()
                .keySet()
                .forEach(kind -> observations.put(
                        kind,
                        new Observation.Complete(
                                kind, List.copyOf(predicted.of(kind).values()), NOW)));
        return scene.input(scene.desired(), observations, new ArrayList<>(predicted.inventory.values()));
    }

    private Map<String, Live> of(KindName kind) {
        return live.computeIfAbsent(kind, any -> new LinkedHashMap<>());
    }

    private void carry(Change change) {
        switch (change.action()) {
            case CREATE -> make(change.desired().orElseThrow());
            case UPDATE -> {
                Live from = change.live().orElseThrow();
                put(from.kind(), from.id(), Applied.to(from.spec(), change.fields()));
                own(change, from.id(), Owned.Origin.ADOPTED);
            }
            case RECREATE -> {
                of(change.kind()).remove(change.live().orElseThrow().id());
                make(change.desired().orElseThrow());
            }
            case DELETE -> {
                of(change.kind()).remove(change.live().orElseThrow().id());
                inventory.remove(change.ref());
            }
            case ADOPT -> own(change, change.live().orElseThrow().id(), Owned.Origin.ADOPTED);
            case RELEASE -> inventory.remove(change.ref());
        }
    }

    private void make(Desired desired) {
        String id = "new-" + desired.ref();
        put(desired.kind(), id, desired.spec());
        inventory.put(
                desired.ref(),
                PlanArbitraries.owned(desired.kind(), desired.ref().name(), id, Owned.Origin.CREATED));
    }

    private void put(KindName kind, String id, Value.Fields spec) {
        of(kind).put(id, PlanArbitraries.live(kind, id, spec.text("name").orElseThrow(), spec));
    }

    private void own(Change change, String id, Owned.Origin found) {
        Owned line = inventory.get(change.ref());
        Owned.Origin origin = line == null ? found : line.origin();
        inventory.put(
                change.ref(), PlanArbitraries.owned(change.kind(), change.ref().name(), id, origin));
    }
}
