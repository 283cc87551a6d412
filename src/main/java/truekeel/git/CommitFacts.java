package truekeel.git;

import java.time.Instant;

/**
 * What reports say of a commit.
 *
 * @param time when it was committed, as its committer's clock said
 * @param author name and e-mail address, as the commit states them; nobody vouches for them
 * @param subject the first paragraph of its message on one line; may be empty
 */
public record CommitFacts(Instant time, String author, String subject) {}
