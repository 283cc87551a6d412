package truekeel.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import truekeel.model.FieldPath;
import truekeel.report.FieldNotes;
import truekeel.schema.FieldSchema;
import truekeel.schema.KindSchema;
import truekeel.schema.Spelling;

/** {@code truekeel explain}. */
@Command(
        name = "explain",
        description = "Tells what a kind or one of its fields means, what it takes, and shows an example.",
        footer = {
            "  truekeel explain Space",
            "  truekeel explain Space.members",
            "  truekeel explain Space.members.roles"
        })
final class ExplainCommand implements Callable<Integer> {
    private final Toolbox toolbox;
    private final Screen screen;

    @Parameters(paramLabel = "KIND[.FIELD...]", description = "A kind, or a field of its spec.")
    private String subject = "";

    ExplainCommand(Toolbox toolbox, Screen screen) {
        this.toolbox = toolbox;
        this.screen = screen;
    }

    @Override
    public Integer call() {
        List<String> words = new ArrayList<>(List.of(subject.replace("[]", "").split("[./]", -1)));
        KindSchema schema = KindWords.any(toolbox.schemas(), words.remove(0));
        if (!words.isEmpty() && words.get(0).equals("spec")) {
            words.remove(0);
        }
        words.removeIf(String::isEmpty);
        String text = words.isEmpty()
                ? FieldNotes.ofKind(schema, screen.palette())
                : FieldNotes.ofField(schema, find(schema, words), screen.palette());
        Printer.text(screen, text);
        return ExitCode.OK.number();
    }

    /** People do not write the stars that stand for the elements of lists. */
    private static FieldSchema find(KindSchema schema, List<String> words) {
        FieldPath path = FieldPath.ROOT;
        for (String word : words) {
            FieldPath parent = path;
            Optional<FieldPath> child = candidates(schema, parent, word);
            path = child.orElseThrow(() -> unknown(schema, parent, word));
        }
        return schema.field(path).orElseThrow();
    }

    private static Optional<FieldPath> candidates(KindSchema schema, FieldPath parent, String word) {
        List<FieldPath> possible = List.of(parent.child(word), parent.child("*").child(word), parent.child("*"));
        return possible.stream()
                .filter(path -> schema.fields().containsKey(path))
                .filter(path -> !path.last().equals("*") || word.equals("*"))
                .findFirst();
    }

    private static UsageException unknown(KindSchema schema, FieldPath parent, String word) {
        List<String> names = schema.fields().keySet().stream()
                .filter(path -> isChild(path, parent))
                .map(FieldPath::last)
                .filter(name -> !name.equals("*"))
                .toList();
        String place = schema.name() + (parent.segments().isEmpty() ? "" : " " + parent);
        String hint = Spelling.didYouMean(word, names);
        String fields = names.isEmpty() ? "It has no fields." : "Fields: " + String.join(", ", names) + ".";
        return new UsageException(place + " has no field '" + word + "'. " + (hint.isEmpty() ? fields : hint));
    }

    private static boolean isChild(FieldPath path, FieldPath parent) {
        int extra = path.segments().size() - parent.segments().size();
        boolean direct = extra == 1;
        boolean inList =
                extra == 2 && path.segments().get(parent.segments().size()).equals("*");
        return path.startsWith(parent) && (direct || inList);
    }
}
