package truekeel.git;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;
import org.eclipse.jgit.transport.http.JDKHttpConnection;
import org.jspecify.annotations.Nullable;

/**
 * Makes the HTTP connections of Git and Git LFS, through the proxy and with the trusted certificates of the settings,
 * never those of the process. Remembers the last status for the explanation of failures.
 */
final class HttpLink implements HttpConnectionFactory {
    private final Proxy proxy;
    private final Optional<TrustManager[]> trust;
    private volatile int lastStatus;

    private HttpLink(Proxy proxy, Optional<TrustManager[]> trust) {
        this.proxy = proxy;
        this.trust = trust;
    }

    /** Throws {@link GitException} {@code CONFIGURATION} when the CA file cannot be used. */
    static HttpLink of(GitSettings.Network network) throws GitException {
        Optional<TrustManager[]> trust = network.caFile().isPresent()
                ? Optional.of(trust(network.caFile().get()))
                : Optional.empty();
        return new HttpLink(network.proxy().map(HttpLink::proxy).orElse(Proxy.NO_PROXY), trust);
    }

    static Proxy proxy(URI uri) {
        boolean socks = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT).startsWith("socks");
        int port = uri.getPort() > 0 ? uri.getPort() : socks ? 1080 : 3128;
        return new Proxy(
                socks ? Proxy.Type.SOCKS : Proxy.Type.HTTP, InetSocketAddress.createUnresolved(uri.getHost(), port));
    }

    /** The status of the last answer, 0 before the first. */
    int lastStatus() {
        return lastStatus;
    }

    void forgetStatus() {
        lastStatus = 0;
    }

    @Override
    public HttpConnection create(URL url) throws IOException {
        return create(url, Proxy.NO_PROXY);
    }

    /** The proxy that JGit would take from the process is ignored. */
    @Override
    public HttpConnection create(URL url, @Nullable Proxy ofTheProcess) throws IOException {
        Connection connection = new Connection(url, proxy);
        if (trust.isPresent() && url.getProtocol().equals("https")) {
            try {
                connection.configure(null, trust.get(), null);
            } catch (GeneralSecurityException e) {
                throw new IOException("The trusted certificates could not be put to use", e);
            }
        }
        return connection;
    }

    private static TrustManager[] trust(Path caFile) throws GitException {
        try (InputStream pem = Files.newInputStream(caFile)) {
            Collection<? extends Certificate> own =
                    CertificateFactory.getInstance("X.509").generateCertificates(pem);
            if (own.isEmpty()) {
                throw new GeneralSecurityException("there is no certificate in it");
            }
            KeyStore anchors = KeyStore.getInstance(KeyStore.getDefaultType());
            anchors.load(null, null);
            int count = 0;
            for (X509Certificate certificate : platformAnchors()) {
                anchors.setCertificateEntry("platform-" + count++, certificate);
            }
            for (Certificate certificate : own) {
                anchors.setCertificateEntry("own-" + count++, certificate);
            }
            return managers(anchors);
        } catch (IOException | GeneralSecurityException e) {
            throw new GitException(
                    GitCode.CONFIGURATION,
                    "The CA file '" + caFile + "' cannot be used: " + e.getMessage()
                            + ". It must hold certificates in PEM form.",
                    e);
        }
    }

    private static X509Certificate[] platformAnchors() throws GeneralSecurityException {
        for (TrustManager manager : managers(null)) {
            if (manager instanceof X509TrustManager x509) {
                return x509.getAcceptedIssuers();
            }
        }
        return new X509Certificate[0];
    }

    private static TrustManager[] managers(@Nullable KeyStore anchors) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(anchors);
        return factory.getTrustManagers();
    }

    private final class Connection extends JDKHttpConnection {
        Connection(URL url, Proxy proxy) throws IOException {
            super(url, proxy);
        }

        @Override
        public int getResponseCode() throws IOException {
            int status = super.getResponseCode();
            lastStatus = status;
            return status;
        }
    }

    /** Whether an answer of this status could be due to who asked. */
    static boolean isDenied(int status) {
        return status == HttpURLConnection.HTTP_UNAUTHORIZED || status == HttpURLConnection.HTTP_FORBIDDEN;
    }
}
