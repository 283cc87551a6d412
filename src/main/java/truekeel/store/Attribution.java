package truekeel.store;

import java.time.Instant;

/** Who changed an object by hand, as one of Qlik's audit events tells. The time is cut to microseconds. */
public record Attribution(String user, Instant time, String eventId) {
    public Attribution {
        time = Micros.of(time);
    }
}
