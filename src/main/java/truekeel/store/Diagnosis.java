package truekeel.store;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NotDirectoryException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Locale;
import java.util.Optional;
import org.h2.api.ErrorCode;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;

/**
 * Tells from a failure of a database what went wrong and what to do about it. The driver's own words are passed on only
 * in their first line: further lines may hold rows.
 *
 * @param place the database, as it may be shown
 */
record Diagnosis(String place) {
    private static final String NO_SPACE = "no space left";

    static Diagnosis of(String place) {
        return new Diagnosis(place);
    }

    StoreException of(Throwable failure) {
        StoreCode code = code(failure);
        return exception(code, failure);
    }

    /** A failure to open the pool; without an SQL failure beneath, the driver could not make sense of the URL. */
    StoreException opening(RuntimeException failure) {
        if (sqlCause(failure).isPresent()) {
            return of(failure);
        }
        // The pool's own words quote the URL, which may hold a password.
        return new StoreException(StoreCode.CONFIGURATION, sentence(StoreCode.CONFIGURATION, "the URL is malformed"));
    }

    /** A failure while the tables are brought up to date; the database's own trouble goes before ours. */
    StoreException migrating(Throwable failure) {
        StoreCode code = code(failure);
        return exception(code == StoreCode.FAILED ? StoreCode.MIGRATION_FAILED : code, failure);
    }

    StoreException exception(StoreCode code, Throwable failure) {
        // What wraps the driver's failure quotes the values that were bound.
        Throwable cause = sqlCause(failure).<Throwable>map(found -> found).orElse(failure);
        return new StoreException(code, sentence(code, firstLine(cause)), cause);
    }

    /** A failure of the file system where the database file or its lock lives. */
    StoreException file(IOException failure) {
        return new StoreException(fileCode(failure), sentence(fileCode(failure), firstLine(failure)), failure);
    }

    private static StoreCode fileCode(IOException failure) {
        if (failure instanceof FileAlreadyExistsException || failure instanceof NotDirectoryException) {
            return StoreCode.CONFIGURATION;
        }
        if (says(failure, NO_SPACE)) {
            return StoreCode.FULL;
        }
        boolean denied = failure instanceof AccessDeniedException || says(failure, "read-only file system");
        return denied ? StoreCode.READ_ONLY : StoreCode.CONFIGURATION;
    }

    private String sentence(StoreCode code, String detail) {
        return switch (code) {
            case LOCKED ->
                "The database " + place + " is in use by another process. Stop that process, or set"
                        + " truekeel.data.dir to another folder.";
            case CORRUPT ->
                "The database " + place + " is damaged or was not made by Truekeel (" + detail
                        + "). Put a backup in its place, or move it away: Truekeel then starts with an empty one and adopts"
                        + " again what it finds, without its history.";
            case UNREACHABLE ->
                "The database " + place + " does not answer (" + detail
                        + "). Check that it runs and can be reached from here.";
            case MIGRATION_FAILED ->
                "The tables of the database " + place + " could not be brought to the form this"
                        + " version needs (" + detail + "). Give Truekeel a schema of its own, or run the version that"
                        + " last used it.";
            case READ_ONLY ->
                "The database " + place + " cannot be written (" + detail
                        + "). Make it writable for the user that runs Truekeel, or name the primary server.";
            case FULL -> "There is no room left for the database " + place + ". Free some space and start again.";
            case CONFIGURATION ->
                "The database " + place + " cannot be used as configured (" + detail
                        + "). Check truekeel.database.url, its user and password, and truekeel.data.dir.";
            case CLOSED -> "The store was closed. Open it again to use it.";
            case FAILED -> "The database " + place + " refused a statement (" + detail + ").";
        };
    }

    private static StoreCode code(Throwable failure) {
        Optional<StoreCode> byFile = fileTrouble(failure);
        if (byFile.isPresent()) {
            return byFile.get();
        }
        Optional<SQLException> sql = sqlCause(failure);
        return sql.flatMap(Diagnosis::h2Code)
                .or(() -> sql.flatMap(Diagnosis::standardCode))
                .orElse(StoreCode.FAILED);
    }

    private static Optional<StoreCode> fileTrouble(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (says(cause, NO_SPACE)) {
                return Optional.of(StoreCode.FULL);
            }
            if (cause instanceof MVStoreException store && isDamage(store)) {
                return Optional.of(StoreCode.CORRUPT);
            }
        }
        return Optional.empty();
    }

    private static boolean isDamage(MVStoreException failure) {
        return failure.getErrorCode() == DataUtils.ERROR_FILE_CORRUPT
                || failure.getErrorCode() == DataUtils.ERROR_UNSUPPORTED_FORMAT
                || failure.getCause() instanceof EOFException;
    }

    private static Optional<StoreCode> h2Code(SQLException failure) {
        return switch (failure.getErrorCode()) {
            case ErrorCode.DATABASE_ALREADY_OPEN_1 -> Optional.of(StoreCode.LOCKED);
            case ErrorCode.FILE_CORRUPTED_1, ErrorCode.FILE_VERSION_ERROR_1 -> Optional.of(StoreCode.CORRUPT);
            case ErrorCode.DATABASE_IS_READ_ONLY, ErrorCode.FILE_CREATION_FAILED_1 -> Optional.of(StoreCode.READ_ONLY);
            case ErrorCode.DATABASE_IS_CLOSED -> Optional.of(StoreCode.CLOSED);
            case ErrorCode.IO_EXCEPTION_1, ErrorCode.IO_EXCEPTION_2 ->
                Optional.of(failure.getCause() instanceof EOFException ? StoreCode.CORRUPT : StoreCode.FAILED);
            default -> Optional.empty();
        };
    }

    /** By SQLSTATE, as PostgreSQL gives it; its first two characters are the class. */
    private static Optional<StoreCode> standardCode(SQLException failure) {
        String state = Optional.ofNullable(failure.getSQLState()).orElse("");
        return switch (state) {
            case "25006" -> Optional.of(StoreCode.READ_ONLY);
            case "53100" -> Optional.of(StoreCode.FULL);
            case "53300", "57P01", "57P02", "57P03" -> Optional.of(StoreCode.UNREACHABLE);
            case "3D000", "3F000", "42501" -> Optional.of(StoreCode.CONFIGURATION);
            case "XX001", "XX002" -> Optional.of(StoreCode.CORRUPT);
            default -> byClass(failure, state);
        };
    }

    private static Optional<StoreCode> byClass(SQLException failure, String state) {
        if (state.startsWith("08") || failure instanceof SQLTransientConnectionException) {
            return Optional.of(StoreCode.UNREACHABLE);
        }
        return state.startsWith("28") ? Optional.of(StoreCode.CONFIGURATION) : Optional.empty();
    }

    /** The innermost SQL failure: the pool wraps the driver's. */
    private static Optional<SQLException> sqlCause(Throwable failure) {
        Optional<SQLException> found = Optional.empty();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                found = Optional.of(sql);
            }
        }
        return found;
    }

    private static boolean says(Throwable failure, String words) {
        String reason = failure instanceof FileSystemException system ? system.getReason() : failure.getMessage();
        return reason != null && reason.toLowerCase(Locale.ROOT).contains(words);
    }

    private static String firstLine(Throwable failure) {
        String message = failure.getMessage();
        if (message == null || message.isBlank()) {
            return failure.getClass().getSimpleName();
        }
        String line = message.lines().findFirst().orElse("").strip();
        int statement = line.indexOf("; SQL statement:");
        return statement < 0 ? line : line.substring(0, statement);
    }
}
