// Leads every TLS connection to the simulator's port on this machine. Names stay as they are: in URLs, in Host headers, in
// the handshake and in the check of the certificate, so that the client believes it speaks to the real service.
import tls from 'node:tls';

const connect = tls.connect;
tls.connect = (options, ...rest) =>
  connect({ ...options, host: '127.0.0.1', port: Number(process.env.SIMULATOR_TLS_PORT) }, ...rest);
