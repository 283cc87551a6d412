package truekeel.simulator.resource;

import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** When a cron expression of five fields fires: minute, hour, day of month, month, day of week (0 and 7 are Sunday). */
record CronTimes(List<BitSet> fields) {
    private static final int[][] RANGES = {{0, 59}, {0, 23}, {1, 31}, {1, 12}, {0, 7}};
    private static final Duration HORIZON = Duration.ofDays(400);

    static Optional<CronTimes> parse(String text) {
        String[] parts = text.strip().split("\\s+", -1);
        if (parts.length != RANGES.length) {
            return Optional.empty();
        }
        List<BitSet> fields = new ArrayList<>();
        for (int i = 0; i < parts.length; i++) {
            BitSet allowed = new BitSet();
            for (String item : parts[i].split(",", -1)) {
                if (!add(allowed, item, RANGES[i])) {
                    return Optional.empty();
                }
            }
            fields.add(allowed);
        }
        if (fields.get(4).get(7)) {
            fields.get(4).set(0);
        }
        return Optional.of(new CronTimes(fields));
    }

    private static boolean add(BitSet allowed, String item, int[] range) {
        String[] step = item.split("/", -1);
        String[] ends = step[0].split("-", -1);
        boolean sound = (step[0].equals("*") || step[0].matches("\\d{1,2}(-\\d{1,2})?"))
                && (step.length == 1 || (step.length == 2 && step[1].matches("[1-9]\\d?")));
        if (!sound) {
            return false;
        }
        int from = step[0].equals("*") ? range[0] : Integer.parseInt(ends[0]);
        boolean open = step[0].equals("*") || (ends.length == 1 && step.length == 2);
        int to = open ? range[1] : Integer.parseInt(ends[ends.length - 1]);
        for (int value = from; value <= to; value += step.length == 2 ? Integer.parseInt(step[1]) : 1) {
            allowed.set(value);
        }
        return from >= range[0] && to <= range[1] && from <= to;
    }

    /** The first time after the given one; empty when there is none for more than a year. */
    Optional<ZonedDateTime> next(ZonedDateTime after) {
        ZonedDateTime last = after.plus(HORIZON);
        ZonedDateTime here = after.truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
        while (here.isBefore(last)) {
            if (!isDay(here)) {
                here = here.truncatedTo(ChronoUnit.DAYS).plusDays(1);
            } else if (!fields.get(1).get(here.getHour())) {
                here = here.truncatedTo(ChronoUnit.HOURS).plusHours(1);
            } else if (!fields.get(0).get(here.getMinute())) {
                here = here.plusMinutes(1);
            } else {
                return Optional.of(here);
            }
        }
        return Optional.empty();
    }

    private boolean isDay(ZonedDateTime here) {
        return fields.get(2).get(here.getDayOfMonth())
                && fields.get(3).get(here.getMonthValue())
                && fields.get(4).get(here.getDayOfWeek().getValue() % 7);
    }
}
