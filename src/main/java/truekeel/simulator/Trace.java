package truekeel.simulator;

/** What the gateway finds out about a request on its way, for the log. */
final class Trace {
    private String user = "";
    private String tier = "";

    void user(String name) {
        this.user = name;
    }

    void tier(String name) {
        this.tier = name;
    }

    String user() {
        return user;
    }

    String tier() {
        return tier;
    }
}
