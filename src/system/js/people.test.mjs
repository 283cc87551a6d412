import assert from 'node:assert/strict';
import { test } from 'node:test';
import { admin, all, refused } from './tenant.mjs';

const { users, groups, roles, licenses } = admin();

test('makes users, finds them by filter, pages through them', async () => {
  const made = [];
  for (let number = 0; number < 25; number += 1) {
    made.push((await users.createUser({ subject: `auth0|many-${number}`, name: `Many ${number}`, status: 'active' })).data);
  }

  const found = await users.getUsers({ filter: 'subject eq "auth0|many-7"' }, { noCache: true });
  assert.deepEqual(found.data.data.map((user) => user.name), ['Many 7']);
  const { elements, sizes } = await all(
    users.filterUsers({ limit: 10 }, { filter: 'name co "Many "' }, { noCache: true }),
  );
  assert.equal(elements.length, 25);
  assert.deepEqual(sizes, [10, 10, 5]);
  await refused(409, users.createUser({ subject: 'auth0|many-7', name: 'Again' }));

  for (const user of made) {
    await users.deleteUser(user.id);
  }
});

test('patches a user within the closed list only', async () => {
  const user = (await users.createUser({ subject: 'auth0|patched', name: 'Before', status: 'active' })).data;

  assert.equal((await users.patchUser(user.id, [{ op: 'replace', path: '/name', value: 'After' }])).status, 204);
  assert.equal((await users.getUser(user.id, {}, { noCache: true })).data.name, 'After');
  await refused(400, users.patchUser(user.id, [{ op: 'replace', path: '/subject', value: 'other' }]));

  await users.deleteUser(user.id);
});

test('answers an invitation for each address by itself', async () => {
  const answer = await users.inviteUsers({ invitees: [{ email: 'new@acme.example' }, { email: 'no address' }] });

  assert.equal(answer.status, 207);
  assert.equal(answer.data.data.length, 2);
});

test('keeps groups unique, and changes custom ones', async () => {
  const group = (await groups.createGroup({ name: 'Stewards', providerType: 'custom' })).data;

  await refused(409, groups.createGroup({ name: 'Stewards', providerType: 'custom' }));
  const patched = await groups.patchGroup(group.id, [{ op: 'replace', path: '/description', value: 'Keepers' }]);
  assert.equal(patched.status, 204);
  const found = await groups.filterGroups({}, { filter: 'name eq "Stewards"' }, { noCache: true });
  assert.equal(found.data.data[0].description, 'Keepers');
  assert.ok((await groups.getGroupsSettings({ noCache: true })).data.systemGroups);

  assert.equal((await groups.deleteGroup(group.id)).status, 204);
});

test('makes a role with scopes, and keeps the built-in ones', async () => {
  const role = (await roles.createRole({ name: 'Report Author', description: 'Writes', assignedScopes: ['apps'] })).data;

  const names = (await all(roles.getRoles({ limit: 5 }, { noCache: true }))).elements.map((one) => one.name);
  assert.ok(names.includes('Report Author') && names.includes('TenantAdmin'));
  await roles.patchRole(role.id, [{ op: 'replace', path: '/description', value: 'Writes reports' }]);
  assert.equal((await roles.getRole(role.id, { noCache: true })).data.description, 'Writes reports');
  await refused(400, roles.createRole({ name: 'Wrong', assignedScopes: ['no.such.scope'] }));
  const builtIn = (await roles.getRoles({ filter: 'name eq "TenantAdmin"' }, { noCache: true })).data.data[0];
  await refused(403, roles.deleteRole(builtIn.id));

  await roles.deleteRole(role.id);
});

test('tells about the licence', async () => {
  const overview = await licenses.getLicenseOverview({ noCache: true });

  assert.ok(overview.data.allotments.length > 0);
});
