package truekeel.qlik;

/** Every tenant's client over one transport: shared connections, one limit for what is in flight. */
public final class QlikFleet {
    public QlikFleet(QlikSettings settings, Transport transport, Clockwork clockwork, QlikMetrics metrics) {}

    public QlikTenant tenant(TenantAccess access) {
        return new QlikTenant();
    }
}
