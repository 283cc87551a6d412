package truekeel.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import truekeel.model.KindName;
import truekeel.model.Value;
import truekeel.schema.Schemas;

class BotsTest {
    private static final Seen SPACE = Seen.of("s1", Value.Fields.EMPTY.with("owner", Kind.reference("u1")));

    private static Seen user(String subject, String status) {
        return Seen.of(
                "u1", Value.Fields.EMPTY.with("subject", Value.text(subject)).with("status", Value.text(status)));
    }

    @ParameterizedTest
    @CsvSource({
        "qlikbot\\former, active,   true",
        "qlikbot\\former, disabled, true",
        "qlikbot\\other,  active,   false",
        "qlikbot\\other,  disabled, true",
        "qlikbot\\other,  deleted,  true",
        "auth0|jane,      disabled, false",
        "former,          active,   false",
    })
    void takesOnlyBotsThatAreOffOrCalledFormerForInactive(String subject, String status, boolean inactive) {
        // given
        Bots bots = new Bots(List.of("former"));

        // when
        bots.meet(user(subject, status));

        // then
        assertThat(bots.ownerOf(SPACE).isPresent()).isEqualTo(inactive);
    }

    @Test
    void sparesWhoeverActsNow() {
        // given
        Bots bots = new Bots(List.of("former"));
        bots.meet(user("qlikbot\\former", "active"));

        // when
        bots.spare("u1");

        // then
        assertThat(bots.ownerOf(SPACE)).isEmpty();
    }

    @Test
    void knowsOwnersThatTheSpecDoesNotTell() {
        // given
        Bots bots = new Bots(List.of("former"));
        bots.meet(user("qlikbot\\former", "active"));
        Seen app =
                Seen.of("a1", Value.Fields.EMPTY).withFacts(Value.Fields.EMPTY.with(Seen.OWNER_ID, Value.text("u1")));

        // when
        Optional<String> owner = bots.ownerOf(app);

        // then
        assertThat(owner).contains("u1");
    }

    @Test
    void asksForFormerBotsThatNobodyHasMet() {
        assertThat(new Bots(List.of("one", "two")).unmet(Set.of("qlikbot\\one", "auth0|jane")))
                .containsExactly(Value.text("qlikbot\\two"));
        assertThat(new Bots(List.of()).unmet(Set.of())).isEmpty();
    }

    @Test
    void onlySpacesAndAppsHaveOwnersByNow() {
        // given
        Schemas schemas = Schemas.bundled();

        // then
        assertThat(Bots.areOwned(schemas.get(KindName.of("Space")))).isTrue();
        assertThat(Bots.areOwned(schemas.get(KindName.of("App")))).isTrue();
        assertThat(Bots.areOwned(schemas.get(KindName.of("User")))).isFalse();
    }
}
