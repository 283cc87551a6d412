package truekeel.cli;

import java.util.Optional;

/**
 * Where the desired state is read. What is empty comes from the configuration.
 *
 * @param repository a folder or an address; the current folder when neither this nor the configuration names one
 * @param revision a branch, tag or commit; without it a folder is read as it stands
 * @param path of the folder that holds {@code fleet.yaml}, from the repository's root
 * @param offline only what is on this machine may be read
 */
public record RepositoryChoice(
        Optional<String> repository, Optional<String> revision, Optional<String> path, boolean offline) {}
