package truekeel.simulator.resource;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The three types of space, with the roles that may be given in each and to shares of its apps. */
enum SpaceType {
    SHARED("shared", "consumer dataconsumer facilitator producer codeveloper", "consumer"),
    MANAGED(
            "managed",
            "consumer contributor basicconsumer dataconsumer facilitator operator publisher",
            "basicconsumer consumer contributor"),
    DATA("data", "consumer dataconsumer facilitator operator producer publisher datapreview", "");

    /** Every role word of the service, whatever the type. */
    static final List<String> ROLES = List.of(
            "consumer",
            "contributor",
            "dataconsumer",
            "datapreview",
            "facilitator",
            "operator",
            "producer",
            "publisher",
            "basicconsumer",
            "codeveloper");

    private final String word;
    private final String roles;
    private final String shareRoles;

    SpaceType(String word, String roles, String shareRoles) {
        this.word = word;
        this.roles = roles;
        this.shareRoles = shareRoles;
    }

    /** The type as the service writes it, or empty for any other word. */
    static Optional<SpaceType> of(String word) {
        return Arrays.stream(values()).filter(type -> type.word.equals(word)).findFirst();
    }

    static List<String> words() {
        return Arrays.stream(values()).map(SpaceType::word).toList();
    }

    String word() {
        return word;
    }

    /** Roles that a member may have, in the service's order. */
    List<String> roles() {
        return List.of(roles.split(" ", -1));
    }

    /** Roles that a share of one app may have; empty where apps cannot be shared. */
    List<String> shareRoles() {
        return shareRoles.isEmpty() ? List.of() : List.of(shareRoles.split(" ", -1));
    }
}
