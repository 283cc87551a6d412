package truekeel.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jdbi.v3.core.argument.Argument;
import truekeel.model.ResourceRef;

/** How values stand in columns, the same on every database. */
final class Columns {
    private static final char REPLACEMENT = '\uFFFD';

    private Columns() {}

    /** Bound as a time with zone: a {@code Timestamp} would be ambiguous in the hour when summer time ends. */
    static Argument time(Instant time) {
        OffsetDateTime value = Micros.of(time).atOffset(ZoneOffset.UTC);
        return (position, statement, context) -> statement.setObject(position, value);
    }

    static Argument time(Optional<Instant> time) {
        return time.map(Columns::time)
                .orElse((position, statement, context) -> statement.setNull(position, Types.TIMESTAMP_WITH_TIMEZONE));
    }

    static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static Optional<Instant> maybeTime(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    static Argument text(Optional<String> text) {
        return text.<Argument>map(value -> {
                    String clean = text(value);
                    return (position, statement, context) -> statement.setString(position, clean);
                })
                .orElse((position, statement, context) -> statement.setNull(position, Types.VARCHAR));
    }

    static Optional<String> maybeText(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    static ResourceRef ref(ResultSet row) throws SQLException {
        return ResourceRef.of(row.getString("kind"), row.getString("name"));
    }

    /** PostgreSQL takes neither the NUL character nor half a surrogate pair, and Qlik's names may hold both. */
    static String text(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints()
                .map(point -> point == 0 || isHalf(point) ? REPLACEMENT : point)
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }

    private static boolean isHalf(int point) {
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    }
}
