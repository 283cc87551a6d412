package truekeel.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import truekeel.model.Desired;
import truekeel.model.KindName;
import truekeel.plan.Action;
import truekeel.plan.Admission;
import truekeel.plan.Change;
import truekeel.plan.DriftState;
import truekeel.plan.ResourceState;
import truekeel.report.RunReport;
import truekeel.simulator.Answer;
import truekeel.simulator.Driver;
import truekeel.simulator.RequestLog;

/**
 * How few requests a tenant costs in which nothing has changed: each list read once, page by page, and one call for the
 * members of each space and for the links of each managed one, since Qlik has no list of those.
 */
class FloorTest {
    private static final int SPACES = 100;
    private static final int MANAGED = 50;
    private static final int STAGED_ONLY = 400;
    private static final int PUBLISHED = 50;
    private static final int GROUPS = 200;
    /** Our own bot is one more. */
    private static final int USERS = 999;

    private static final int FLOOR = 176;
    private static final Logger LOG = Logger.getLogger("truekeel");

    @BeforeAll
    static void hush() {
        LOG.setLevel(Level.WARNING);
    }

    @AfterAll
    static void speak() {
        LOG.setLevel(null);
    }

    @Test
    void anUnchangedTenantCostsNoMoreThanItsLists(@TempDir Path folder) {
        // given
        try (LawWorld world = LawWorld.fresh()) {
            List<Desired> desired = populated(world, folder);
            LawDaemon daemon = world.daemon();
            RunReport first = daemon.run(desired);
            assertThat(first.standing().counts()).containsEntry(DriftState.IN_SYNC, desired.size());
            world.advance(Duration.ofMinutes(10));
            long before = world.lastRequest();

            // when
            RunReport second = daemon.run(desired);

            // then
            assertThat(second.admission().plan().changes()).isEmpty();
            assertThat(second.standing().isInSync()).isTrue();
            assertThat(world.writesSince(before)).isEmpty();
            assertThat(world.simulator().requests().since(before)).hasSizeLessThanOrEqualTo(FLOOR);
            assertThat(requests(world, before))
                    .containsExactlyInAnyOrderEntriesOf(Map.of(
                            "GET /api/v1/groups", 3,
                            "GET /api/v1/users", 10,
                            "GET /api/v1/spaces", 1,
                            "GET /api/v1/spaces/*/assignments", SPACES,
                            "GET /api/v1/spaces/*/shares", MANAGED,
                            "GET /api/v1/items", 5));
        }
    }

    @Test
    void kindsThatNobodyDeclaresCostNothing() {
        // given
        try (LawWorld world = LawWorld.fresh()) {
            LawDaemon daemon = world.daemon();
            daemon.run(List.of());
            long before = world.lastRequest();

            // when
            daemon.run(List.of());

            // then
            assertThat(requests(world, before)).isEmpty();
        }
    }

    @Test
    void aListThatBreaksOffAtAnyPageLeadsToNoCreateAndNoDelete(@TempDir Path folder) {
        // given
        try (LawWorld world = LawWorld.fresh()) {
            List<Desired> desired = new ArrayList<>(populated(world, folder));
            desired.removeIf(one -> one.ref().name().endsWith("7"));
            List<String> lines = new ArrayList<>();
            Admission whole = world.daemon(request -> {
                        lines.add(BlindSpot.line(request));
                        return world.wire().exchange(request);
                    })
                    .pruningAll()
                    .plan(desired);
            assertThat(kindsOf(whole, Action.DELETE)).contains(KindName.of("Group"), KindName.of("App"));
            List<BlindSpot> pages = lines.stream()
                    .filter(line -> line.matches(".*[?&](next|page|cursor|offset)=.*"))
                    .map(BlindSpot::of)
                    .toList();
            assertThat(pages).hasSize(14);
            for (BlindSpot page : pages) {
                // when
                Admission blind = world.daemon(page.on(world.wire(), BlindSpot.Failure.BROKEN))
                        .pruningAll()
                        .plan(desired);

                // then
                KindName kind = page.kind().orElseThrow();
                assertThat(kindsOf(blind, Action.DELETE)).as(page.line()).doesNotContain(kind);
                assertThat(kindsOf(blind, Action.CREATE)).as(page.line()).doesNotContain(kind);
                assertThat(blind.plan().resources())
                        .filteredOn(state -> state.ref().kind().equals(kind))
                        .extracting(ResourceState::state)
                        .doesNotContain(DriftState.IN_SYNC);
            }
        }
    }

