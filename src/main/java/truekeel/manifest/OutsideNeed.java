package truekeel.manifest;

/**
 * Something that an extension loads from elsewhere.
 *
 * @param host with its port where one is written; in lower case
 * @param secure whether it is asked by {@code https} or {@code wss}, or as the page is
 * @param directive of a content security policy, in Qlik's words
 * @param file of the extension that asks
 */
record OutsideNeed(String host, boolean secure, String directive, String file) {
    String origin() {
        return (secure ? "https://" : "http://") + host;
    }
}
