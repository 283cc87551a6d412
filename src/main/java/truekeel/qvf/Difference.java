package truekeel.qvf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import truekeel.qvf.ItemChange.Fate;
import truekeel.qvf.Outline.Item;
import truekeel.qvf.Outline.Part;

/**
 * What differs between two app files, as far as they tell.
 *
 * @param script empty where nobody may see it
 * @param items in the order of categories: those that the new file has, then those that are gone
 * @param left how many changed items are left out of a very long list
 * @param remarks full sentences on what could not be compared
 */
public record Difference(Optional<ScriptChange> script, List<ItemChange> items, int left, List<String> remarks) {
    private static final int MOST_ITEMS = 500;
    private static final int MOST_WORDS = 20;

    public Difference {
        items = List.copyOf(items);
        remarks = List.copyOf(remarks);
    }

    /** Objects are the same when they have one id; the titles are for people. */
    public static Difference between(Outline old, Outline fresh, boolean withScript) {
        List<ItemChange> changes = new ArrayList<>();
        for (Outline.Category category : Outline.Category.values()) {
            changes.addAll(changes(of(category, old), of(category, fresh)));
        }
        List<String> remarks = new ArrayList<>(fresh.remarks());
        if (!old.title().equals(fresh.title())) {
            remarks.add("The file's own title is now \"" + fresh.title() + "\"; it was \"" + old.title() + "\".");
        }
        Optional<ScriptChange> script =
                withScript ? Optional.of(LineDifference.between(old.script(), fresh.script())) : Optional.empty();
        int shown = Math.min(changes.size(), MOST_ITEMS);
        return new Difference(script, changes.subList(0, shown), changes.size() - shown, remarks);
    }

    /** Whether nothing that the files tell differs. */
    public boolean isEmpty() {
        return items.isEmpty() && script.map(ScriptChange::isEmpty).orElse(true);
    }

    private static Map<String, Item> of(Outline.Category category, Outline outline) {
        Map<String, Item> items = new LinkedHashMap<>();
        outline.items().stream()
                .filter(item -> item.category() == category)
                .forEach(item -> items.put(item.id(), item));
        return items;
    }

    private static List<ItemChange> changes(Map<String, Item> old, Map<String, Item> fresh) {
        List<ItemChange> changes = new ArrayList<>();
        fresh.forEach((id, item) -> {
            Item before = old.get(id);
            if (before == null) {
                changes.add(change(item, Fate.ADDED, List.of()));
            } else if (!before.equals(item)) {
                changes.add(change(item, Fate.CHANGED, limited(what(before, item))));
            }
        });
        old.forEach((id, item) -> {
            if (!fresh.containsKey(id)) {
                changes.add(change(item, Fate.REMOVED, List.of()));
            }
        });
        return changes;
    }

    private static ItemChange change(Item item, Fate fate, List<String> what) {
        return new ItemChange(item.category(), item.id(), item.title(), fate, what);
    }

    private static List<String> limited(List<String> what) {
        if (what.size() <= MOST_WORDS) {
            return what;
        }
        List<String> first = new ArrayList<>(what.subList(0, MOST_WORDS));
        first.add("and " + (what.size() - MOST_WORDS) + " more");
        return first;
    }

    private static List<String> what(Item old, Item fresh) {
        List<String> what = new ArrayList<>();
        boolean isText = !old.definition().equals(fresh.definition());
        if (!old.title().equals(fresh.title())) {
            what.add("title: \"" + old.title() + "\" -> \"" + fresh.title() + "\"");
        }
        if (isText) {
            what.add(word(fresh.category()) + ": " + old.definition() + " -> " + fresh.definition());
        }
        what.addAll(parts(old.parts(), fresh.parts()));
        if (!old.digest().equals(fresh.digest()) && what.isEmpty()) {
            what.add(fresh.category() == Outline.Category.SHEET ? "layout" : "properties");
        } else if (what.isEmpty()) {
            what.add("order of objects");
        }
        return what;
    }

    private static String word(Outline.Category category) {
        return switch (category) {
            case SHEET, MASTER_VISUALIZATION -> "description";
            case MEASURE -> "expression";
            case DIMENSION -> "fields";
            case VARIABLE -> "definition";
        };
    }

    private static List<String> parts(List<Part> old, List<Part> fresh) {
        Map<String, Part> before = new LinkedHashMap<>();
        old.forEach(part -> before.put(part.id(), part));
        List<String> what = new ArrayList<>();
        for (Part part : fresh) {
            Part was = before.remove(part.id());
            if (was == null) {
                what.add(named(part) + " added");
            } else if (!Objects.equals(was, part)) {
                what.add(named(part) + " changed");
            }
        }
        before.values().forEach(part -> what.add(named(part) + " removed"));
        return what;
    }

    private static String named(Part part) {
        return part.type() + (part.title().isEmpty() ? " " + part.id() : " \"" + part.title() + "\"");
    }
}
