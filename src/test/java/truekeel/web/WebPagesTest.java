package truekeel.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Iterator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import truekeel.model.TenantName;

/** What the pages show of a fleet on a simulator. */
@QuarkusTest
@TestProfile(WebScene.Profile.class)
class WebPagesTest extends WebScene {
    @Test
    void showsFindingsWithTheirPlace() throws Exception {
        JsonNode findings = json(get("/api/v1/findings"));
        String page = send(authorised("/tenants/broken")).body();

        assertThat(findings.findValuesAsText("code")).containsExactlyInAnyOrder("FIELD_UNKNOWN", "FIELD_MISSING");
        assertThat(findings.findValuesAsText("file")).containsOnly("tenants/broken/spaces.yaml");
        assertThat(findings.findValuesAsText("line")).containsOnly("4");
        assertThat(page).contains("tenants/broken/spaces.yaml:4:", "FIELD_UNKNOWN");
        assertThat(send(authorised("/findings")).body()).contains("FIELD_UNKNOWN");
    }

    @Test
    void writesNoNameIntoAPageUnescaped() throws Exception {
        String page = send(authorised("/tenants/acme")).body();

        assertThat(page).contains("&lt;script&gt;alert(1)&lt;/script&gt;").doesNotContain(Stage.HOSTILE);
        assertThat(send(authorised("/tenants/%3Cscript%3Ealert(1)%3C%2Fscript%3E"))
                        .body())
                .doesNotContain(Stage.HOSTILE);
    }

    /** The app's new file, its script, its titles and the name of a connection are all somebody else's text. */
    @Test
    void showsWhatChangesInAnAppWithEveryForeignTextEscaped() throws Exception {
        send(authorised("/api/v1/tenants/initech/sync").POST(empty()));
        stage.fleet().tick();

        String page = send(authorised("/tenants/initech")).body();

        assertThat(page)
                .contains("What changes in the file", "<code class=\"added\">", "<code class=\"removed\">")
                .contains("- LOAD Region;", "+ LOAD Region; // &lt;script&gt;alert(1)&lt;/script&gt;")
                .contains("@@ -1,3 +1,3 @@ Main")
                .contains("Sum(a) -&gt; Sum(&lt;script&gt;alert(1)&lt;/script&gt;)")
                .contains("names lib://:&lt;script&gt;alert(1)&lt;, which is neither declared nor live")
                .doesNotContain(Stage.HOSTILE, "alert(1)<");
    }

    @Test
    void tellsEveryStatusOfTheFleetInWords() throws Exception {
        HttpResponse<String> page = send(authorised("/"));

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("1 of 4 tenants in sync", "Out of sync", "In sync", "Stalled", "1 modified", "2 findings")
                .doesNotContain("<script>", "style=");
        assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "script-src 'self'");
        assertThat(send(authorised("/runs")).body()).contains("unchanged");
        assertThat(send(authorised("/policies")).statusCode()).isEqualTo(200);
        assertThat(send(authorised("/no-such-page")).statusCode()).isEqualTo(404);
    }

    @Test
    void takesOrdersFromFormsAndLeadsBack() throws Exception {
        HttpResponse<String> reply = send(authorised("/tenants/globex/sync")
                .header("Sec-Fetch-Site", "same-origin")
                .POST(empty()));
        stage.fleet().tick();

        assertThat(reply.statusCode()).isEqualTo(303);
        assertThat(reply.headers().firstValue("Location").orElse("")).endsWith("/tenants/globex");
    }

    @Test
    void streamsWhatHappens() throws Exception {
        HttpResponse<Stream<String>> stream = client.send(
                authorised("/api/v1/events")
                        .header("Accept", "text/event-stream")
                        .build(),
                BodyHandlers.ofLines());

        try (Stream<String> lines = stream.body()) {
            Iterator<String> each =
                    lines.filter(line -> line.startsWith("data:")).iterator();
            JsonNode hello = JSON.readTree(each.next().substring("data:".length()));
            stage.fleet().resume(TenantName.of("acme"));
            JsonNode news = JSON.readTree(each.next().substring("data:".length()));

            assertThat(hello.path("type").asText()).isEqualTo("alive");
            assertThat(news.path("type").asText()).isEqualTo("status");
            assertThat(news.path("tenant").asText()).isEqualTo("acme");
        }
    }
}
