package truekeel.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import truekeel.model.Secret;

class TokensTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(60);

    @Test
    void knowsEachLineAndNeitherCommentsNorEmptyOnes() {
        Tokens tokens = tokens("# on call\n  first-token  \n\nsecond-token\n");

        assertThat(tokens.nameOf("first-token"))
                .hasValueSatisfying(name -> assertThat(name).matches("token-[0-9a-f]{8}"));
        assertThat(tokens.nameOf("second-token")).isPresent();
        assertThat(tokens.nameOf("# on call")).isEmpty();
        assertThat(tokens.nameOf("")).isEmpty();
        assertThat(tokens.nameOf("first")).isEmpty();
    }

    @Test
    void letsNobodyInWithoutTheSecret() {
        Tokens tokens = new Tokens(new AccessRules(AccessRules.Mode.TOKEN, Optional::empty));

        assertThat(tokens.nameOf("anything")).isEmpty();
        assertThat(tokens.session("anything", LATER)).isEmpty();
        assertThat(tokens.nameOfSession("99999999999.anything", NOW)).isEmpty();
    }

    @Test
    void aSessionHoldsUntilItsEndAndAsLongAsItsToken() {
        String session = tokens("first-token").session("first-token", LATER).orElseThrow();

        assertThat(tokens("first-token").nameOfSession(session, NOW)).isPresent();
        assertThat(tokens("first-token").nameOfSession(session, LATER)).isEmpty();
        assertThat(tokens("another-token").nameOfSession(session, NOW)).isEmpty();
        assertThat(session).doesNotContain("first-token");
    }

    @Test
    void aSessionCannotBeMadeLongerOrUp() {
        String session = tokens("first-token").session("first-token", LATER).orElseThrow();
        String longer = LATER.plusSeconds(3600).getEpochSecond() + session.substring(session.indexOf('.'));

        for (String forged : new String[] {longer, "", ".", "x.y", "99999999999999999999.a", session + "0"}) {
            assertThat(tokens("first-token").nameOfSession(forged, NOW))
                    .as(forged)
                    .isEmpty();
        }
    }

    private static Tokens tokens(String lines) {
        return new Tokens(new AccessRules(AccessRules.Mode.TOKEN, () -> Optional.of(Secret.of(lines))));
    }
}
