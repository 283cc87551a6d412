package truekeel.kinds.app;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import truekeel.kinds.ArtefactBody;
import truekeel.kinds.Binding;
import truekeel.kinds.Seen;
import truekeel.kinds.Step;
import truekeel.model.Artefact;
import truekeel.model.FieldPath;
import truekeel.model.Value;
import truekeel.plan.Change;
import truekeel.plan.Refusal;
import truekeel.plan.RefusalCode;
import truekeel.qlik.Operations;
import truekeel.qlik.QlikRequest;

/**
 * The picture by which an app is shown. Qlik's REST API can store files in an app, but not choose one of them as the
 * thumbnail; so the file that is the thumbnail already gets another content. An app without a thumbnail of its own
 * needs one chosen in Qlik first. A published app's files cannot be changed: they come with its staged copy.
 */
final class Thumbnail {
    static final String FIELD = "thumbnail";
    /** The thumbnail's address as Qlik tells it. */
    static final String ADDRESS = "thumbnailAddress";

    private static final FieldPath PATH = FieldPath.parse("/" + FIELD);
    private static final String OWN_FILES = "/media/files/";
    private static final String OWN_MEDIA = "/media/";
    private static final String FILE = "file of the thumbnail";
    private static final String PUT = "digest of the thumbnail";

    private final Wish wish;

    Thumbnail(Wish wish) {
        this.wish = wish;
    }

    /** What is known of an app's thumbnail, told only where a manifest declares one: nobody downloads it to compare. */
    static Seen compared(AppView app, Memory memory, Seen seen) {
        Value.Fields facts = seen.facts().with(ADDRESS, Value.text(app.thumbnail()));
        Value.Fields known = memory.facts().fields(FIELD);
        boolean there = !app.thumbnail().isEmpty()
                && known.text("address").filter(app.thumbnail()::equals).isPresent();
        Value.Fields spec = there
                ? seen.spec()
                        .with(
                                FIELD,
                                Value.Fields.EMPTY.with(
                                        "digest", known.get("digest").orElse(Value.nothing())))
                : seen.spec();
        return seen.withSpec(spec).withFacts(facts);
    }

    /** Gives the picture to an app in a shared space: the staged copy, or the app that is not published. */
    List<Step> steps() {
        return List.of(
                Step.deletesIf("delete thumbnail", binding -> file(binding)
                        .map(file -> QlikRequest.of(Operations.DELETE_APP_MEDIA)
                                .path("appId", target(binding))
                                .path("path", file))),
                Step.updatesIf("put thumbnail", binding -> file(binding)
                                .map(file -> QlikRequest.of(Operations.PUT_APP_MEDIA)
                                        .path("appId", target(binding))
                                        .path("path", file)
                                        .body(new ArtefactBody(picture()), "application/octet-stream")))
                        .then((reply, binding) -> put(binding)));
    }

    private String target(Binding binding) {
        return wish.isLivePublished() || binding.value(Staging.COPY).isPresent()
                ? Staging.copyId(binding)
                : binding.ownId();
    }

    private Artefact picture() {
        return Optional.ofNullable(wish.desired().artefacts().get(PATH))
                .orElseThrow(() -> new IllegalStateException(
                        wish.change().ref() + " has no thumbnail. This is a bug in Truekeel."));
    }

    private Optional<String> file(Binding binding) {
        if (binding.value(FILE).isEmpty()) {
            String address = AppReads.byId(binding.qlik(), target(binding))
                    .map(AppView::thumbnail)
                    .orElse("");
            binding.value(FILE, ownFile(address).orElse(""));
            if (ownFile(address).isEmpty()) {
                binding.note("The thumbnail was left out: the app has none of its own whose file could be replaced.");
            }
        }
        return binding.value(FILE).filter(file -> !file.isEmpty());
    }

    /** The file behind an address; empty for none, and for pictures that are no files of the app. */
    static Optional<String> ownFile(String address) {
        int files = address.indexOf(OWN_FILES);
        int media = address.indexOf(OWN_MEDIA);
        String file = files >= 0
                ? address.substring(files + OWN_FILES.length())
                : media >= 0 ? address.substring(media + OWN_MEDIA.length()) : address;
        boolean elsewhere = file.contains("://") || file.startsWith("/content/") || file.startsWith("/api/");
        String plain = file.replaceFirst("^/", "").replaceFirst("[?#].*$", "");
        return elsewhere || plain.isEmpty()
                ? Optional.empty()
                : Optional.of(URLDecoder.decode(plain.replace("+", "%2B"), StandardCharsets.UTF_8));
    }

    private void put(Binding binding) {
        binding.value(PUT, wish.desired().spec().fields(FIELD).text("digest").orElse(""));
        AppReads.byId(binding.qlik(), target(binding)).ifPresent(app -> {
            Memory.stagedAs(binding, app);
            published(binding, app);
        });
    }

    /** An answer about the app itself, after which it has the picture that its copy was given. */
    static void published(Binding binding, AppView app) {
        boolean itself = binding.knownOwnId().filter(app.id()::equals).isPresent();
        binding.value(PUT)
                .filter(any -> itself)
                .ifPresent(digest -> binding.remember(
                        FIELD,
                        Value.Fields.EMPTY
                                .with("digest", Value.text(digest))
                                .with("address", Value.text(app.thumbnail()))));
    }

    /** Says no where the picture is all there is to do and cannot be done. */
    static Optional<Refusal> objection(Wish wish) {
        Change change = wish.change();
        boolean only = wish.live().isPresent() && Set.of(FIELD).containsAll(change.differing());
        if (!only || wish.canReplaceThumbnail()) {
            return Optional.empty();
        }
        return Optional.of(Refusal.of(
                RefusalCode.THUMBNAIL_NOT_SETTABLE,
                change.ref(),
                "Qlik's REST API cannot choose the thumbnail of an app, only replace the file of one, and "
                        + change.ref() + " has none of its own.",
                "Choose an image of the app's own media library as thumbnail once, in Qlik or in the app file; or take"
                        + " thumbnail out of the manifest.",
                false));
    }
}
