package truekeel.qlik;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.DefaultSchemePortResolver;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** Builds the HTTP client: nothing automatic in it, since repetition, redirects and tokens are decided above. */
final class Wiring {
    private static final String SENT = "truekeel.sent";
    /** A connection idle for longer is looked at before it is used, so that few requests meet a closed one. */
    private static final TimeValue IDLE = TimeValue.ofSeconds(1);

    private final HttpSettings settings;
    private final Optional<Route> route;

    Wiring(HttpSettings settings) {
        this.settings = settings;
        this.route = settings.route().map(Route::of);
    }

    String scheme() {
        return route.map(Route::scheme).orElse("https");
    }

    /** Whether the first byte of the request may have left. */
    static boolean wasSent(HttpContext context) {
        return Boolean.TRUE.equals(context.getAttribute(SENT));
    }

    CloseableHttpClient client() {
        HttpClientBuilder builder = HttpClients.custom()
                .setConnectionManager(connections())
                .setRequestExecutor(new Marking())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(Timeout.of(settings.deadlines().response()))
                        .setConnectionRequestTimeout(
                                Timeout.of(settings.deadlines().connect()))
                        .build())
                .setUserAgent("truekeel")
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching();
        route.ifPresent(way -> builder.setSchemePortResolver(host -> way.port()));
        if (route.isEmpty()) {
            settings.proxy().ifPresent(proxy -> useProxy(builder, proxy));
        }
        return builder.build();
    }

    private PoolingHttpClientConnectionManager connections() {
        ConnectionConfig config = ConnectionConfig.custom()
                .setConnectTimeout(Timeout.of(settings.deadlines().connect()))
                .setSocketTimeout(Timeout.of(settings.deadlines().response()))
                .setValidateAfterInactivity(IDLE)
                .setTimeToLive(TimeValue.ofMinutes(5))
                .build();
        PoolingHttpClientConnectionManagerBuilder builder = PoolingHttpClientConnectionManagerBuilder.create()
                .setTlsSocketStrategy(new DefaultClientTlsStrategy(Trust.context(settings.caFile())))
                .setDefaultConnectionConfig(config)
                .setMaxConnTotal(settings.sizes().connections())
                .setMaxConnPerRoute(settings.sizes().perHost());
        builder.setDnsResolver(route.map(Route::resolver).orElse(SystemDefaultDnsResolver.INSTANCE));
        builder.setSchemePortResolver(
                host -> route.map(Route::port).orElseGet(() -> DefaultSchemePortResolver.INSTANCE.resolve(host)));
        return builder.build();
    }

    private static void useProxy(HttpClientBuilder builder, URI uri) {
        HttpHost proxy = new HttpHost(uri.getScheme(), uri.getHost(), uri.getPort());
        builder.setProxy(proxy);
        if (uri.getUserInfo() != null) {
            String[] parts = uri.getUserInfo().split(":", 2);
            BasicCredentialsProvider credentials = new BasicCredentialsProvider();
            credentials.setCredentials(
                    new AuthScope(proxy),
                    new UsernamePasswordCredentials(parts[0], parts.length < 2 ? new char[0] : parts[1].toCharArray()));
            builder.setDefaultCredentialsProvider(credentials);
        }
    }

    /** Leaves a mark when a connection stands and the request begins to go out on it. */
    private static final class Marking extends HttpRequestExecutor {
        @Override
        public ClassicHttpResponse execute(
                ClassicHttpRequest request,
                HttpClientConnection connection,
                HttpResponseInformationCallback informed,
                HttpContext context)
                throws IOException, HttpException {
            if (!Method.CONNECT.isSame(request.getMethod())) {
                context.setAttribute(SENT, true);
            }
            return super.execute(request, connection, informed, context);
        }
    }
}
