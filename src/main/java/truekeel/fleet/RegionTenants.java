package truekeel.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import truekeel.fleet.Candidate.Holding;
import truekeel.model.TenantName;
import truekeel.qlik.AccessOperations;
import truekeel.qlik.QlikException;
import truekeel.qlik.QlikRequest;
import truekeel.qlik.QlikTenant;
import truekeel.qlik.TenantOperations;
import truekeel.store.TenantCreation;
import truekeel.store.TenantCreations;

/**
 * Looks up which tenants of a region nobody declares. What one look found serves others for a while: since then only
 * our own creates made tenants that planned, and those are recorded.
 */
final class RegionTenants {
    private static final Duration FRESH = Duration.ofSeconds(30);
    private static final Set<String> GONE = Set.of("disabled", "deleted");

    private final TenantCreations creations;
    private final InstantSource clock;
    private final Map<String, Listing> listings = new ConcurrentHashMap<>();
    /** Many documents of one commit ask at once, and one answer serves them all. */
    private final Map<String, ReentrantLock> readers = new ConcurrentHashMap<>();
    /** Tenants in which people were found; they do not become empty again in a way that matters. */
    private final Map<String, Holding> inhabited = new ConcurrentHashMap<>();

    /** What the organisation API listed, when by our clock and when by Qlik's. */
    private record Listing(Instant read, Instant at, List<JsonNode> rows) {}

    RegionTenants(TenantCreations creations, InstantSource clock) {
        this.creations = creations;
        this.clock = clock;
    }

    /**
     * The undeclared live tenants of the site's region; empty without credentials for the organisation API. Throws a
     * {@link QlikException} when the list cannot be read to its end.
     *
     * @param open the document's own open create: then only what is younger is looked into
     */
    Optional<CreateDecision.RegionView> view(Site site, Optional<TenantCreation> open) {
        return site.hosts().console().map(console -> {
            Listing listing = open.isPresent() ? read(site, console) : known(site, console);
            return new CreateDecision.RegionView(listing.at(), candidates(site, open, listing));
        });
    }

    /** What was listed before this does not count any more. */
    void forget(Site site) {
        listings.remove(site.region());
    }

    private Listing known(Site site, QlikTenant console) {
        ReentrantLock one = readers.computeIfAbsent(site.region(), region -> new ReentrantLock());
        one.lock();
        try {
            return Optional.ofNullable(listings.get(site.region()))
                    .filter(listing -> listing.read().plus(FRESH).isAfter(clock.instant()))
                    .orElseGet(() -> read(site, console));
        } finally {
            one.unlock();
        }
    }

    private Listing read(Site site, QlikTenant console) {
        Instant begun = clock.instant();
        List<JsonNode> rows = console.list(QlikRequest.of(TenantOperations.GET_ORGANISATION_TENANTS));
        Listing listing = new Listing(begun, console.clock().instant(), rows);
        listings.put(site.region(), listing);
        return listing;
    }

    private List<Candidate> candidates(Site site, Optional<TenantCreation> open, Listing listing) {
        List<TenantCreation> all = creations.all();
        Set<String> held = new HashSet<>(site.hosts().declared());
        all.stream()
                .filter(creation -> site.hosts().hasDocument(creation.tenant()))
                .forEach(creation -> creation.hostname().ifPresent(held::add));
        Map<String, TenantName> orphans = all.stream()
                .filter(creation -> !site.hosts().hasDocument(creation.tenant()))
                .filter(creation -> creation.hostname().isPresent())
                .collect(Collectors.toMap(
                        creation -> creation.hostname().orElseThrow(), TenantCreation::tenant, (one, same) -> one));
        List<Candidate> candidates = new ArrayList<>();
        for (JsonNode row : listing.rows()) {
            List<String> hostnames = hostnames(row);
            boolean counts = !hostnames.isEmpty()
                    && isIn(site.region(), row, hostnames.get(0))
                    && !GONE.contains(row.path("status").asText().toLowerCase(Locale.ROOT))
                    && hostnames.stream().noneMatch(held::contains);
            if (counts) {
                candidates.add(candidate(site, open, row, hostnames, orphans));
            }
        }
        return candidates;
    }

    private Candidate candidate(
            Site site,
            Optional<TenantCreation> open,
            JsonNode row,
            List<String> hostnames,
            Map<String, TenantName> orphans) {
        Candidate unseen = new Candidate(
                row.path("id").asText(),
                row.path("name").asText(),
                hostnames,
                time(row.path("createdAt").asText()),
                Holding.UNSEEN,
                Optional.ofNullable(orphans.get(hostnames.get(0))));
        boolean tooOld = open.filter(
                        creation -> !unseen.mayBeMadeAfter(creation.attempted().minus(CreateDecision.SKEW)))
                .isPresent();
        Holding holding = tooOld ? Holding.PEOPLE : holding(site, unseen.hostname());
        return new Candidate(unseen.id(), unseen.name(), hostnames, unseen.createdAt(), holding, unseen.madeFor());
    }

    private static List<String> hostnames(JsonNode row) {
        List<String> names = new ArrayList<>();
        row.path("hostnames").forEach(name -> names.add(name.asText().toLowerCase(Locale.ROOT)));
        return names;
    }

    private static boolean isIn(String region, JsonNode row, String hostname) {
        return row.path("regionCode").asText().equalsIgnoreCase(region)
                || hostname.contains("." + region.toLowerCase(Locale.ROOT) + ".");
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    /** One list of users with the region's client, which every tenant of the region knows. */
    private Holding holding(Site site, String hostname) {
        Holding known = inhabited.get(hostname);
        if (known != null) {
            return known;
        }
        try {
            Holding found = site.hosts()
                    .neighbour(hostname)
                    .map(RegionTenants::inhabitants)
                    .orElse(Holding.UNSEEN);
            if (found == Holding.PEOPLE || found == Holding.PEOPLE_AFTER_BOT) {
                inhabited.put(hostname, found);
            }
            return found;
        } catch (QlikException unreadable) {
            return Holding.UNSEEN;
        }
    }

    private static Holding inhabitants(QlikTenant tenant) {
        Optional<Instant> bot = Optional.empty();
        Optional<Instant> person = Optional.empty();
        boolean people = false;
        for (JsonNode user : tenant.list(QlikRequest.of(AccessOperations.GET_USERS))) {
            Optional<Instant> since = time(user.path("createdAt").asText());
            if (isBot(user)) {
                bot = earlier(bot, since);
            } else {
                people = true;
                person = earlier(person, since);
            }
        }
        if (!people) {
            return Holding.BOTS;
        }
        boolean botFirst = bot.isPresent() && (person.isEmpty() || !person.get().isBefore(bot.get()));
        return botFirst ? Holding.PEOPLE_AFTER_BOT : Holding.PEOPLE;
    }

    private static Optional<Instant> earlier(Optional<Instant> one, Optional<Instant> other) {
        return one.isEmpty() || other.filter(one.get()::isAfter).isPresent() ? other : one;
    }

    private static boolean isBot(JsonNode user) {
        return !user.path("clientId").asText("").isBlank()
                || user.path("subject").asText().startsWith("qlikbot\\");
    }
}
