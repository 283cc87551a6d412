import assert from 'node:assert/strict';
import { test } from 'node:test';
import { admin, all, refused } from './tenant.mjs';

const { spaces, connectivity, dataConnections, dataFiles, users } = admin();

async function space(name) {
  return (await spaces.createSpace({ name, type: 'shared' })).data;
}

function postgres(name, place, more = {}) {
  return {
    datasourceID: 'postgres',
    qName: name,
    space: place.id,
    connectionProperties: { host: 'db.example', database: 'sales', username: 'reader', password: 'hush' },
    ...more,
  };
}

function sheet(text) {
  return new Blob([text], { type: 'text/csv' });
}

test('makes, patches and deletes a connection, and never tells its password', async () => {
  const place = await space('Connections');
  const api = connectivity.dataConnections;

  const made = (await api.createDataConnection(postgres('Sales', place))).data;
  await refused(409, api.createDataConnection(postgres('Sales', place)));
  const patch = [{ op: 'replace', path: '/qName', value: 'Sold' }];
  assert.equal((await api.patchDataConnection(made.qID, {}, patch)).status, 204);
  const shown = (await api.getDataConnection(made.qID, { parseConnection: true }, { noCache: true })).data;
  assert.equal(shown.qName, 'Sold');
  assert.equal(JSON.stringify(shown).includes('hush'), false);
  await refused(400, api.getDataConnection('no-uuid', {}, { noCache: true }));
  const old = (await dataConnections.getDataConnection(made.qID, {}, { noCache: true })).data;
  assert.equal(old.qName, 'Sold');

  assert.equal((await api.deleteDataConnection(made.qID)).status, 204);
  await spaces.deleteSpace(place.id);
});

test('walks the connections of a space page by page', async () => {
  const place = await space('Many connections');
  const api = connectivity.dataConnections;
  for (let number = 0; number < 5; number += 1) {
    await api.createDataConnection(postgres(`Number ${number}`, place));
  }

  const { elements, sizes } = await all(
    api.getDataConnections({ spaceId: place.id, noDatafiles: true, limit: 2 }, { noCache: true }),
  );
  assert.deepEqual(sizes, [2, 2, 1]);
  assert.equal(new Set(elements.map((one) => one.qName)).size, 5);

  const outcome = await api.deleteDataConnections({ connections: elements.map((one) => ({ id: one.qID })) });
  assert.equal(outcome.status, 207);
  await spaces.deleteSpace(place.id);
});

test('knows what connections can be made to', async () => {
  const sources = (await connectivity.dataSources.getDataSources({}, { noCache: true })).data.dataSources;

  assert.ok(sources.length > 0);
});

test('stores a file in a space, replaces and moves it', async () => {
  const from = await space('Files');
  const to = await space('Other files');
  const place = (await dataFiles.getDataFilesConnections({ spaceId: from.id }, { noCache: true })).data.data[0];

  const Json = { name: 'plans/plan.csv', connectionId: place.id };
  const made = (await dataFiles.uploadDataFile({ File: sheet('month,amount'), Json })).data;
  assert.equal(made.size, 12);
  await refused(409, dataFiles.uploadDataFile({ File: sheet('x'), Json }));
  await refused(400, dataFiles.uploadDataFile({ File: sheet('x'), Json: { ...Json, name: 'plan.exe' } }));
  const longer = sheet('month,amount\njan,1');
  const again = await dataFiles.reuploadDataFile(made.id, { File: longer, Json: { ...Json, name: 'plan.csv' } });
  assert.equal(again.data.id, made.id);
  const { elements } = await all(dataFiles.getDataFiles({ connectionId: place.id }, { noCache: true }));
  assert.deepEqual(elements.map((one) => [one.name, one.size]), [['plan.csv', longer.size]]);

  assert.equal((await dataFiles.moveDataFile(made.id, { spaceId: to.id })).status, 204);
  const me = (await users.getMyUser()).data;
  assert.equal((await dataFiles.getDataFile(made.id, { noCache: true })).data.ownerId, me.id);
  assert.equal((await dataFiles.deleteDataFile(made.id)).status, 204);
  await refused(404, dataFiles.getDataFile(made.id, { noCache: true }));
  await spaces.deleteSpace(to.id);
});
