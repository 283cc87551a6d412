import assert from 'node:assert/strict';
import { test } from 'node:test';
import { admin, all, eventually, fixture, refused, sample } from './tenant.mjs';

const { apps, collections, spaces, users, items, extensions, themes, tempContents } = admin();
const qvf = await sample('globex/files/open-data.qvf');

async function joined(name, type, roles) {
  const space = (await spaces.createSpace({ name, type })).data;
  const me = (await users.getMyUser()).data;
  if (space.ownerId !== me.id) {
    await spaces.createSpaceAssignment(space.id, { type: 'user', assigneeId: me.id, roles });
  }
  return space;
}

async function published(source, space) {
  return eventually(async () => {
    try {
      return (await apps.publishApp(source.id, { spaceId: space.id, data: 'source' })).data.attributes;
    } catch (error) {
      assert.equal(error.status, 404, error.message); // a new space cannot be published to for a while
      return undefined;
    }
  });
}

test('imports, publishes and republishes an app, which keeps its id', async () => {
  const dev = await joined('Content Dev', 'shared', ['producer']);
  const prod = await joined('Content', 'managed', ['facilitator', 'publisher']);

  const source = (await apps.importApp({ name: 'Sales', spaceId: dev.id, mode: 'new' }, qvf)).data.attributes;
  const target = await published(source, prod);
  const again = await apps.republishApp(source.id, { targetId: target.id, data: 'target', checkOriginAppId: false });

  assert.notEqual(target.id, source.id);
  assert.equal(again.data.attributes.id, target.id);
  assert.equal((await apps.getAppInfo(target.id, { noCache: true })).data.attributes.spaceId, prod.id);
  await refused(412, spaces.deleteSpace(prod.id));
  await apps.updateAppInfo(source.id, { attributes: { name: 'Sales', description: 'What sold' } });
  assert.equal((await apps.getAppInfo(source.id, { noCache: true })).data.attributes.description, 'What sold');

  await apps.deleteApp(target.id);
  await apps.deleteApp(source.id);
});

test('shows apps in the index of items, later, page by page', async () => {
  const dev = await joined('Items Dev', 'shared', ['producer']);
  const made = [];
  for (let number = 0; number < 7; number += 1) {
    made.push((await apps.importApp({ name: `Indexed ${number}`, spaceId: dev.id }, qvf)).data.attributes.id);
  }

  const shown = await eventually(async () => {
    const { elements, sizes } = await all(
      items.getItems({ spaceId: dev.id, resourceType: 'app', limit: 3 }, { noCache: true }),
    );
    return elements.length === 7 ? { elements, sizes } : undefined;
  });

  assert.deepEqual(shown.sizes, [3, 3, 1]);
  assert.deepEqual(shown.elements.map((item) => item.resourceId).sort(), [...made].sort());
  assert.equal((await items.getItem(shown.elements[0].id)).data.resourceType, 'app');
  for (const id of made) {
    await apps.deleteApp(id);
  }
});

test('refuses an import into a managed space', async () => {
  const prod = await joined('No imports', 'managed', ['facilitator', 'publisher']);

  await assert.rejects(apps.importApp({ name: 'No', spaceId: prod.id }, qvf), (error) => error.status === 403);

  await spaces.deleteSpace(prod.id);
});

test('holds extensions and themes with the md5 of their archive', async () => {
  const archive = await fixture('kinds/extension/create/files/hello-ext.zip');

  const made = (await extensions.uploadExtension({ file: archive, data: JSON.stringify({ tags: ['portal'] }) })).data;
  assert.equal(made.name, 'hello-ext');
  assert.match(made.file.md5, /^[0-9a-f]{32}$/);
  // this service has a form of error of its own
  await assert.rejects(
    extensions.uploadExtension({ file: archive }),
    (error) => error.status === 409 && error.data.title === 'Conflict',
  );
  assert.ok((await extensions.getExtensions({ noCache: true })).data.data.some((one) => one.id === made.id));
  const bytes = (await extensions.downloadExtension('hello-ext', { noCache: true })).data;
  assert.equal((await bytes.arrayBuffer()).byteLength, archive.size);
  assert.equal((await extensions.deleteExtension(made.id)).status, 204);

  const theme = (await themes.uploadTheme({ file: await sample('templates/standard/files/corporate.zip') })).data;
  assert.equal((await themes.getTheme(theme.id, { noCache: true })).data.name, 'corporate');
  await themes.deleteTheme(theme.id);
});

test('keeps temporary content, and imports from it', async () => {
  const dev = await joined('Temporary Dev', 'shared', ['producer']);

  const upload = await tempContents.uploadTempFile({ filename: 'open-data.qvf', ttl: 600 }, qvf);
  const id = upload.headers.get('location').split('/').pop();
  assert.equal((await tempContents.getTempFileDetails(id)).data.Size, String(qvf.size));
  const app = (await apps.importApp({ name: 'From temporary', spaceId: dev.id, fileId: id }, undefined)).data.attributes;
  await refused(404, tempContents.getTempFileDetails('no-such-file'));

  await apps.deleteApp(app.id);
});

test('tags an app, and takes the tag away', async () => {
  const dev = await joined('Tags Dev', 'shared', ['producer']);
  const app = (await apps.importApp({ name: 'Tagged', spaceId: dev.id }, qvf)).data.attributes;
  const item = await eventually(
    async () => (await items.getItems({ resourceId: app.id, resourceType: 'app' }, { noCache: true })).data.data[0],
  );

  const tag = (await collections.createCollection({ name: 'portal', type: 'public' })).data;
  await refused(409, collections.createCollection({ name: 'portal', type: 'public' }));
  assert.equal((await collections.addCollectionItem(tag.id, { id: item.id })).status, 201);
  const { elements } = await all(collections.getCollectionItems(tag.id, {}, { noCache: true }));
  assert.deepEqual(elements.map((one) => one.resourceId), [app.id]);
  await refused(400, collections.patchCollection(tag.id, [{ op: 'replace', path: '/type', value: 'private' }]));
  assert.equal((await collections.deleteCollectionItem(tag.id, item.id)).status, 204);

  assert.equal((await collections.deleteCollection(tag.id)).status, 204);
  await apps.deleteApp(app.id);
});

test('shares a published app with a user, once', async () => {
  const dev = await joined('Shares Dev', 'shared', ['producer']);
  const prod = await joined('Shares', 'managed', ['facilitator', 'publisher']);
  const source = (await apps.importApp({ name: 'Shared', spaceId: dev.id }, qvf)).data.attributes;
  const app = await published(source, prod);
  const user = (await users.createUser({ subject: 'auth0|reader', name: 'Reader', status: 'active' })).data;
  const share = { type: 'user', assigneeId: user.id, resourceId: app.id, resourceType: 'app', roles: ['consumer'] };

  const made = (await spaces.createSpaceShare(prod.id, share)).data;
  await refused(409, spaces.createSpaceShare(prod.id, share));
  await refused(400, spaces.createSpaceShare(prod.id, { ...share, roles: ['producer'] }));
  await spaces.patchShare(prod.id, made.id, [{ op: 'replace', path: '/roles', value: ['contributor'] }]);
  const { elements } = await all(spaces.getSpaceShares(prod.id, {}, { noCache: true }));
  assert.deepEqual(elements.map((one) => [one.assigneeId, one.roles]), [[user.id, ['contributor']]]);
  assert.equal((await spaces.deleteSpaceShare(prod.id, made.id)).status, 204);

  await users.deleteUser(user.id);
  await apps.deleteApp(app.id);
  await apps.deleteApp(source.id);
});
