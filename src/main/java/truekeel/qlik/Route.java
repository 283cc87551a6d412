package truekeel.qlik;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.DnsResolver;

/**
 * One address for every host, so that a whole Qlik Cloud can stand elsewhere: the host keeps its name in the Host
 * header, in SNI and in the check of its certificate.
 */
final class Route {
    private final URI uri;
    private final InetAddress[] addresses;

    private Route(URI uri, InetAddress[] addresses) {
        this.uri = uri;
        this.addresses = addresses;
    }

    /** Throws {@link IllegalArgumentException} for an unknown host, and for plain http to another machine. */
    static Route of(URI uri) {
        try {
            InetAddress[] addresses = InetAddress.getAllByName(uri.getHost());
            for (InetAddress address : addresses) {
                if (uri.getScheme().equals("http") && !address.isLoopbackAddress()) {
                    throw new IllegalArgumentException("truekeel.qlik.route is plain http to " + uri.getHost()
                            + ", which would send tokens in clear over a network. Use https, or a loopback address.");
                }
            }
            return new Route(uri, addresses);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(
                    "truekeel.qlik.route names " + uri.getHost() + ", which is not known", e);
        }
    }

    String scheme() {
        return uri.getScheme();
    }

    int port() {
        if (uri.getPort() > 0) {
            return uri.getPort();
        }
        return uri.getScheme().equals("http") ? 80 : 443;
    }

    DnsResolver resolver() {
        return new DnsResolver() {
            @Override
            public InetAddress[] resolve(String host) {
                return addresses.clone();
            }

            @Override
            public String resolveCanonicalHostname(String host) {
                return host;
            }
        };
    }
}
