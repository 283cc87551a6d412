package truekeel.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import truekeel.model.TenantName;

/** Who gets in, over HTTP, and by which way. */
@QuarkusTest
@TestProfile(WebScene.Profile.class)
class WebAccessTest extends WebScene {
    @Test
    void letsNobodyInWithoutAToken() throws Exception {
        for (String path : List.of("/api/v1/tenants", "/api/v1/nothing", "/q/openapi")) {
            HttpResponse<String> reply = send(request(path));

            assertThat(reply.statusCode()).as(path).isEqualTo(401);
            assertThat(reply.headers().firstValue("WWW-Authenticate")).as(path).hasValue("Bearer realm=\"truekeel\"");
            assertThat(json(reply).path("status").asInt()).as(path).isEqualTo(401);
        }
        assertThat(send(request("/api/v1/tenants").header("Authorization", "Bearer wrong"))
                        .statusCode())
                .isEqualTo(401);
        assertThat(send(request("/api/v1/tenants/acme/suspend").POST(empty())).statusCode())
                .isEqualTo(401);
    }

    @Test
    void sendsABrowserWithoutATokenToTheForm() throws Exception {
        for (String path : List.of("/", "/tenants/acme", "/no-such-page", "/webhooks/git")) {
            HttpResponse<String> reply = send(request(path));

            assertThat(reply.statusCode()).as(path).isEqualTo(302);
            assertThat(reply.headers().firstValue("Location").orElse(""))
                    .as(path)
                    .endsWith("/login?to=" + URLEncoder.encode(path, StandardCharsets.UTF_8));
        }
        assertThat(send(request("/login")).body()).contains("<form method=\"post\" action=\"/login\">");
        assertThat(send(request("/assets/truekeel.css")).statusCode()).isEqualTo(200);
    }

    @Test
    void signsABrowserInWithACookieThatScriptsCannotRead() throws Exception {
        HttpResponse<String> signedIn = send(form("/login", "token=" + TestAssembly.TOKEN + "&to=%2Ftenants%2Facme"));
        String cookie = signedIn.headers().firstValue("Set-Cookie").orElse("");

        HttpResponse<String> page = send(request("/tenants/acme").header("Cookie", cookie.split(";", 2)[0]));

        assertThat(signedIn.statusCode()).isEqualTo(303);
        assertThat(signedIn.headers().firstValue("Location").orElse("")).endsWith("/tenants/acme");
        assertThat(cookie).contains("HttpOnly", "SameSite=Strict").doesNotContain(TestAssembly.TOKEN);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("Sign out");
        assertThat(send(form("/login", "token=wrong")).statusCode()).isEqualTo(401);
        assertThat(send(request("/").header("Cookie", "truekeel_session=99999999999.forged"))
                        .statusCode())
                .isEqualTo(302);
    }

    @Test
    void turnsAwayOrdersThatAnotherSiteSends() throws Exception {
        HttpResponse<String> bySite = send(authorised("/api/v1/tenants/acme/suspend")
                .header("Sec-Fetch-Site", "cross-site")
                .POST(empty()));
        HttpResponse<String> byOrigin = send(authorised("/api/v1/tenants/acme/suspend")
                .header("Origin", "https://evil.example")
                .POST(empty()));

        assertThat(bySite.statusCode()).isEqualTo(403);
        assertThat(byOrigin.statusCode()).isEqualTo(403);
        assertThat(stage.fleet()
                        .status(TenantName.of("acme"))
                        .orElseThrow()
                        .stance()
                        .isSuspended())
                .isFalse();
    }
}
