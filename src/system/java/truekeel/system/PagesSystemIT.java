package truekeel.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The status pages as a person sees them, in a real browser, with and without scripts. */
class PagesSystemIT {
    private static final double PATIENCE = Duration.ofSeconds(60).toMillis();

    private static Demo demo;
    private static Browser browser;

    @BeforeAll
    static void open() {
        browser = new Browser();
        demo = Demo.start("pages");
    }

    @AfterAll
    static void close() {
        browser.close();
        demo.close();
    }

    @AfterEach
    void nothingWentWrongInThePage() {
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void theFirstPageShowsEveryTenantReady() {
        Page page = browser.page(true);

        page.navigate(demo.url() + "/");

        assertThat(page).hasTitle("Fleet · Truekeel");
        Locator rows = page.locator("tbody tr");
        assertThat(rows).hasCount(3);
        for (String tenant : new String[] {"acme", "globex", "northwind"}) {
            Locator row = rows.filter(new Locator.FilterOptions().setHasText(tenant + "."));
            assertThat(row).containsText("enforce");
            assertThat(row).containsText("In sync");
        }
        Browser.keep(page, "fleet");
    }

    @Test
    void aTenantsPageTellsItsConditionsAndRuns() {
        Page page = browser.page(true);
        page.navigate(demo.url() + "/");

        page.locator("a", new Page.LocatorOptions().setHasText("globex")).click();

        assertThat(page).hasURL(demo.url() + "/tenants/globex");
        assertThat(page.locator("h1")).hasText("globex");
        assertThat(page.locator("main")).containsText(FiveTenants.host("globex"));
        assertThat(page.locator("main")).containsText("Ready");
        assertThat(page.locator("main")).containsText("Last runs");
        Browser.keep(page, "tenant");
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        Browser.keep(page, "tenant-dark");
    }

    @Test
    void everyPageWorksWithoutScripts() {
        Page page = browser.page(false);

        for (String path : new String[] {"/", "/tenants/acme", "/runs", "/findings", "/policies"}) {
            page.navigate(demo.url() + path);
            assertThat(page.locator("h1")).isVisible();
        }

        page.navigate(demo.url() + "/");
        assertThat(page.locator("tbody tr")).hasCount(3);
    }

    @Test
    void aBrokenCommitShowsByItselfWithItsPlaceAndStopsItsTenantOnly() throws IOException {
        // given
        Page page = browser.page(true);
        page.navigate(demo.url() + "/tenants/northwind");
        Path manifest = demo.repository().resolve("tenants/northwind/overrides.yaml");
        String sound = Files.readString(manifest);

        // when
        Files.writeString(manifest, sound.replace("status: active", "status: <b>idle</b>"));
        commit("Break it");

        // then
        LocatorAssertions.ContainsTextOptions soon = new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE);
        assertThat(page.locator("main")).containsText("FIELD_VALUE", soon);
        assertThat(page.locator("main")).containsText("northwind/overrides.yaml:");
        assertThat(page.locator("main b")).hasCount(0);
        Browser.keep(page, "finding");
        Page other = browser.page(true);
        other.navigate(demo.url() + "/tenants/acme");
        assertThat(other.locator("main")).not().containsText("FIELD_VALUE");

        Files.writeString(manifest, sound);
        commit("Mend it");
        assertThat(page.locator("main"))
                .not()
                .containsText("FIELD_VALUE", new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE));
    }

    private static void commit(String message) {
        Program.Result result = Program.named("git", "git")
                .run(
                        demo.repository(),
                        Duration.ofSeconds(30),
                        Map.of("GIT_CONFIG_GLOBAL", "/dev/null"),
                        "-c",
                        "user.name=Test",
                        "-c",
                        "user.email=test@truekeel.example",
                        "commit",
                        "-qam",
                        message);
        assertThat(result.code()).as(result.output()).isZero();
    }
}
