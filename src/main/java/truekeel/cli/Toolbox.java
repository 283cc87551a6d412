package truekeel.cli;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import truekeel.fleet.DesiredSource;
import truekeel.fleet.Errand;
import truekeel.fleet.Tasks;
import truekeel.fleet.Vault;
import truekeel.kinds.Branches;
import truekeel.kinds.Kinds;
import truekeel.model.Value;
import truekeel.schema.Schemas;

/**
 * What commands work with. Each part is made when it is first asked for, so that a command which needs no configuration
 * reads none. A wrong configuration throws {@link IllegalArgumentException} with a message for people.
 */
public interface Toolbox {
    /** The version of this program. */
    String version();

    Schemas schemas();

    Kinds kinds();

    /** Local time. */
    InstantSource clock();

    /**
     * Reads the desired state; nothing but a repository's address asks the network. Throws an {@link IOException} with
     * a message for people when it cannot be had.
     */
    DesiredSource.Pull desired(RepositoryChoice choice) throws IOException;

    /** What makes tenants' tasks and clients. */
    Tasks tasks();

    /** How many tenants a command looks at side by side. */
    Branches tenants();

    /**
     * Plans and applies, with the daemon's store where it can be reached. Throws {@link truekeel.store.StoreException}
     * when another process holds the store.
     */
    Errand errand();

    /** Opens the store that {@link #errand} would use. Throws as it does. */
    StoreState storeState();

    /** Where secrets come from. */
    Vault vault();

    /** The secrets that properties name, by the property. */
    Map<String, Value.SecretRef> ownSecrets();

    /** The configured id of the scope behind Public link creation. */
    Optional<String> publicLinkScope();

    SimulatorLauncher simulator();
}
