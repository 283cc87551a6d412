package truekeel.qvf;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an app file holds, without its data: as much as a person wants to see changed. What looks like a credential is
 * masked already.
 *
 * @param script empty where the file has none, or where nobody may see it
 * @param items sheets, master items and declared variables, each id once per category
 * @param remarks full sentences on what was left out
 */
public record Outline(
        String title, String description, Optional<Script> script, List<Item> items, List<String> remarks) {
    public Outline {
        items = List.copyOf(items);
        remarks = List.copyOf(remarks);
    }

    /** What an item is. */
    public enum Category {
        SHEET("sheet", "sheets"),
        MASTER_VISUALIZATION("master visualization", "master visualizations"),
        MEASURE("measure", "measures"),
        DIMENSION("dimension", "dimensions"),
        VARIABLE("variable", "variables");

        private final String word;
        private final String plural;

        Category(String word, String plural) {
            this.word = word;
            this.plural = plural;
        }

        /** One of them, such as {@code master visualization}. */
        public String word() {
            return word;
        }

        /** Such as {@code 1 sheet} and {@code 2 sheets}. */
        public String count(int number) {
            return number + " " + (number == 1 ? word : plural);
        }
    }

    /**
     * The load script, lines ended by LF.
     *
     * @param cut whether the file's script goes on after this text
     */
    public record Script(String text, boolean cut) {
        /** Begins the line that names a section. */
        static final String TAB = "///$tab ";

        /** Without line ends. */
        public List<String> lines() {
            return text.isEmpty() ? List.of() : text.lines().toList();
        }

        /** The names of the sections, in order. */
        public List<String> tabs() {
            return lines().stream()
                    .filter(line -> line.startsWith(TAB))
                    .map(line -> line.substring(TAB.length()).strip())
                    .toList();
        }
    }

    /**
     * A sheet, a master item or a variable.
     *
     * @param definition the expression, fields or text that it stands for; may be cut where it is very long
     * @param digest over all of its properties, so that a change which is not shown is still seen
     * @param parts the objects on a sheet, or within a master visualization
     */
    public record Item(Category category, String id, String title, String definition, String digest, List<Part> parts) {
        public Item {
            parts = List.copyOf(parts);
        }
    }

    /** An object on a sheet, such as a chart; the title is often empty. */
    public record Part(String id, String type, String title, String digest) {}

    /** How many there are of each category, all categories included. */
    public Map<Category, Integer> counts() {
        Map<Category, Integer> counts = new EnumMap<>(Category.class);
        for (Category category : Category.values()) {
            counts.put(category, 0);
        }
        items.forEach(item -> counts.merge(item.category(), 1, Integer::sum));
        return counts;
    }

    /** For whoever must not see the script. */
    public Outline withoutScript() {
        return new Outline(title, description, Optional.empty(), items, remarks);
    }
}
