package truekeel;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Every property of Truekeel. {@code docs/configuration.md} lists the same, and a test keeps the two equal. */
@ConfigMapping(prefix = "truekeel")
public interface TruekeelConfig {
    Git git();

    Data data();

    Database database();

    Qlik qlik();

    Http http();

    Secrets secrets();

    Auth auth();

    Reconcile reconcile();

    Demo demo();

    /** Where the program and its sample folder are; the launcher sets it. */
    @WithDefault(".")
    Path home();

    /** Where the desired state is. */
    interface Git {
        /** The repository: https, ssh, file, or a folder. Required by {@code run}. */
        Optional<String> url();

        /** The branch that is followed; without branch and tag the repository's default branch. */
        Optional<String> branch();

        /** A tag that is followed instead of a branch. */
        Optional<String> tag();

        /** The folder of the repository that holds {@code fleet.yaml}. */
        @WithDefault("tenants")
        String path();

        /** How often the remote is asked, at least 1 s; each time a tenth earlier or later. */
        @WithDefault("30s")
        Duration poll();

        /** The longest that one refresh may take. */
        @WithDefault("5m")
        Duration timeout();

        GitAuth auth();
    }

    /** How the remote is signed in to: nothing, a user with a password, a token, or an SSH key. */
    interface GitAuth {
        /** The user name of basic authentication. */
        Optional<String> user();

        /** The name of the secret that holds the password of the user. */
        @WithName("password-secret")
        Optional<String> passwordSecret();

        /** The name of the secret that holds an access token. */
        @WithName("token-secret")
        Optional<String> tokenSecret();

        /** The name of the secret that holds the private SSH key. */
        @WithName("ssh-key-secret")
        Optional<String> sshKeySecret();

        /** The name of the secret that holds the passphrase of the SSH key. */
        @WithName("ssh-passphrase-secret")
        Optional<String> sshPassphraseSecret();

        /** A file in the form of known_hosts with the host keys that are believed; required with an SSH key. */
        @WithName("known-hosts")
        Optional<Path> knownHosts();
    }

    /** Where Truekeel keeps its own files. */
    interface Data {
        /** The folder for the file database, the copy of the repository and the generated digest key. */
        @WithDefault("data")
        Path dir();

        /** The most MiB of apps fetched from elsewhere that are kept, from 1 up; none larger can be deployed. */
        @WithName("artefact-cache")
        @WithDefault("8192")
        long artefactCache();

        /** How long a fetched app is kept that nobody needs, at least 1h. */
        @WithName("artefact-age")
        @WithDefault("30d")
        Duration artefactAge();
    }

    /** The store. */
    interface Database {
        /** {@code jdbc:postgresql:…}; without it a file database in {@code truekeel.data.dir}. */
        Optional<String> url();

        /** The user of the database. */
        Optional<String> user();

        /** The name of the secret that holds the user's password. */
        @WithName("password-secret")
        Optional<String> passwordSecret();

        /** The most connections that are open at once, from 1 up. */
        @WithDefault("10")
        int connections();

        /** How long runs, steps and ended drift are kept, at least 1h. */
        @WithDefault("90d")
        Duration retention();

        /** The most runs and ended drifts that are kept of each tenant, from 1 up. */
        @WithName("retention-count")
        @WithDefault("1000")
        int retentionCount();
    }

    /** How Qlik Cloud is spoken to. */
    interface Qlik {
        /** Sends every Qlik host to this address, for a simulator; plain http only to loopback. */
        Optional<URI> route();

        /** The part of Qlik's published limits that is used, above 0 and at most 1. */
        @WithDefault("0.8")
        double share();

        /** The most requests in flight, from 1 up. */
        @WithDefault("16")
        int concurrency();

        /** The most requests in flight to one tenant, from 1 up. */
        @WithName("concurrency-per-tenant")
        @WithDefault("4")
        int concurrencyPerTenant();

        /** How many apps Qlik lets one tenant import in a day, from 1 up; 300 is what its smaller editions allow. */
        @WithName("imports-per-day")
        @WithDefault("300")
        int importsPerDay();

        /** The longest that Qlik may be silent before a request counts as unanswered, from 1 s to 10 min. */
        @WithDefault("60s")
        Duration timeout();

        /** The id of the scope behind Public link creation, which Qlik does not publish. */
        @WithName("public-link-scope")
        Optional<String> publicLinkScope();

        /** The addresses and CIDR ranges, IPv4, from which Truekeel reaches Qlik; IP policies must let them in. */
        Optional<List<String>> egress();
    }

    /** The network between us and the world, for Git and Qlik alike. */
    interface Http {
        /** A proxy, {@code http://host:port}. */
        Optional<URI> proxy();

        /** Certificates in PEM form that are trusted besides Java's own. */
        @WithName("ca-file")
        Optional<Path> caFile();
    }

    /** Where secrets' values come from. */
    interface Secrets {
        /** A folder with one file per secret; the environment variables {@code TRUEKEEL_SECRET_…} come second. */
        Optional<Path> dir();

        /** A file with age identities, one per line, that open the SOPS files of the repository. */
        @WithName("age-key-file")
        Optional<Path> ageKeyFile();

        /**
         * A file with the key that secrets are digested with; without it a key is made in {@code truekeel.data.dir}.
         */
        @WithName("digest-key")
        Optional<Path> digestKey();

        /** Where secrets go that Qlik makes and shows once: {@code dir:} and a folder. */
        Optional<String> sink();
    }

    /** Who may use the page and the API. */
    interface Auth {
        /** {@code token}, {@code oidc}, or {@code none}, which binds both ports to loopback. */
        @WithDefault("token")
        Mode mode();

        /** The name of the secret that holds the tokens, one per line. */
        @WithName("tokens-secret")
        @WithDefault("truekeel-tokens")
        String tokensSecret();

        /** The ways to prove who one is. */
        enum Mode {
            TOKEN,
            OIDC,
            NONE
        }
    }

    /** The demonstration. */
    interface Demo {
        /** The loopback port of the simulator's HTTP, 0 for a free one. */
        @WithName("simulator-port")
        @WithDefault("8090")
        int simulatorPort();
    }

    /** The loop. */
    interface Reconcile {
        /** Used instead of every tenant's interval, for demonstrations and tests. */
        Optional<Duration> interval();

        /** How long drift is shown before it is removed, so that a scrape sees it; 0s for not at all. */
        @WithDefault("0s")
        Duration hold();

        /** The most tenants that run at the same time, from 1 up. */
        @WithDefault("16")
        int tenants();

        /** The most branches of one tenant's work that run at the same time, from 1 up. */
        @WithDefault("4")
        int branches();
    }
}
