import assert from 'node:assert/strict';
import { test } from 'node:test';
import { admin, all, refused, sample } from './tenant.mjs';

const { apps, automations, scheduling, spaces, users, workflows } = admin();
const qvf = await sample('globex/files/open-data.qvf');

async function app(name) {
  const space = (await spaces.createSpace({ name, type: 'shared' })).data;
  return (await apps.importApp({ name, spaceId: space.id }, qvf)).data.attributes;
}

test('makes an automation, switches it off, replaces and copies it', async () => {
  const api = workflows.automations;

  const made = (await api.createAutomation({ name: 'Tell sales', workspace: {}, schedules: [{ interval: 3600 }] })).data;
  assert.equal(made.state, 'available');
  assert.equal((await api.disableAutomation(made.id)).status, 204);
  const changed = await api.updateAutomation(made.id, { name: 'Tell all', workspace: {}, maxConcurrentRuns: 2 });
  assert.equal(changed.data.name, 'Tell all');
  const shown = (await api.getAutomation(made.id, { noCache: true })).data;
  assert.equal(shown.state, 'disabled');
  assert.deepEqual(shown.schedules, []);
  const twin = (await api.copyAutomation(made.id, { name: 'Tell others' })).data;
  const { elements } = await all(api.getAutomations({ limit: 1 }, { noCache: true }));
  assert.deepEqual(elements.map((one) => one.id).sort(), [made.id, twin.id].sort());

  const old = await automations.getAutomation(made.id, { noCache: true });
  assert.equal(old.data.name, 'Tell all');
  assert.ok(old.headers.get('sunset'));
  for (const id of [made.id, twin.id]) {
    assert.equal((await api.deleteAutomation(id)).status, 204);
  }
  await refused(404, api.getAutomation(made.id, { noCache: true }));
});

test('keeps the parameters of a connection of automations to itself', async () => {
  const api = workflows.automationConnections;
  const params = [{ name: 'token', value: 'hush' }];

  const made = (await api.createAutomationConnection({ connectorId: 'slack', name: 'Slack', params })).data;
  const shown = (await api.getAutomationConnection(made.id, { noCache: true })).data;
  assert.equal(shown.isConnected, true);
  assert.equal(JSON.stringify(shown).includes('hush'), false);
  await refused(400, api.updateAutomationConnection(made.id, { params: [{ id: 'none', value: 'x' }] }));
  const me = (await users.getMyUser()).data;
  assert.equal((await api.changeOwnerAutomationConnection(made.id, { userId: me.id })).status, 204);
  await refused(400, api.changeOwnerAutomationConnection(made.id, { userId: 'nobody' }));

  assert.equal((await api.deleteAutomationConnection(made.id, {})).status, 204);
});

test('schedules a reload, which is off until it is switched on', async () => {
  const source = await app('Scheduled');
  const action = { functionRef: { refName: 'app.reload', arguments: { appId: source.id } } };
  const task = {
    name: 'Nightly',
    specVersion: '0.8',
    start: { schedule: { recurrence: 'RRULE:FREQ=DAILY', timezone: 'Europe/Stockholm' } },
    states: [{ name: 'reload', type: 'EVENT', onEvents: [{ eventRefs: [], actions: [action] }] }],
  };
  const api = scheduling.tasks;

  const made = (await api.createTaskWithoutQuery(task)).data;
  assert.equal(made.enabled, false);
  assert.equal(made.resourceId, source.id);
  await refused(400, api.createTaskWithoutQuery({ ...task, states: [] }), 'number');
  await api.patchTask(made.id, [{ op: 'replace', path: '/enabled', value: true }]);
  assert.equal((await api.getTask(made.id, { noCache: true })).data.enabled, true);
  await refused(404, api.getTaskLastRun(made.id, { noCache: true }), 'number');
  await api.startTask(made.id, {}, {});
  const { elements } = await all(api.getTaskRuns(made.id, {}, { noCache: true }));
  assert.equal(elements.length, 1);
  const listed = await all(api.getTasks({ resourceId: source.id }, { noCache: true }));
  assert.deepEqual(listed.elements.map((one) => one.name), ['Nightly']);

  assert.equal((await api.deleteTask(made.id)).status, 204);
  await apps.deleteApp(source.id);
});
