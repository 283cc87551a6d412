// What every test needs: Qlik's client on one simulated tenant, and the files of the sample repository.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { createQlikApi } from '@qlik/api';

export const host = process.env.SIMULATOR_TENANT;

/** The client of a region's OAuth client, an admin of the tenant. The client asks for `user_default` unless told. */
export function admin(more = {}) {
  return createQlikApi({
    hostConfig: {
      authType: 'oauth2',
      host: `https://${host}`,
      clientId: 'sim-client',
      clientSecret: 'sim-secret',
      scope: 'admin_classic',
      noCache: true,
      ...more,
    },
  });
}

/** The client of somebody with an API key. */
export function withKey(apiKey) {
  return createQlikApi({ hostConfig: { authType: 'apikey', host: `https://${host}`, apiKey } });
}

/** A file of the sample repository, as the client takes bodies. */
export async function sample(file) {
  return new Blob([await readFile(path.join(process.env.SAMPLE_TENANTS, file))]);
}

/** A file of the tests' resources, likewise. */
export async function fixture(file) {
  return new Blob([await readFile(path.join(process.env.FIXTURES, file))]);
}

/** Walks a list to its end by the client's own `next`; returns all elements and the sizes of the pages. */
export async function all(first) {
  const elements = [];
  const sizes = [];
  for (let page = await first; page; page = page.next ? await page.next() : undefined) {
    elements.push(...page.data.data);
    sizes.push(page.data.data.length);
    assert.ok(sizes.length < 50, 'the list does not end');
  }
  return { elements, sizes };
}

/**
 * Expects a refusal of this status, in Qlik's shape of an error; returns its first error. Codes are texts but of the
 * services that have numbers.
 */
export async function refused(status, call, codes = 'string') {
  try {
    await call;
  } catch (error) {
    assert.equal(error.status, status, `${error.message} ${JSON.stringify(error.data)}`);
    assert.ok(Array.isArray(error.data?.errors) && error.data.errors.length > 0, JSON.stringify(error.data));
    assert.equal(typeof error.data.errors[0].code, codes);
    return error.data.errors[0];
  }
  return assert.fail(`expected a refusal of status ${status}`);
}

/** Asks until the answer is not undefined, for indexes that lag; fails after 15 s. */
export async function eventually(ask) {
  const deadline = Date.now() + 15_000;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) {
      return answer;
    }
    assert.ok(Date.now() < deadline, `not in time: ${ask}`);
    await new Promise((again) => setTimeout(again, 200));
  }
}
