package truekeel.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import truekeel.model.Desired;
import truekeel.model.KindName;
import truekeel.model.Owned;
import truekeel.model.Value;
import truekeel.qlik.QlikException;
import truekeel.schema.Reference;

/** The anonymous links of managed spaces, with what manifests say of the apps they lead to. */
public final class OpenLinks {
    private static final KindName APP = KindName.of("App");

    private final Look look;

    public OpenLinks(Look look) {
        this.look = look;
    }

    /**
     * One link share.
     *
     * @param declared what the app's manifest says of anonymous access; empty when it says nothing, or there is none
     * @param creator the id of who made it
     * @param created when, in Qlik's form
     */
    public record Link(
            String id,
            JsonNode space,
            String appId,
            String app,
            boolean disabled,
            Optional<Boolean> declared,
            String creator,
            String created) {

        /** Whether it opens an app of which no manifest says anything to that effect. */
        public boolean isStray() {
            return !disabled && declared.isEmpty();
        }

        public String spaceId() {
            return space.path("id").asText();
        }

        @Override
        public String toString() {
            return app + " in " + space.path("name").asText();
        }
    }

    /** Those of all managed spaces, whether or not they hold declared apps; throws {@link QlikException}. */
    public List<Link> all() {
        List<JsonNode> managed = look.spaces().all().stream()
                .filter(space -> space.path("type").asText().equals("managed"))
                .toList();
        return look.branches().map(managed, this::in).stream()
                .flatMap(List::stream)
                .toList();
    }

    /** Those of one managed space, disabled ones too; throws {@link QlikException}. */
    public List<Link> in(JsonNode space) {
        return look.shares().links(space.path("id").asText()).stream()
                .map(share -> link(share, space))
                .toList();
    }

    private Link link(JsonNode share, JsonNode space) {
        String appId = share.path("resourceId").asText();
        String app = share.path("resourceName").asText();
        return new Link(
                share.path("id").asText(),
                space,
                appId,
                app,
                share.path("disabled").asBoolean(false),
                manifest(appId, app, space.path("name").asText())
                        .flatMap(desired ->
                                desired.spec().fields("anonymousAccess").flag("enabled")),
                share.path("createdBy").asText(),
                share.path("createdAt").asText());
    }

    /** The app's manifest, by the inventory or else by name and space. */
    private Optional<Desired> manifest(String appId, String app, String space) {
        Optional<Owned> line = look.line(APP, appId);
        Stream<Desired> present = look.declared(APP).stream().filter(desired -> !desired.isAbsent());
        return line.isPresent()
                ? present.filter(desired -> desired.ref().equals(line.get().ref()))
                        .findFirst()
                : present.filter(desired -> isCalled(desired, app, space)).findFirst();
    }

    private static boolean isCalled(Desired desired, String app, String space) {
        Value place = desired.spec().fields("publish").get("space").orElse(Value.nothing());
        return desired.spec().text("name").orElse(desired.ref().name()).equals(app)
                && Reference.nameIn(place).equals(space);
    }
}
