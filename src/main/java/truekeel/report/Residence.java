package truekeel.report;

import java.util.Optional;

/**
 * Where a tenant is that Truekeel made.
 *
 * @param hostname the one in use
 * @param toCommit the one that Git lacks
 * @param note what a person should do about it, in full sentences
 */
public record Residence(String hostname, Optional<String> toCommit, String note) {}
