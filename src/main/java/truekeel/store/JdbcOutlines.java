package truekeel.store;

import java.time.Instant;
import java.util.Optional;

final class JdbcOutlines implements Outlines {
    private static final String PUT = """
            merge into outline as held
            using (select cast(:digest as varchar) as digest) as given on held.digest = given.digest
            when matched then update set content = :content, used = :used
            when not matched then insert (digest, content, used) values (:digest, :content, :used)
            """;
    private static final String PRUNE = """
            delete from outline where digest not in
                (select digest from outline order by used desc, digest fetch first %d rows only)
            """;

    private final Database database;

    JdbcOutlines(Database database) {
        this.database = database;
    }

    @Override
    public Optional<byte[]> find(String digest, Instant now) {
        Optional<byte[]> found =
                database.read(handle -> handle.createQuery("select content from outline where digest = :digest")
                        .bind("digest", digest)
                        .mapTo(byte[].class)
                        .findFirst());
        if (found.isPresent()) {
            database.write(handle -> handle.createUpdate("update outline set used = :used where digest = :digest")
                    .bind("digest", digest)
                    .bind("used", Columns.time(now))
                    .execute());
        }
        return found;
    }

    @Override
    public void put(String digest, byte[] outline, Instant now) {
        database.write(handle -> handle.createUpdate(PUT)
                .bind("digest", digest)
                .bind("content", outline)
                .bind("used", Columns.time(now))
                .execute());
    }

    @Override
    public int prune(int most) {
        return database.write(
                handle -> handle.createUpdate(PRUNE.formatted(most)).execute());
    }
}
