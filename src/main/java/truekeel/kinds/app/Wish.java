package truekeel.kinds.app;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import truekeel.kinds.Binding;
import truekeel.kinds.Seen;
import truekeel.model.Artefact;
import truekeel.model.Desired;
import truekeel.model.FieldPath;
import truekeel.model.KindName;
import truekeel.model.Live;
import truekeel.model.Value;
import truekeel.plan.Change;

/** What a change wants of its app, with what is unmanaged taken as it is. */
record Wish(Change change, Desired desired) {
    private static final KindName SPACE = KindName.of("Space");
    private static final KindName USER = KindName.of("User");
    /** The field that asks for a reload. */
    static final String RELOAD = "reload";

    private static final FieldPath SOURCE = FieldPath.parse("/source");
    private static final Duration RELOAD_TIMEOUT = Duration.ofMinutes(15);

    static Wish of(Change change) {
        return new Wish(change, change.desired().orElseThrow());
    }

    String name() {
        return desired.spec().text("name").orElse(desired.ref().name());
    }

    Optional<Live> live() {
        return change.live();
    }

    /** The id of the space that the app is in; empty for one that is in none, or that is yet to be made. */
    Optional<String> liveSpaceId() {
        return live().flatMap(live -> live.facts().text(Seen.SPACE_ID)).filter(id -> !id.isEmpty());
    }

    boolean isLivePublished() {
        return live().filter(live -> live.spec().has("publish")).isPresent();
    }

    /** Whether the app is to be published and is not. */
    boolean wantsFirstPublish() {
        return wanted("publish").isPresent() && !isLivePublished();
    }

    boolean wantsPublishing() {
        return wanted("publish").isPresent();
    }

    /** Whether the app is published to another managed space than it shall be; Qlik has no way to move it. */
    boolean wantsOtherPublishSpace() {
        return isLivePublished() && differs("/publish/space");
    }

    /** Whether a copy is needed to publish from, which may have to be imported. */
    boolean mayImport() {
        return !isScript() && (needsCopy() || wantsOtherPublishSpace());
    }

    /** Whether the change begins with a staged copy. */
    boolean needsCopy() {
        return live().isEmpty()
                || wantsOtherContent()
                || wantsFirstPublish()
                || (isLivePublished() && wantsOtherThumbnail());
    }

    boolean hasStage() {
        return wanted("stage").isPresent();
    }

    /** Whether the app's content has to change. A lost stamp on content that is known to be right is no such reason. */
    boolean wantsOtherContent() {
        return differs("/source/digest") && !knowsContent();
    }

    /** Whether the change brings content, and not only what is published beside it, such as a picture. */
    boolean bringsContent() {
        return live().isEmpty() || wantsOtherContent() || wantsFirstPublish() || wantsOtherPublishSpace();
    }

    boolean hasThumbnail() {
        return desired.spec().has(Thumbnail.FIELD);
    }

    /** Whether the picture of the live app is to be replaced, and can be. */
    boolean wantsOtherThumbnail() {
        return hasThumbnail() && change.differing().contains(Thumbnail.FIELD) && canReplaceThumbnail();
    }

    boolean canReplaceThumbnail() {
        return live().flatMap(live -> live.facts().text(Thumbnail.ADDRESS))
                .flatMap(Thumbnail::ownFile)
                .isPresent();
    }

    private boolean knowsContent() {
        return live().flatMap(live -> live.facts().text(Portrait.CONTENT))
                .filter(content -> digest().filter(content::equals).isPresent())
                .isPresent();
    }

    boolean differs(String path) {
        return change.fields().stream()
                .anyMatch(field -> field.path().toString().equals(path));
    }

    /** Whether an import of ours that was replaced is still to be deleted. */
    boolean hasSuperseded() {
        return live().filter(live -> live.facts().has(Portrait.SUPERSEDED)).isPresent();
    }

    /** Whether the live app still bears the mark of an import that was not finished. */
    boolean isUnderConstruction() {
        return live().flatMap(live -> live.spec().text("name"))
                .flatMap(ImportMark::parse)
                .isPresent();
    }

    /** The digest of the declared file; empty for an app whose content is not managed. */
    Optional<String> digest() {
        return desired.spec().fields("source").text("digest");
    }

    /** Whether Git keeps the app's load script only. */
    boolean isScript() {
        return desired.spec().fields("source").has("script");
    }

