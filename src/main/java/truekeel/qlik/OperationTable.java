package truekeel.qlik;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import truekeel.qlik.Operation.Method;
import truekeel.qlik.Operation.Paging;
import truekeel.qlik.Operation.Safety;
import truekeel.qlik.Operation.Style;
import truekeel.qlik.Operation.Tier;

/**
 * One part of the path table, and the usual forms of its lines. Filled while the class that holds it is loaded, never
 * after. The page sizes are the largest that each list accepts. A POST is taken for one that must not be repeated
 * blindly unless a second one does no harm (a temporary content that expires, a state that is set again).
 */
final class OperationTable {
    private static final int LARGEST_PAGE = 100;

    private final List<Operation> all = new ArrayList<>();

    Operation add(Operation operation) {
        all.add(operation);
        return operation;
    }

    /** In the order of the table; unmodifiable. */
    List<Operation> all() {
        return List.copyOf(all);
    }

    static Operation reads(String id, String api, String path) {
        return new Operation(id, api, Method.GET, path, Tier.READ, 1000, Safety.READ, Optional.empty(), Paging.NONE);
    }

    static Operation lists(String id, String api, String path, Style style) {
        return lists(id, api, path, style, LARGEST_PAGE);
    }

    static Operation lists(String id, String api, String path, Style style, int largestPage) {
        return new Operation(
                id,
                api,
                Method.GET,
                path,
                Tier.READ,
                1000,
                Safety.READ,
                Optional.empty(),
                new Paging(style, largestPage, "data"));
    }

    /** A search that Qlik offers as a POST: it changes nothing and answers in pages. */
    static Operation filters(String id, String api, String path) {
        return new Operation(
                id,
                api,
                Method.POST,
                path,
                Tier.WRITE,
                100,
                Safety.READ,
                Optional.empty(),
                new Paging(Style.NEXT_LINK, LARGEST_PAGE, "data"));
    }

    static Operation creates(String id, String api, String path) {
        return new Operation(id, api, Method.POST, path, Tier.WRITE, 100, Safety.CREATE, Optional.empty(), Paging.NONE);
    }

    static Operation writes(String id, String api, Method method, String path) {
        return new Operation(id, api, method, path, Tier.WRITE, 100, Safety.IDEMPOTENT, Optional.empty(), Paging.NONE);
    }
}
