package truekeel.report;

/**
 * Puts what others wrote into Markdown so that it can neither call a person nor add a link nor end what it stands in.
 */
final class Markdown {
    private Markdown() {}

    static String escape(String text) {
        return Printable.line(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replaceAll("([\\\\`*_\\[\\]|@#!~])", "\\\\$1");
    }

    /** For code, inline or in a block. */
    static String code(String text) {
        return Printable.line(text).replace('`', '\'');
    }
}
