package truekeel.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One licence: its seats and who holds them. All tenants of one key share it, so that any of them can exhaust it.
 * Thread-safe on its own, as several tenants' handlers meet here.
 */
public final class LicensePool {

    /** A seat somebody holds. */
    public record Seat(String subject, String type, String created, long number) {}

    private final String key;
    private final Map<String, Integer> units = new LinkedHashMap<>();
    private final Map<String, Seat> seats = new LinkedHashMap<>();
    private long last;

    LicensePool(String key) {
        this.key = key;
        units.put("professional", 50);
        units.put("analyzer", 500);
    }

    /** The signed key: a secret. */
    public String key() {
        return key;
    }

    /** Seats by allotment; -1 is without bound. */
    public synchronized Map<String, Integer> units() {
        return new LinkedHashMap<>(units);
    }

    public synchronized void units(String type, int count) {
        units.put(type, count);
    }

    public synchronized List<Seat> seats() {
        return new ArrayList<>(seats.values());
    }

    public synchronized long used(String type) {
        return seats.values().stream().filter(seat -> seat.type().equals(type)).count();
    }

    /** Numbers of the latest seats beyond an allotment that has shrunk. */
    public synchronized Set<Long> excess() {
        Set<Long> excess = new HashSet<>();
        Map<String, List<Long>> held = seats.values().stream()
                .collect(Collectors.groupingBy(Seat::type, Collectors.mapping(Seat::number, Collectors.toList())));
        held.forEach((type, numbers) -> {
            int all = units.getOrDefault(type, 0);
            if (all >= 0 && numbers.size() > all) {
                numbers.stream().sorted().skip(all).forEach(excess::add);
            }
        });
        return excess;
    }

    public synchronized Optional<Seat> seat(String subject, String type) {
        return Optional.ofNullable(seats.get(type + " " + subject));
    }

    /** Takes a seat; false when the allotment has none left or does not exist. An existing seat stays as it is. */
    public synchronized boolean take(String subject, String type, String created) {
        if (seat(subject, type).isPresent()) {
            return true;
        }
        int all = units.getOrDefault(type, 0);
        if (all >= 0 && used(type) >= all) {
            return false;
        }
        seats.put(type + " " + subject, new Seat(subject, type, created, ++last));
        return true;
    }

    /** Gives a seat back; false when nobody held it. */
    public synchronized boolean release(String subject, String type) {
        return seats.remove(type + " " + subject) != null;
    }

    synchronized ObjectNode dump() {
        ObjectNode json = Json.object();
        json.put("key", key);
        ObjectNode allotments = json.putObject("units");
        units.forEach(allotments::put);
        ArrayNode list = json.putArray("assignments");
        seats.values().forEach(seat -> list.addObject()
                .put("subject", seat.subject())
                .put("type", seat.type())
                .put("created", seat.created())
                .put("number", seat.number()));
        return json;
    }

    synchronized void load(JsonNode json) {
        if (json.has("units")) {
            units.clear();
            json.path("units")
                    .properties()
                    .forEach(entry -> units.put(entry.getKey(), entry.getValue().asInt()));
        }
        if (json.has("assignments")) {
            seats.clear();
            last = 0;
            for (JsonNode seat : json.path("assignments")) {
                long number = seat.path("number").asLong(last + 1);
                String subject = seat.path("subject").asText();
                String type = seat.path("type").asText();
                seats.put(
                        type + " " + subject,
                        new Seat(subject, type, seat.path("created").asText(), number));
                last = Math.max(last, number);
            }
        }
    }
}
