package truekeel.kinds.app;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import truekeel.kinds.Look;
import truekeel.model.Desired;
import truekeel.model.Owned;
import truekeel.model.ResourceRef;
import truekeel.model.Value;

/** What is declared and owned of apps in one look, by the ids and names under which the list shows them. */
final class Lines {
    private final Map<String, Owned> byLiveId = new HashMap<>();
    private final Map<String, Owned> byStagedId = new HashMap<>();
    private final Map<ResourceRef, Desired> declared = new HashMap<>();
    private final Map<String, List<Desired>> declaredByName = new HashMap<>();
    private final Set<String> stagedOnly = new HashSet<>();
    private final Set<String> absent = new HashSet<>();
    private final Set<String> retired = new HashSet<>();

    Lines(Look look) {
        for (Owned line : look.owned(AppKind.NAME)) {
            Memory memory = Memory.of(line);
            byLiveId.put(line.liveId(), line);
            memory.stagedId().ifPresent(id -> byStagedId.put(id, line));
            memory.retiredId().ifPresent(retired::add);
        }
        for (Desired desired : look.declared(AppKind.NAME)) {
            declared.put(desired.ref(), desired);
            String name = desired.spec().text("name").orElse(desired.ref().name());
            declaredByName.computeIfAbsent(name, any -> new ArrayList<>()).add(desired);
            if (desired.isAbsent()) {
                absent.add(name);
            } else if (!desired.spec().has("publish")) {
                stagedOnly.add(name);
            }
        }
    }

    List<Owned> all() {
        return List.copyOf(byLiveId.values());
    }

    /** The line of which the app is the resource itself. */
    Optional<Owned> ofApp(String id) {
        return Optional.ofNullable(byLiveId.get(id));
    }

    Memory memory(String id) {
        return ofApp(id).map(Memory::of).orElse(Memory.NONE);
    }

    /** Whether the app is another resource's staged copy, and so not a resource of its own. */
    boolean isStagedCopy(AppView app) {
        Owned line = byStagedId.get(app.id());
        return line != null && !line.liveId().equals(app.id());
    }

    /** Whether a shared-space app that is the source of a published one is nevertheless declared by itself. */
    boolean standsAlone(AppView app) {
        Optional<Owned> line = ofApp(app.id());
        if (line.isPresent()) {
            Desired desired = declared.get(line.get().ref());
            return desired == null || !desired.spec().has("publish");
        }
        return stagedOnly.contains(app.name());
    }

    boolean isRetired(String id) {
        return retired.contains(id);
    }

    boolean isDeclaredAbsent(String name) {
        return absent.contains(name);
    }

    /** Whether the manifest of an app, or one that may turn out to be its manifest, has a field. */
    boolean declares(AppView app, String field) {
        return manifests(app).stream().anyMatch(desired -> desired.spec().has(field));
    }

    /** Whether such a manifest wants it open to anybody with the link. */
    boolean opens(AppView app) {
        return manifests(app).stream().anyMatch(desired -> desired.spec()
                .fields(AnonymousAccess.FIELD)
                .flag("enabled")
                .orElse(false));
    }

    /** Whether Git keeps the app's load script only. */
    boolean keepsScript(AppView app) {
        return manifests(app).stream()
                .anyMatch(desired -> desired.spec().fields("source").has("script"));
    }

    private List<Desired> manifests(AppView app) {
        return ofApp(app.id())
                .map(line ->
                        Optional.ofNullable(declared.get(line.ref())).stream().toList())
                .orElseGet(() -> declaredByName.getOrDefault(app.name(), List.of()));
    }

    /** Whether the app's manifest asks for a reload after deployments; empty where it does not speak of any. */
    Optional<Boolean> wantsReload(AppView app) {
        return manifests(app).stream()
                .flatMap(desired -> desired.spec().fields(Wish.RELOAD).flag("afterDeploy").stream())
                .findFirst();
    }

    /** What is remembered of an app, or of the copy that it was published from while it had no line of its own. */
    Memory memoryOrOrigin(AppView app) {
        return ofApp(app.id())
                .or(() -> ofApp(app.originAppId()).filter(line -> app.isPublished()))
                .map(Memory::of)
                .orElse(Memory.NONE);
    }

    /** The stage space that the line's manifest names, as the directory writes it. */
    Optional<Value> declaredStage(Owned line) {
        return Optional.ofNullable(declared.get(line.ref()))
                .flatMap(desired -> desired.spec().fields("stage").get("space"))
                .map(space ->
                        space instanceof Value.Fields named ? named.get("name").orElse(space) : space);
    }

    /** Owners are compared only where a manifest says one; without any manifest (an export) all are told. */
    boolean comparesOwners() {
        return declared.isEmpty()
                || declared.values().stream().anyMatch(desired -> desired.spec().has("owner"));
    }
}