    private static List<KindName> kindsOf(Admission admission, Action action) {
        return admission.plan().changes().stream()
                .filter(change -> change.action() == action)
                .map(Change::kind)
                .distinct()
                .toList();
    }

    private static Map<String, Integer> requests(LawWorld world, long since) {
        Map<String, Integer> counts = new TreeMap<>();
        for (RequestLog.Entry entry : world.simulator().requests().since(since)) {
            String path = entry.path().replaceAll("/spaces/[^/]+/", "/spaces/*/");
            counts.merge(entry.method() + " " + path, 1, Integer::sum);
        }
        return counts;
    }

    /** Fills the tenant as its people would have, and declares all of it as it is. */
    private static List<Desired> populated(LawWorld world, Path folder) {
        Town town = new Town(world);
        List<String> spaces = town.spaces();
        town.apps(spaces);
        world.advance(Duration.ofMinutes(10));
        try {
            Files.writeString(folder.resolve("desired.yaml"), String.join("---\n", town.documents));
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
        return new GoldenCase(folder).desired(LawDaemon.SCHEMAS);
    }

    private static final class Town {
        private final Driver admin;
        private final LawWorld world;
        private final List<String> documents = new ArrayList<>();
        private final List<String> groups = new ArrayList<>();
        private final List<String> users = new ArrayList<>();

        Town(LawWorld world) {
            this.world = world;
            this.admin = Driver.bot(world.simulator(), GoldenCase.HOST);
            for (int number = 0; number < GROUPS; number++) {
                String name = "group " + number;
                groups.add(made("/api/v1/groups", "{'name':'%s','providerType':'custom'}".formatted(name)));
                declare("Group", name, "{providerType: custom, assignedRoles: []}");
            }
            for (int number = 0; number < USERS; number++) {
                String subject = "user" + number;
                users.add(made("/api/v1/users", "{'subject':'%s','name':'%s'}".formatted(subject, subject)));
                declare("User", subject, "{subject: " + subject + ", name: " + subject + "}");
            }
        }

        List<String> spaces() {
            List<String> spaces = new ArrayList<>();
            for (int number = 0; number < SPACES; number++) {
                String type = number < MANAGED ? "managed" : "shared";
                String role = number < MANAGED ? "consumer" : "producer";
                String id = made("/api/v1/spaces", "{'name':'space %d','type':'%s'}".formatted(number, type));
                spaces.add(id);
                member(id, "group", groups.get(number), role);
                member(id, "user", users.get(number), role);
                declare("Space", "space " + number, """
                        {type: %s, members: [{group: group %d, roles: [%s]}, {user: user%d, roles: [%s]}]}""".formatted(type, number, role, number, role));
            }
            return spaces;
        }

        void apps(List<String> spaces) {
            for (int number = 0; number < STAGED_ONLY + PUBLISHED; number++) {
                int shared = MANAGED + number % (SPACES - MANAGED);
                String id = made(
                        "/api/v1/apps",
                        "{'attributes':{'name':'app %d','spaceId':'%s'}}".formatted(number, spaces.get(shared)));
                if (number < STAGED_ONLY) {
                    declare("App", "app " + number, "{stage: {space: space " + shared + "}}");
                } else {
                    int managed = number - STAGED_ONLY;
                    world.advance(Duration.ofSeconds(10));
                    made("/api/v1/apps/" + id + "/publish", "{'spaceId':'%s'}".formatted(spaces.get(managed)));
                    declare(
                            "App",
                            "app " + number,
                            "{publish: {space: space " + managed + "}, anonymousAccess: {enabled: false}}");
                }
            }
        }

        private void member(String space, String type, String id, String role) {
            made(
                    "/api/v1/spaces/" + space + "/assignments",
                    "{'type':'%s','assigneeId':'%s','roles':['%s']}".formatted(type, id, role));
        }

        private String made(String path, String body) {
            Answer answer = admin.post(path, body);
            if (answer.status() >= 300) {
                throw new AssertionError(path + " is refused: " + answer.body().text());
            }
            return answer.json()
                    .path("id")
                    .asText(answer.json().path("attributes").path("id").asText());
        }

        private void declare(String kind, String name, String spec) {
            documents.add("apiVersion: truekeel/v1alpha1\nkind: %s\nmetadata: {name: %s}\nspec: %s\n"
                    .formatted(kind, name, spec));
        }
    }
}
