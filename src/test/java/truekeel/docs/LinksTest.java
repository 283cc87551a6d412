package truekeel.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class LinksTest {
    private static final Pattern LINK = Pattern.compile("]\\(([^)#\\s]*)(?:#([^)\\s]+))?\\)");

    @Test
    void everyLinkBetweenPagesLeadsSomewhere() {
        // given
        List<String> pages = Pages.all();

        // when
        List<String> broken = new ArrayList<>();
        for (String page : pages) {
            Matcher link = LINK.matcher(Pages.read(page));
            while (link.find()) {
                if (!link.group(1).contains("://") && !leadsSomewhere(page, link.group(1), anchor(link))) {
                    broken.add(page + ": " + link.group());
                }
            }
        }

        // then
        assertThat(pages).hasSizeGreaterThan(10);
        assertThat(broken).isEmpty();
    }

    private static Optional<String> anchor(Matcher link) {
        return Optional.ofNullable(link.group(2));
    }

    private static boolean leadsSomewhere(String page, String path, Optional<String> anchor) {
        Path target = path.isEmpty() ? Path.of(page) : Path.of(page).resolveSibling(path);
        if (!Files.exists(target)) {
            return false;
        }
        return anchor.isEmpty()
                || Pages.lines(target.toString()).stream()
                        .filter(line -> line.startsWith("#"))
                        .map(LinksTest::slug)
                        .anyMatch(anchor.get()::equals);
    }

    /** The anchor that GitHub and GitLab make of a heading. */
    private static String slug(String heading) {
        return heading.replaceAll("^#+ ", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9 _-]", "")
                .replace(' ', '-');
    }
}
