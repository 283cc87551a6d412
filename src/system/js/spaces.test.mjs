import assert from 'node:assert/strict';
import { test } from 'node:test';
import { admin, all, refused } from './tenant.mjs';

const { spaces, users, groups } = admin();

async function space(name, type = 'shared') {
  return (await spaces.createSpace({ name, type, description: `About ${name}` })).data;
}

test('makes, reads, patches and deletes a space', async () => {
  const made = await space('First');
  assert.equal(made.type, 'shared');

  const patched = await spaces.patchSpace(made.id, [{ op: 'replace', path: '/description', value: 'Other' }]);
  assert.equal(patched.data.description, 'Other');
  assert.equal((await spaces.getSpace(made.id)).data.name, 'First');

  assert.equal((await spaces.deleteSpace(made.id)).status, 204);
  spaces.clearCache();
  await refused(404, spaces.getSpace(made.id));
});

test('refuses a name that is taken in another type and case', async () => {
  const made = await space('Taken');

  const error = await refused(409, spaces.createSpace({ name: 'TAKEN', type: 'managed' }));

  assert.match(error.code, /Conflict/);
  await spaces.deleteSpace(made.id);
});

test('refuses what is outside the closed list of patches', async () => {
  const made = await space('Patched');

  await refused(400, spaces.patchSpace(made.id, [{ op: 'replace', path: '/type', value: 'managed' }]));

  await spaces.deleteSpace(made.id);
});

test('walks the pages to their end and back', async () => {
  const made = [];
  for (let number = 0; number < 23; number += 1) {
    made.push(await space(`Page ${String(number).padStart(2, '0')}`));
  }

  const { elements, sizes } = await all(spaces.getSpaces({ name: 'Page ', sort: '+name' }, { noCache: true }));
  assert.deepEqual(elements.map((one) => one.name), made.map((one) => one.name));
  assert.deepEqual(sizes, [10, 10, 3]);

  const second = await (await spaces.getSpaces({ name: 'Page ', sort: '+name' }, { noCache: true })).next();
  assert.equal((await second.prev()).data.data[0].name, 'Page 00');

  for (const one of made) {
    await spaces.deleteSpace(one.id);
  }
});

test('refuses a limit out of range', async () => {
  await refused(400, spaces.getSpaces({ limit: 1000 }, { noCache: true }));
});

test('gives members roles, once each', async () => {
  const made = await space('With members', 'managed');
  const user = (await users.createUser({ subject: 'auth0|member', name: 'Member', status: 'active' })).data;
  const group = (await groups.createGroup({ name: 'Readers', providerType: 'custom' })).data;

  const member = await spaces.createSpaceAssignment(made.id, { type: 'user', assigneeId: user.id, roles: ['consumer'] });
  assert.equal(member.status, 201);
  await spaces.createSpaceAssignment(made.id, { type: 'group', assigneeId: group.id, roles: ['consumer'] });
  await refused(409, spaces.createSpaceAssignment(made.id, { type: 'user', assigneeId: user.id, roles: ['publisher'] }));
  await refused(400, spaces.createSpaceAssignment(made.id, { type: 'user', assigneeId: user.id, roles: ['producer'] }));
  const updated = await spaces.updateSpaceAssignment(made.id, member.data.id, { roles: ['consumer', 'publisher'] });
  assert.deepEqual([...updated.data.roles].sort(), ['consumer', 'publisher']);
  const { elements } = await all(spaces.getSpaceAssignments(made.id, {}, { noCache: true }));
  assert.deepEqual(elements.map((one) => one.type).sort(), ['group', 'user']);
  await spaces.deleteSpaceAssignment(made.id, member.data.id);

  await spaces.deleteSpace(made.id);
  await groups.deleteGroup(group.id);
  await users.deleteUser(user.id);
});
