import assert from 'node:assert/strict';
import { test } from 'node:test';
import { admin, host, refused, withKey } from './tenant.mjs';

test('signs in with a client and is the bot of that client', async () => {
  const me = await admin().users.getMyUser();

  assert.equal(me.data.subject, 'qlikbot\\sim-client');
  assert.ok(me.data.assignedRoles.some((role) => role.name === 'TenantAdmin'));
});

test('is refused the scope user_default, which the client of a region does not have', async () => {
  await refused(401, admin({ scope: undefined }).spaces.getSpaces({}));
});

test('is refused with a wrong secret', async () => {
  await refused(401, admin({ clientSecret: 'wrong' }).spaces.getSpaces({}));
});

test('works with a token in the place of an API key', async () => {
  const me = await withKey(process.env.SIMULATOR_TOKEN).users.getMyUser();

  assert.equal(me.data.subject, process.env.SIMULATOR_SUBJECT);
});

test('lets a person who is no admin do what people may, and no more', async () => {
  const person = withKey(process.env.SIMULATOR_TOKEN);

  assert.equal((await person.spaces.getSpaces({})).status, 200);
  await refused(403, person.roles.createRole({ name: 'Mine', assignedScopes: ['apps'] }));
  await refused(403, person.webIntegrations.createWebIntegration({ name: 'x', validOrigins: ['https://x.example'] }));
});

test('is refused with a key that nobody gave out', async () => {
  await refused(401, withKey('no-such-key').users.getMyUser());
});

test('is on the host that the tests mean', () => {
  assert.match(host, /\.qlikcloud\.com$/);
});
