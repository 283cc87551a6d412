package truekeel.manifest;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what the scripts, styles and pages of an extension load from elsewhere. It looks for the ways of loading and
 * not for addresses, so that namespaces, licences and links to documentation count for nothing; an address that a
 * script puts together is not found.
 */
final class OutsideScan {
    private static final String ADDRESS =
            "(?<scheme>https?:|wss?:)?//(?<host>[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)+(?::\\d{1,5})?)"
                    + "(?<path>[^\\s\"'`)<>]{0,400})";
    private static final String QUOTE = "\\s{0,5}[\"'`]";
    private static final String VALUE = "[^>]{0,400}?\\b%s\\s{0,5}=\\s{0,5}\\\\?[\"']?";

    /** A way of loading something, and the directive that allows it. */
    private record Way(Pattern pattern, String directive) {
        static Way tag(String tag, String attribute, String directive) {
            return new Way(Pattern.compile("(?i)<" + tag + "\\b" + VALUE.formatted(attribute) + ADDRESS), directive);
        }

        static Way code(String before, String directive) {
            return new Way(Pattern.compile(before + ADDRESS), directive);
        }
    }

    private static final List<Way> IN_PAGES = List.of(
            Way.tag("script", "src", "scriptSrc"),
            Way.tag("link(?=[^>]{0,400}stylesheet)", "href", "styleSrc"),
            Way.tag("img", "src", "imgSrc"),
            Way.tag("iframe", "src", "frameSrc"),
            Way.tag("(?:audio|video|source)", "src", "mediaSrc"),
            Way.tag("embed", "src", "objectSrc"),
            Way.tag("object", "data", "objectSrc"),
            Way.tag("form", "action", "formAction"));
    private static final List<Way> IN_STYLES = List.of(
            Way.code("(?i)@import\\s{1,5}(?:url\\(\\s{0,5})?[\"']?", "styleSrc"),
            Way.code("(?i)(?<!@import )(?<!@import)\\burl\\(\\s{0,5}[\"']?", "imgSrc"));
    private static final List<Way> IN_SCRIPTS = List.of(
            Way.code("\\bfetch\\(" + QUOTE, "connectSrc"),
            Way.code("\\.(?:get|post|put|getJSON|getScript|ajax|load)\\(" + QUOTE, "connectSrc"),
            Way.code("\\.open\\(\\s{0,5}[\"'][A-Za-z]{3,7}[\"']\\s{0,5}," + QUOTE, "connectSrc"),
            Way.code("\\bajax\\([^)]{0,300}?\\burl\\s{0,5}:" + QUOTE, "connectSrc"),
            Way.code("\\bnew\\s{1,5}EventSource\\(" + QUOTE, "connectSrc"),
            Way.code("\\bnew\\s{1,5}WebSocket\\(" + QUOTE, "connectSrcWSS"),
            Way.code("\\bnew\\s{1,5}(?:Shared)?Worker\\(" + QUOTE, "workerSrc"),
            Way.code("\\bimportScripts\\(" + QUOTE, "scriptSrc"),
            Way.code("\\bimport\\((?:\\s{0,5}/\\*.{0,80}?\\*/)?" + QUOTE, "scriptSrc"),
            Way.code("\\bimport\\b[^;\"'`]{0,400}?[\"']", "scriptSrc"),
            Way.code("\\b(?:define|require)\\(\\s{0,5}\\[[^\\]]{0,2000}?[\"']", "scriptSrc"),
            Way.code("\\bpaths\\s{0,5}:\\s{0,5}\\{[^}]{0,2000}?:\\s{0,5}[\"']", "scriptSrc"),
            Way.code("(?i)script\\w{0,20}\\.src\\s{0,5}=" + QUOTE, "scriptSrc"),
            Way.code("(?i)i?frame\\w{0,20}\\.src\\s{0,5}=" + QUOTE, "frameSrc"),
            Way.code("(?i)(?:img|image|logo|icon)\\w{0,20}\\.src\\s{0,5}=" + QUOTE, "imgSrc"),
            Way.code("(?i)\\.href\\s{0,5}=" + QUOTE + "(?=[^\"'`]{0,400}\\.css)", "styleSrc"));

    /** To the end of the line; not within an address, and not where a text begins with two slashes. */
    private static final Pattern LINE_COMMENT =
            Pattern.compile("(?m)(?<![:\"'`\\\\(=])//(?![A-Za-z0-9-]+\\.)[^\\r\\n]*+|^[ \\t]*+//[^\\r\\n]*+");

    private static final Pattern FONT = Pattern.compile("(?i)\\.(?:woff2?|ttf|otf|eot)\\b.*");

    private OutsideScan() {}

    /** Whether a file of that name is looked into. */
    static boolean looksInto(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".js")
                || lower.endsWith(".mjs")
                || lower.endsWith(".css")
                || lower.endsWith(".html")
                || lower.endsWith(".htm");
    }

    static Set<OutsideNeed> of(String name, String text) {
        String lower = name.toLowerCase(Locale.ROOT);
        Set<OutsideNeed> needs = new LinkedHashSet<>();
        String page = without(without(text, "<!--", "-->"), "/*", "*/");
        if (lower.endsWith(".css")) {
            scan(page, IN_STYLES, name, needs);
            return needs;
        }
        String code = LINE_COMMENT.matcher(page).replaceAll(" ");
        scan(code, IN_PAGES, name, needs);
        scan(code, IN_STYLES, name, needs);
        scan(code, IN_SCRIPTS, name, needs);
        return needs;
    }

    /** The text without what stands between the two marks; a comment that does not end is none. */
    private static String without(String text, String begin, String end) {
        StringBuilder rest = new StringBuilder(text.length());
        int from = 0;
        for (int at = text.indexOf(begin); at >= 0; at = text.indexOf(begin, from)) {
            int close = text.indexOf(end, at + begin.length());
            if (close < 0) {
                break;
            }
            rest.append(text, from, at).append(' ');
            from = close + end.length();
        }
        return rest.append(text.substring(from)).toString();
    }

    private static void scan(String text, List<Way> ways, String name, Set<OutsideNeed> needs) {
        for (Way way : ways) {
            Matcher found = way.pattern().matcher(text);
            while (found.find()) {
                String scheme = String.valueOf(found.group("scheme")).toLowerCase(Locale.ROOT);
                String host = found.group("host").toLowerCase(Locale.ROOT);
                if (!isNoMatter(host)) {
                    needs.add(new OutsideNeed(
                            host,
                            !scheme.equals("http:") && !scheme.equals("ws:"),
                            directive(way.directive(), found.group("path")),
                            name));
                }
            }
        }
    }

    /** The tenant itself, what Qlik serves with it, and the host of namespaces. */
    private static boolean isNoMatter(String host) {
        return host.equals("www.w3.org")
                || host.endsWith(".qlikcloud.com")
                || host.endsWith(".qlik.com")
                || host.endsWith(".qlikcdn.com");
    }

    private static String directive(String usual, String path) {
        return usual.equals("imgSrc") && FONT.matcher(path).find() ? "fontSrc" : usual;
    }
}
