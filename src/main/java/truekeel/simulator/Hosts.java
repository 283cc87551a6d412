package truekeel.simulator;

import java.util.List;
import java.util.regex.Pattern;

/** The hostnames of Qlik Cloud. */
final class Hosts {
    static final String DOMAIN = ".qlikcloud.com";
    static final String CONSOLE = "console" + DOMAIN;

    /** All regions a certificate is made for. */
    static final List<String> REGIONS = List.of("us", "eu", "ap", "uk", "sg", "jp", "de", "se", "in");

    private static final Pattern TENANT =
            Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.[a-z]{2,8}\\.qlikcloud\\.com");

    private Hosts() {}

    static boolean isTenantName(String host) {
        return TENANT.matcher(host).matches() && !host.startsWith("register.");
    }

    static boolean isRegister(String host) {
        return host.startsWith("register.") && host.endsWith(DOMAIN) && REGIONS.contains(region(host));
    }

    /** The second label. */
    static String region(String host) {
        String[] labels = host.split("\\.", -1);
        return labels.length > 1 ? labels[1] : "";
    }
}
