package truekeel.kinds.app;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import truekeel.model.Artefact;
import truekeel.model.Desired;
import truekeel.model.Ensure;
import truekeel.model.FieldPath;
import truekeel.model.Metadata;
import truekeel.model.Position;
import truekeel.model.ResourceRef;
import truekeel.model.Value;

/** An App document in the making. */
record AppManifest(String ref, Value.Fields spec, Map<FieldPath, Artefact> files, Metadata metadata) {
    AppManifest with(String field, String value) {
        return new AppManifest(ref, spec.with(field, Value.text(value)), files, metadata);
    }

    AppManifest with(String field, Value value) {
        return new AppManifest(ref, spec.with(field, value), files, metadata);
    }

    AppManifest stage(String space) {
        return with("stage", Value.Fields.EMPTY.with("space", Value.text(space)));
    }

    AppManifest publish(String space) {
        return with("publish", Value.Fields.EMPTY.with("space", Value.text(space)));
    }

    AppManifest reload() {
        return with("reload", Value.Fields.EMPTY.with("afterDeploy", Value.flag(true)));
    }

    AppManifest reload(String setting, Value value) {
        return with("reload", reload().spec.fields("reload").with(setting, value));
    }

    boolean isReloaded() {
        return spec.fields("reload").flag("afterDeploy").orElse(false);
    }

    AppManifest tags(String... names) {
        return with(
                "tags", new Value.Items(Stream.of(names).<Value>map(Value::text).toList()));
    }

    List<String> tags() {
        return spec.items("tags").stream().map(Value::toString).toList();
    }

    boolean isOpen() {
        return spec.fields("anonymousAccess").flag("enabled").orElse(false);
    }

    AppManifest open(boolean enabled) {
        return with("anonymousAccess", Value.Fields.EMPTY.with("enabled", Value.flag(enabled)));
    }

    AppManifest file(String content) {
        return file(AppScene.artefact(content.getBytes(StandardCharsets.UTF_8)));
    }

    /** A file that says it is of the size from which on it takes the other way. */
    AppManifest largeFile(String content) {
        Artefact small = AppScene.artefact(content.getBytes(StandardCharsets.UTF_8));
        return file(new Artefact(small.path(), small.sha256(), small.md5(), Upload.DIRECT_BELOW, small.content()));
    }

    AppManifest thumbnail(String picture) {
        Artefact file = AppScene.artefact(picture.getBytes(StandardCharsets.UTF_8));
        Value.Fields named = Value.Fields.EMPTY
                .with("file", Value.text("files/x.png"))
                .with("digest", Value.text(file.shortDigest()));
        Map<FieldPath, Artefact> all = new TreeMap<>(files);
        all.put(FieldPath.parse("/thumbnail"), file);
        return new AppManifest(ref, spec.with("thumbnail", named), all, metadata);
    }

    AppManifest script(String text) {
        Artefact file = AppScene.artefact(text.getBytes(StandardCharsets.UTF_8));
        Value.Fields source = Value.Fields.EMPTY
                .with("script", Value.text("files/load.qvs"))
                .with("digest", Value.text(file.shortDigest()));
        return new AppManifest(ref, spec.with("source", source), Map.of(FieldPath.parse("/source"), file), metadata);
    }

    private AppManifest file(Artefact file) {
        Value.Fields source = Value.Fields.EMPTY
                .with("file", Value.text("files/x.qvf"))
                .with("digest", Value.text(file.shortDigest()));
        Map<FieldPath, Artefact> all = new TreeMap<>(files);
        all.put(FieldPath.parse("/source"), file);
        return new AppManifest(ref, spec.with("source", source), all, metadata);
    }

    Desired desired() {
        return make(Desired.Lifecycle.PRESENT);
    }

    Desired absent() {
        return make(new Desired.Lifecycle(Ensure.ABSENT, false));
    }

    Desired recreatable() {
        return make(new Desired.Lifecycle(Ensure.PRESENT, true));
    }

    private Desired make(Desired.Lifecycle lifecycle) {
        return new Desired(
                ResourceRef.of("App", ref),
                AppScene.SCHEMAS.get(AppKind.NAME).keysOf(spec).get(0),
                metadata,
                lifecycle,
                spec,
                new Position("apps.yaml", 1, 1),
                files);
    }
}
