package truekeel.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.statement.StatementContext;
import truekeel.model.KindName;
import truekeel.model.NaturalKey;
import truekeel.model.Owned;
import truekeel.model.ResourceRef;
import truekeel.model.TenantName;

final class JdbcInventory implements Inventory {
    private static final String PUT = """
            merge into inventory as held
            using (select cast(:tenant as varchar) as tenant, cast(:kind as varchar) as kind,
                          cast(:name as varchar) as name) as given
            on held.tenant = given.tenant and held.kind = given.kind and held.name = given.name
            when matched then update set natural_key = :key, live_id = :liveId, applied_digest = :appliedDigest,
                secret_digests = :secretDigests, artefact_hash = :artefactHash, origin = :origin, facts = :facts,
                since = :since
            when not matched then insert (tenant, kind, name, natural_key, live_id, applied_digest, secret_digests,
                artefact_hash, origin, facts, since)
                values (:tenant, :kind, :name, :key, :liveId, :appliedDigest, :secretDigests, :artefactHash, :origin,
                :facts, :since)
            """;
    private static final String REMOVE =
            "delete from inventory where tenant = :tenant and kind = :kind and name = :name";

    private final Database database;

    JdbcInventory(Database database) {
        this.database = database;
    }

    @Override
    public List<Owned> of(TenantName tenant) {
        return database.read(handle -> handle
                .createQuery("select * from inventory where tenant = :tenant")
                .bind("tenant", tenant.value())
                .map(this::owned)
                .stream()
                // Databases sort by their own collation.
                .sorted((one, other) -> one.ref().compareTo(other.ref()))
                .toList());
    }

    @Override
    public void put(TenantName tenant, Owned owned) {
        int written = database.write(handle -> handle.createUpdate(PUT)
                .bind("tenant", tenant.value())
                .bind("kind", owned.ref().kind().value())
                .bind("name", Columns.text(owned.ref().name()))
                .bind("key", ValueJson.writeTexts(owned.key().parts()))
                .bind("liveId", Columns.text(owned.liveId()))
                .bind("appliedDigest", owned.appliedDigest())
                .bind("secretDigests", ValueJson.writeTexts(owned.secretDigests()))
                .bind("artefactHash", Columns.text(owned.artefactHash()))
                .bind("origin", owned.origin().word())
                .bind("facts", ValueJson.write(owned.facts()))
                .bind("since", Columns.time(owned.since()))
                .execute());
        if (written != 1) {
            throw new IllegalStateException(
                    "Writing " + owned.ref() + " changed " + written + " rows. This is a bug in Truekeel.");
        }
    }

    @Override
    public void remove(TenantName tenant, ResourceRef ref) {
        int removed = database.write(handle -> handle.createUpdate(REMOVE)
                .bind("tenant", tenant.value())
                .bind("kind", ref.kind().value())
                .bind("name", Columns.text(ref.name()))
                .execute());
        if (removed > 1) {
            throw new IllegalStateException(
                    "Removing " + ref + " hit " + removed + " rows. This is a bug in Truekeel.");
        }
    }

    private Owned owned(ResultSet row, StatementContext context) throws SQLException {
        Map<String, String> keyParts = ValueJson.readTexts(row.getString("natural_key"));
        return new Owned(
                Columns.ref(row),
                NaturalKey.of(KindName.of(row.getString("kind")), keyParts),
                row.getString("live_id"),
                row.getString("applied_digest"),
                ValueJson.readTexts(row.getString("secret_digests")),
                Columns.maybeText(row, "artefact_hash"),
                Owned.Origin.parse(row.getString("origin")),
                ValueJson.readFields(row.getString("facts")),
                Columns.time(row, "since"));
    }
}
