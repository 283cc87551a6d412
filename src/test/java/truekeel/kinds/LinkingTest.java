package truekeel.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import truekeel.kinds.Sightings.Sighting;
import truekeel.kinds.all.AllKinds;
import truekeel.model.Desired;
import truekeel.model.KindName;
import truekeel.model.Live;
import truekeel.model.Metadata;
import truekeel.model.NaturalKey;
import truekeel.model.Position;
import truekeel.model.ResourceRef;
import truekeel.model.Value;
import truekeel.plan.Refusal;
import truekeel.plan.RefusalCode;
import truekeel.schema.Schemas;

/** What becomes of references whose targets cannot be seen. */
class LinkingTest {
    private static final KindName SPACE = KindName.of("Space");
    private static final KindName USER = KindName.of("User");
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Kinds KINDS = new Kinds(Schemas.bundled(), AllKinds.list());
    private static final Seen OWNED_BY_U1 = Seen.of(
            "s1",
            Value.Fields.EMPTY
                    .with("name", Value.text("Finance"))
                    .with("type", Value.text("shared"))
                    .with("owner", Kind.reference("u1")));

    private static Survey survey(FakeQlik qlik, List<Desired> declared, Map<KindName, Sighting> seen) {
        Look look = Look.at(qlik.tenant(), declared, List.of());
        return new Linking(KINDS, look, new Sightings(seen, Map.of())).survey(Map.of(), NOW);
    }

    private static Live space(Survey survey) {
        List<Live> live = Optional.ofNullable(survey.observations().get(SPACE))
                .orElseThrow()
                .live();
        assertThat(live).hasSize(1);
        return live.get(0);
    }

    private static Sighting whole(Seen... seen) {
        return new Sighting(List.of(seen), "");
    }

    private static Seen person(String id, String subject) {
        return Seen.of(id, Value.Fields.EMPTY.with("subject", Value.text(subject)));
    }

    /** It was compared with its manifest by an id that means nothing there, and written over. */
    @Test
    void doesNotKnowAnObjectWhoseReferenceCouldNotBeLookedUp() {
        // given
        FakeQlik qlik = new FakeQlik()
                .answer("POST /api/v1/users/actions/filter", 403, "{\"errors\":[{\"code\":\"HTTP-403\"}]}");

        // when
        Live space = space(survey(qlik, List.of(), Map.of(SPACE, whole(OWNED_BY_U1))));

        // then
        assertThat(qlik.asked()).isNotEmpty();
        assertThat(space.isFullyKnown()).isFalse();
        assertThat(space.unknown()).hasValueSatisfying(cause -> assertThat(cause)
                .startsWith("The User in /owner could not be looked up: "));
    }

    @Test
    void doesNotKnowAnObjectWhoseReferenceLiesWhereTheListBrokeOff() {
        // given
        Sighting part = new Sighting(List.of(person("u2", "joe")), "The list broke off.");

        // when
        Live space = space(survey(new FakeQlik(), List.of(), Map.of(USER, part, SPACE, whole(OWNED_BY_U1))));

        // then
        assertThat(space.unknown()).contains("The User in /owner could not be looked up: The list broke off.");
    }

    @Test
    void takesAReferenceThatLeadsNowhereForAFact() {
        // given
        FakeQlik qlik = new FakeQlik().answer("POST /api/v1/users/actions/filter", 200, "{\"data\":[],\"links\":{}}");

        // when
        Live space = space(survey(qlik, List.of(), Map.of(SPACE, whole(OWNED_BY_U1))));

        // then
        assertThat(space.unknown()).isEmpty();
        assertThat(space.spec().get("owner")).contains(Kind.reference("u1"));
    }

    @Test
    void writesAReferenceByTheNameOfWhatItMeans() {
        // when
        Live space = space(survey(
                new FakeQlik(),
                List.of(),
                Map.of(USER, new Sighting(List.of(person("u1", "jane")), "Broke off."), SPACE, whole(OWNED_BY_U1))));

        // then
        assertThat(space.isFullyKnown()).isTrue();
        assertThat(space.spec().get("owner")).contains(Value.text("jane"));
    }

    @Test
    void keepsTheFirstReasonWhyAnObjectIsNotKnown() {
        // given
        Seen broken = new Seen("s1", OWNED_BY_U1.spec(), Value.Fields.EMPTY, Optional.of("Members: 500"));
        Sighting part = new Sighting(List.of(), "The list broke off.");

        // when
        Live space = space(survey(new FakeQlik(), List.of(), Map.of(USER, part, SPACE, whole(broken))));

        // then
        assertThat(space.unknown()).contains("Members: 500");
    }

    @Test
    void blocksAManifestWhoseReferenceCouldNotBeLookedUp() {
        // given
        ResourceRef ref = new ResourceRef(SPACE, "Finance");
        Desired declared = new Desired(
                ref,
                NaturalKey.of(SPACE, Map.of("name", "Finance")),
                Metadata.named("Finance"),
                Desired.Lifecycle.PRESENT,
                Value.Fields.EMPTY
                        .with("name", Value.text("Finance"))
                        .with("type", Value.text("shared"))
                        .with("owner", Value.text("jane")),
                new Position("a.yaml", 1, 1),
                Map.of());
        Sighting part = new Sighting(List.of(), "The list broke off.");

        // when
        Survey survey = survey(new FakeQlik(), List.of(declared), Map.of(USER, part, SPACE, whole()));

        // then
        Refusal refusal = Optional.ofNullable(survey.blocked().get(ref)).orElseThrow();
        assertThat(refusal.code()).isEqualTo(RefusalCode.REF_NOT_FOUND);
        assertThat(refusal.message()).isEqualTo("The User jane in /owner could not be looked up: The list broke off.");
        assertThat(refusal.liftedBy()).isEqualTo("It is tried again in the next run.");
    }

    @Test
    void narrowsAReferenceByAFieldThatIsInNoKey() {
        // given
        Seen finance = Seen.of(
                "s1", Value.Fields.EMPTY.with("name", Value.text("Finance")).with("type", Value.text("shared")));

        // when
        Survey fitting = survey(new FakeQlik(), List.of(staged("shared")), Map.of(SPACE, whole(finance)));
        Survey unlike = survey(new FakeQlik(), List.of(staged("managed")), Map.of(SPACE, whole(finance)));

        // then
        assertThat(fitting.blocked()).isEmpty();
        assertThat(fitting.desired()).singleElement().satisfies(app -> assertThat(
                        app.spec().fields("stage").get("space"))
                .contains(Value.text("Finance")));
        assertThat(unlike.blocked().values()).singleElement().satisfies(refusal -> assertThat(refusal.code())
                .isEqualTo(RefusalCode.REF_NOT_FOUND));
    }

    private static Desired staged(String type) {
        KindName app = KindName.of("App");
        Value.Fields space =
                Value.Fields.EMPTY.with("name", Value.text("Finance")).with("type", Value.text(type));
        return new Desired(
                new ResourceRef(app, "Sales"),
                NaturalKey.of(app, Map.of("name", "Sales", "stage/space", "Finance")),
                Metadata.named("Sales"),
                Desired.Lifecycle.PRESENT,
                Value.Fields.EMPTY
                        .with("name", Value.text("Sales"))
                        .with("stage", Value.Fields.EMPTY.with("space", space)),
                new Position("a.yaml", 1, 1),
                Map.of());
    }
}
