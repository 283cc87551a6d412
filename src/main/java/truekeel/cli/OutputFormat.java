package truekeel.cli;

import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import truekeel.schema.Spelling;

/** What a result is printed as. */
enum OutputFormat {
    TEXT("text"),
    JSON("json"),
    MARKDOWN("markdown"),
    GITLAB_TERRAFORM("gitlab-terraform"),
    SARIF("sarif"),
    CODEQUALITY("codequality");

    private final String word;

    OutputFormat(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }

    /** Reads a word, and lists the words there are. */
    static final class Words implements ITypeConverter<OutputFormat> {
        @Override
        public OutputFormat convert(String text) {
            return Arrays.stream(values())
                    .filter(format -> format.word.equals(text))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("'" + text + "' is not a format. "
                            + Spelling.didYouMean(text, words()) + " Formats: " + String.join(", ", words()) + "."));
        }
    }

    private static List<String> words() {
        return Arrays.stream(values()).map(OutputFormat::word).toList();
    }
}
