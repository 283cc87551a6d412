package truekeel.manifest;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import truekeel.model.Finding;
import truekeel.model.FindingCode;
import truekeel.model.Position;

/** Reads YAML 1.2 from files that nobody vouches for. Thread-safe; never throws for what a file holds. */
final class YamlReader {
    private final Limits limits;
    private final LoadSettings settings;

    YamlReader(Limits limits) {
        this.limits = limits;
        int bytes = (int) Math.min(Integer.MAX_VALUE, limits.manifestBytes());
        this.settings = LoadSettings.builder().setCodePointLimit(bytes).build();
    }

    ParsedFile read(String file, byte[] bytes) {
        return text(bytes).map(text -> compose(file, text)).orElseGet(() -> notText(file));
    }

    /** The text without a byte order mark; empty when it is not UTF-8. */
    static Optional<String> text(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    static ParsedFile notText(String file) {
        return ParsedFile.broken(Finding.error(
                FindingCode.FILE_NOT_UTF8, Position.startOf(file), "The file is not UTF-8 text.", "Save it as UTF-8."));
    }

    private ParsedFile compose(String file, String text) {
        List<Finding> findings = new ArrayList<>();
        List<Node> documents = new ArrayList<>();
        try {
            Iterable<Event> events = new Parse(settings).parseString(text);
            new Composer(file, limits, findings).documents(events.iterator(), documents);
        } catch (Composer.Unreadable e) {
            findings.add(e.finding);
        } catch (MarkedYamlEngineException e) {
            Position at = e.getProblemMark().map(mark -> position(file, mark)).orElse(Position.startOf(file));
            String began = e.getContextMark()
                    .map(mark -> mark.getLine() + 1)
                    .filter(line -> line != at.line())
                    .map(line -> ", in what began in line " + line)
                    .orElse("");
            findings.add(syntax(at, e.getProblem().strip().replaceAll("\\.$", "") + began));
        } catch (ReaderException e) {
            String problem = "the character U+%04X is not allowed in YAML".formatted(e.getCodePoint());
            findings.add(syntax(position(file, text, e.getPosition()), problem));
        } catch (YamlEngineException e) {
            findings.add(syntax(Position.startOf(file), String.valueOf(e.getMessage())));
        }
        return new ParsedFile(documents, findings);
    }

    private static Finding syntax(Position at, String problem) {
        return Finding.error(
                FindingCode.YAML_SYNTAX, at, "The file is not valid YAML here: " + problem.strip() + ".", "");
    }

    static Position position(String file, Mark mark) {
        return new Position(file, mark.getLine() + 1, mark.getColumn() + 1);
    }

    private static Position position(String file, String text, int index) {
        String before = text.substring(0, Math.min(Math.max(index, 0), text.length()));
        int line = (int) before.chars().filter(character -> character == '\n').count() + 1;
        return new Position(file, line, before.length() - before.lastIndexOf('\n'));
    }
}
