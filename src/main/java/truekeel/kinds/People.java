package truekeel.kinds;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import truekeel.kinds.Sightings.Sighting;
import truekeel.model.KindName;
import truekeel.qlik.Identity;

/** What people are called, as far as a survey met them; nobody is asked for. */
public final class People {
    private static final KindName USER = KindName.of("User");
    private static final List<String> NAMES = List.of("email", "name", "subject");
    /** The subject of the user that stands for an OAuth client; their names are all alike. */
    private static final String BOT = "qlikbot\\";

    private final Sightings sightings;
    private final Identity ourselves;

    public People(Survey survey, Identity ourselves) {
        this.sightings = survey.sightings();
        this.ourselves = ourselves;
    }

    /** The e-mail address, else the name, else the subject, else the id itself; of an OAuth client the subject. */
    public String called(String id) {
        if (id.equals(ourselves.userId())) {
            return ourselves.subject();
        }
        return seen().filter(user -> user.id().equals(id))
                .flatMap(People::names)
                .flatMap(Optional::stream)
                .filter(name -> !name.isBlank())
                .findFirst()
                .orElse(id);
    }

    private static Stream<Optional<String>> names(Seen user) {
        Optional<String> bot = user.spec().text("subject").filter(subject -> subject.startsWith(BOT));
        return Stream.concat(
                Stream.of(bot), NAMES.stream().map(field -> user.spec().text(field)));
    }

    private Stream<Seen> seen() {
        Sighting observed = sightings.byKind().getOrDefault(USER, new Sighting(List.of(), ""));
        return Stream.concat(observed.seen().stream(), sightings.lookedUp().getOrDefault(USER, List.of()).stream());
    }
}
