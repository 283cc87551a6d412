package truekeel.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class PagingPropertyTest {
    private static final List<Paging> STYLES =
            List.of(Paging.nextPrev(20, 100), Paging.by("page", 20, 100), Paging.ids(20, 1, 100));
    private static final List<Sort> SORTS = List.of(Sort.inserted(), new Sort("name", true), new Sort("name", false));

    @Property(tries = 300)
    void showsEveryRowThatStaysExactlyOnce(
            @ForAll @IntRange(max = 40) int rows,
            @ForAll @IntRange(min = 1, max = 12) int limit,
            @ForAll @IntRange(max = 2) int style,
            @ForAll @IntRange(max = 2) int order,
            @ForAll long seed) {
        // given
        Random random = new Random(seed);
        Table table = new Table();
        for (int i = 0; i < rows; i++) {
            insert(table, random, "old" + i);
        }
        Set<String> staying = new TreeSet<>(ids(table.rows()));
        List<String> seen = new ArrayList<>();

        // when
        String url = "https://acme.us.qlikcloud.com/things?limit=" + limit;
        for (int turn = 0; !url.isEmpty(); turn++) {
            Paging.Page page = page(STYLES.get(style), table, SORTS.get(order), url);
            seen.addAll(ids(page.rows()));
            url = page.links().path("next").path("href").asText("");
            disturb(table, random, turn, staying, url);
        }

        // then
        assertThat(seen).doesNotHaveDuplicates().containsAll(staying);
    }

    @Property(tries = 200)
    void leadsBackOverTheSameRows(
            @ForAll @IntRange(min = 1, max = 40) int rows,
            @ForAll @IntRange(min = 1, max = 12) int limit,
            @ForAll @IntRange(max = 2) int style,
            @ForAll @IntRange(max = 2) int order,
            @ForAll long seed) {
        // given
        Random random = new Random(seed);
        Table table = new Table();
        for (int i = 0; i < rows; i++) {
            insert(table, random, "row" + i);
        }
        List<String> forth = new ArrayList<>();
        String url = "https://acme.us.qlikcloud.com/things?limit=" + limit;
        Paging.Page page = page(STYLES.get(style), table, SORTS.get(order), url);
        forth.addAll(ids(page.rows()));
        while (page.links().has("next")) {
            page = page(STYLES.get(style), table, SORTS.get(order), href(page, "next"));
            forth.addAll(ids(page.rows()));
        }

        // when
        List<String> back = new ArrayList<>(ids(page.rows()));
        while (page.links().has("prev")) {
            page = page(STYLES.get(style), table, SORTS.get(order), href(page, "prev"));
            back.addAll(0, ids(page.rows()));
        }

        // then
        assertThat(back).isEqualTo(forth).hasSize(rows);
    }

    private static String href(Paging.Page page, String name) {
        return page.links().path(name).path("href").asText();
    }

    /** Deletes and inserts between two pages; with ids as cursors the row the next link names must stay. */
    private static void disturb(Table table, Random random, int turn, Set<String> staying, String next) {
        for (ObjectNode row : table.rows()) {
            String id = row.path("id").asText();
            if (random.nextInt(6) == 0 && !next.contains(id)) {
                table.remove(id);
                staying.remove(id);
            }
        }
        if (turn < 20) {
            insert(table, random, "new" + turn);
        }
    }

    private static void insert(Table table, Random random, String id) {
        table.add(Json.object().put("id", id + "x").put("name", "n" + random.nextInt(8)));
    }

    private static List<String> ids(List<ObjectNode> rows) {
        return rows.stream().map(row -> row.path("id").asText()).toList();
    }

    private static Paging.Page page(Paging paging, Table table, Sort sort, String url) {
        URI uri = URI.create(url);
        Call call = new Call(
                "GET", "https", uri.getAuthority(), uri.getRawPath(), uri.getRawQuery(), Map.of(), Payload.empty());
        Caller nobody = new Caller("", "", "", Set.of(), Set.of(), Set.of(), Set.of());
        Fleet fleet = new Fleet(SimClock.frozenAt(java.time.Instant.EPOCH), new Ids(1), List.of());
        Paging.Page page = paging.page(new Exchange(call, Map.of(), fleet, null, nobody), table.rows(), sort);
        assertAbsolute(page.links());
        return page;
    }

    private static void assertAbsolute(JsonNode links) {
        links.forEach(
                link -> assertThat(link.path("href").asText()).startsWith("https://acme.us.qlikcloud.com/things?"));
    }
}
