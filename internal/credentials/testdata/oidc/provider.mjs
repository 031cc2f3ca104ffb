// A certified OpenID provider on a free port of this machine, for the tests of
// logging in. It prints its address on the first line of the standard output and
// ends with its standard input.
import http from 'node:http';
import { Provider } from 'oidc-provider';

const server = http.createServer();
await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
const issuer = `http://127.0.0.1:${server.address().port}`;

const native = {
  application_type: 'native', // any port of this machine may be come back to (RFC 8252)
  redirect_uris: ['http://127.0.0.1/callback'],
  grant_types: ['authorization_code', 'refresh_token'],
  response_types: ['code'],
};
const provider = new Provider(issuer, {
  clients: [
    { ...native, client_id: 'confidential', client_secret: 'canary-oidc-client-secret', token_endpoint_auth_method: 'client_secret_post' },
    { ...native, client_id: 'public', token_endpoint_auth_method: 'none' },
  ],
  features: { devInteractions: { enabled: true }, revocation: { enabled: true }, introspection: { enabled: true } },
  pkce: { required: () => true },
  rotateRefreshToken: true,
  ttl: { AccessToken: 60, AuthorizationCode: 60, IdToken: 60, Grant: 3600, Interaction: 600, Session: 3600, RefreshToken: 3600 },
});
server.on('request', provider.callback());
console.log(issuer);
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
