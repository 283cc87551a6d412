import assert from 'node:assert/strict';
import { test } from 'node:test';
import { admin, all, refused } from './tenant.mjs';

const { glossaries, spaces } = admin();
const space = (await spaces.createSpace({ name: 'Words', type: 'shared' })).data;

test('makes a glossary with categories and terms, and verifies a term', async () => {
  const made = (await glossaries.createGlossary({ name: 'Finance', spaceId: space.id, tags: ['money'] })).data;
  const category = (await glossaries.createGlossaryCategory(made.id, { name: 'Income' })).data;
  await refused(400, glossaries.createGlossaryCategory(made.id, { name: 'Income' }));
  const term = (await glossaries.createGlossaryTerm(made.id, { name: 'Margin', categories: [category.id] })).data;
  const relatesTo = [{ type: 'isA', termId: term.id }];
  const other = (await glossaries.createGlossaryTerm(made.id, { name: 'Net margin', relatesTo })).data;
  const verified = await glossaries.changeGlossaryTermStatus(made.id, term.id, { status: 'verified' });
  assert.equal(verified.data.status.type, 'verified');
  const patch = [{ op: 'replace', path: '/abbreviation', value: 'NM' }];
  assert.equal((await glossaries.patchGlossaryTerm(made.id, other.id, patch)).status, 204);

  const { elements, sizes } = await all(glossaries.getGlossaryTerms(made.id, { limit: 1 }, { noCache: true }));
  assert.deepEqual(sizes, [1, 1]);
  assert.deepEqual(elements.map((one) => [one.name, one.abbreviation]), [['Margin', ''], ['Net margin', 'NM']]);
  assert.equal((await glossaries.deleteGlossaryCategory(made.id, category.id)).status, 204);
  assert.deepEqual((await glossaries.getGlossaryTerm(made.id, term.id, { noCache: true })).data.categories, []);

  assert.equal((await glossaries.deleteGlossary(made.id)).status, 204);
  await refused(404, glossaries.getGlossary(made.id, { noCache: true }));
});

test('exports a glossary, and imports it as another', async () => {
  const made = (await glossaries.createGlossary({ name: 'Exported', spaceId: space.id })).data;
  const category = (await glossaries.createGlossaryCategory(made.id, { name: 'Income' })).data;
  await glossaries.createGlossaryTerm(made.id, { name: 'Margin', categories: [category.id] });

  const document = (await glossaries.exportGlossary(made.id, { noCache: true })).data;
  const twin = (await glossaries.importGlossary({ spaceId: space.id }, { ...document, name: 'Imported' })).data;

  assert.notEqual(twin.id, made.id);
  const { elements } = await all(glossaries.getGlossaryTerms(twin.id, {}, { noCache: true }));
  assert.equal(elements[0].name, 'Margin');
  assert.equal(elements[0].categories.length, 1);
  assert.notEqual(elements[0].categories[0], category.id);
  for (const id of [made.id, twin.id]) {
    await glossaries.deleteGlossary(id);
  }
});