    /** The file that the manifest names as the source. */
    Optional<Artefact> sourceFile() {
        return Optional.ofNullable(desired.artefacts().get(SOURCE));
    }

    /** The file to import; one that lies elsewhere is brought here now. */
    Artefact file(Binding binding) {
        return binding.artefactOf("/source").atHand();
    }

    /** Whether the file has to be fetched from elsewhere before it can be sent. */
    boolean hasFarSource() {
        return desired.artefacts().values().stream().anyMatch(Artefact::isElsewhere);
    }

    String stageSpaceId(Binding binding) {
        return binding.idOf(SPACE, wanted("stage").orElse(Value.nothing()));
    }

    String publishSpaceId(Binding binding) {
        return binding.idOf(SPACE, wanted("publish").orElse(Value.nothing()));
    }

    Optional<Value> owner() {
        return desired.spec().get("owner").filter(owner -> !owner.isNull());
    }

    String ownerId(Binding binding) {
        return binding.idOf(USER, owner().orElse(Value.nothing()));
    }

    boolean managesTags() {
        return desired.spec().has("tags");
    }

    List<String> tags() {
        return texts(desired.spec());
    }

    /** The tags that were seen; none while the index does not show the app. */
    List<String> liveTags() {
        return live().map(live -> texts(live.spec())).orElse(List.of());
    }

    private static List<String> texts(Value.Fields spec) {
        return spec.items("tags").stream().map(Value::toString).toList();
    }

    /** Whether anybody with the link shall be able to open the app; empty when that is not managed. */
    Optional<Boolean> anonymousAccess() {
        return desired.spec().fields(AnonymousAccess.FIELD).flag("enabled");
    }

    /** Whether the change is to open the app to the world. */
    boolean opensToAnybody() {
        boolean differs = change.differing().contains(AnonymousAccess.FIELD);
        return anonymousAccess().orElse(false) && (differs || live().isEmpty());
    }

    /** Whose data the app has after it was published again. */
    String dataOfRepublish() {
        return desired.spec().fields("publish").text("data").orElse("target");
    }

    /** Whether the app is to be reloaded once its content changed. */
    boolean reloadsAfterDeploy() {
        return reload().flag("afterDeploy").orElse(false);
    }

    boolean waitsForReload() {
        return reload().flag("wait").orElse(true);
    }

    boolean reloadsPartially() {
        return reload().flag("partial").orElse(false);
    }

    /** How long the end of a reload is waited for. */
    Duration reloadTimeout() {
        return reload().text("timeout").map(Wish::duration).orElse(RELOAD_TIMEOUT);
    }

    /** A number and a unit, as the schema asks for. */
    private static Duration duration(String text) {
        return Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
    }

    private Value.Fields reload() {
        return desired.spec().fields(RELOAD);
    }

    /** Whether a reload is due that did not fail before. */
    boolean wantsReload() {
        return differs("/reload/afterDeploy")
                && reloadsAfterDeploy()
                && failedReload().isEmpty();
    }

    /** Why the reload of this content failed, while nothing speaks for another try. */
    Optional<String> failedReload() {
        return live().flatMap(live -> live.facts().text(Portrait.RELOAD_FAILED));
    }

    /** The description to write: the declared text, else the one that is there, and the stamp behind it. */
    String description(String textThatIsThere) {
        String text = desired.spec()
                .get("description")
                .map(value -> value.isNull() ? "" : value.toString())
                .orElseGet(() -> ofThisVersion(textThatIsThere));
        Optional<String> stamp =
                digest().or(() -> live().flatMap(live -> live.facts().text(Portrait.STAMP)));
        return new Description(text, stamp).stamped();
    }

    /** A text that nobody declares came with the app from where it was made, and names the version it had then. */
    private String ofThisVersion(String text) {
        return desired.artefacts().values().stream()
                .flatMap(file -> file.version().stream())
                .findFirst()
                .map(version -> VersionMarker.replaced(text, version))
                .orElse(text);
    }

    /** The text of the live app, without its stamp. */
    Optional<String> liveText() {
        return live().flatMap(live -> live.spec().text("description"));
    }

    private Optional<Value> wanted(String part) {
        return desired.spec().fields(part).get("space").filter(space -> !space.isNull());
    }
}
