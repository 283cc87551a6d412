package truekeel.store;

import java.time.Instant;
import truekeel.model.Revision;

/** When a tenant was last looked at, on its own clock, and which desired state it was compared with. */
public record LastLook(Revision revision, Instant at) {}
