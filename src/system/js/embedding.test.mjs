import assert from 'node:assert/strict';
import { test } from 'node:test';
import { admin, all, refused } from './tenant.mjs';

const { webIntegrations, cspOrigins } = admin();

test('makes, patches and pages web integrations', async () => {
  const made = [];
  for (let number = 0; number < 12; number += 1) {
    const created = await webIntegrations.createWebIntegration({ name: `Portal ${number}`, validOrigins: ['https://a.example'] });
    assert.equal(created.status, 201);
    made.push(created.data.id);
  }

  const origins = ['https://b.example', 'https://c.example:8443'];
  await webIntegrations.patchWebIntegration(made[0], [{ op: 'replace', path: '/validOrigins', value: origins }]);
  assert.deepEqual((await webIntegrations.getWebIntegration(made[0], { noCache: true })).data.validOrigins, origins);
  const { elements } = await all(webIntegrations.getWebIntegrations({ limit: 5 }, { noCache: true }));
  assert.deepEqual(elements.map((one) => one.id).sort(), [...made].sort());
  await refused(400, webIntegrations.createWebIntegration({ name: 'No origin', validOrigins: ['http://'] }));

  for (const id of made) {
    await webIntegrations.deleteWebIntegration(id);
  }
  webIntegrations.clearCache();
  await refused(404, webIntegrations.getWebIntegration(made[0]));
});

test('replaces a CSP origin as a whole', async () => {
  const entry = { name: 'fonts', origin: 'https://fonts.example', fontSrc: true, styleSrc: true };

  const made = (await cspOrigins.createCSPEntry(entry)).data;
  await cspOrigins.updateCSPEntry(made.id, { name: 'fonts', origin: 'https://fonts.example', fontSrc: true });

  const read = (await cspOrigins.getCSPEntry(made.id, { noCache: true })).data;
  assert.equal(read.fontSrc, true);
  assert.equal(read.styleSrc, false);
  assert.match((await cspOrigins.getCSPHeader({ noCache: true })).data['Content-Security-Policy'], /fonts\.example/);
  assert.equal((await cspOrigins.getCSPEntries({}, { noCache: true })).data.data.length, 1);
  await refused(400, cspOrigins.createCSPEntry({ name: 'none', origin: 'https://none.example' }));
  await cspOrigins.deleteCSPEntry(made.id);
});
