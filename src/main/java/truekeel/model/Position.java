package truekeel.model;

import java.util.Comparator;

/** A place in a file of the desired state: path from the repository's root with {@code /}, line and column from 1. */
public record Position(String file, int line, int column) implements Comparable<Position> {
    private static final Comparator<Position> ORDER = Comparator.comparing(Position::file)
            .thenComparingInt(Position::line)
            .thenComparingInt(Position::column);

    public Position {
        if (line < 1 || column < 1) {
            throw new IllegalArgumentException("Lines and columns count from 1, not " + line + ":" + column);
        }
    }

    /** The file's first character, for a problem of the file as a whole. */
    public static Position startOf(String file) {
        return new Position(file, 1, 1);
    }

    @Override
    public int compareTo(Position other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
