package truekeel.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ForeignRequestsTest {
    private static final URI HERE = URI.create("https://truekeel.example:8443/");

    @Test
    void believesWhatTheBrowserSaysOfTheSite() {
        assertThat(isForeign("same-origin", "https://elsewhere.example")).isFalse();
        assertThat(isForeign("none", "")).isFalse();
        assertThat(isForeign("same-site", "https://truekeel.example:8443")).isTrue();
        assertThat(isForeign("cross-site", "")).isTrue();
    }

    @Test
    void comparesTheOriginWhereTheBrowserDoesNotSay() {
        assertThat(isForeign("", "https://truekeel.example:8443")).isFalse();
        assertThat(isForeign("", "https://truekeel.example:8444")).isTrue();
        assertThat(isForeign("", "https://truekeel.example:8443.evil.example")).isTrue();
        assertThat(isForeign("", "null")).isTrue();
    }

    @Test
    void letsProgramsPassThatSendNeither() {
        assertThat(isForeign("", "")).isFalse();
    }

    @Test
    void leadsNowhereButToThisSiteAfterSigningIn() {
        assertThat(SignIn.safe("/tenants/acme?x=1")).isEqualTo("/tenants/acme?x=1");
        for (String elsewhere : new String[] {
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "",
            "javascript:alert(1)",
            "/x\r\nSet-Cookie: a"
        }) {
            assertThat(SignIn.safe(elsewhere)).as(elsewhere).isEqualTo("/");
        }
    }

    private static boolean isForeign(String site, String origin) {
        return ForeignRequests.isForeign(
                Optional.of(site).filter(said -> !said.isEmpty()),
                Optional.of(origin).filter(said -> !said.isEmpty()),
                HERE);
    }
}
