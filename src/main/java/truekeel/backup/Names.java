package truekeel.backup;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import truekeel.model.KindName;
import truekeel.model.Live;
import truekeel.model.TenantName;
import truekeel.model.Value;
import truekeel.schema.KindSchema;
import truekeel.schema.Scope;

/** What exported documents are called in Git. */
final class Names {
    private static final int LONGEST = 200;

    private Names() {}

    /** Qlik's name where the kind takes its name from the document, else the first part of the key. */
    static String plain(KindSchema schema, TenantName tenant, Live live) {
        if (schema.scope() == Scope.TENANT) {
            return tenant.value();
        }
        if (schema.isSingleton()) {
            return kebab(schema.name());
        }
        String name = isNamedByDocument(schema) || live.keys().isEmpty()
                ? live.name()
                : live.keys().get(0).parts().values().iterator().next();
        return fit(name.isBlank() && !live.keys().isEmpty() ? live.keys().get(0).display() : name);
    }

    /** The kind in lower case, words joined by dashes. */
    static String kebab(KindName kind) {
        return kind.value().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    /** Whether {@code spec.name} is the document's name unless it is given. */
    static boolean isNamedByDocument(KindSchema schema) {
        return schema.normalise(Value.Fields.EMPTY, "x").has("name");
    }

    /** The name with the other parts of the key behind it. */
    static String longer(String name, Live live) {
        return live.keys().stream()
                .limit(1)
                .flatMap(key -> key.parts().values().stream())
                .filter(part -> !part.equals(live.name()))
                .collect(Collectors.collectingAndThen(
                        Collectors.joining(", "), rest -> rest.isEmpty() ? name : fit(name + " (" + rest + ")")));
    }

    /** The name, numbered when it is taken; takes it. */
    static String free(String name, Set<String> taken) {
        String free = name;
        for (int number = 2; !taken.add(free); number++) {
            free = name + " (" + number + ")";
        }
        return free;
    }

    /** Without what a document's name may not hold. */
    private static String fit(String name) {
        String clean = name.replaceAll("\\p{Cntrl}", " ").strip();
        String cut =
                clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST).strip();
        return cut.isEmpty() ? "unnamed" : cut;
    }

    /** A name for a file: letters, digits, dots and dashes. */
    static String file(String name) {
        String clean = name.replaceAll("[^A-Za-z0-9._-]", "-").replaceAll("^[.-]+", "");
        return clean.isEmpty() ? "file" : clean;
    }
}
