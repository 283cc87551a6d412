import assert from 'node:assert/strict';
import { test } from 'node:test';
import { admin, refused, sample } from './tenant.mjs';

const { apps, conditions, dataAlerts, reportTemplates, sharingTasks, spaces, tempContents, users } = admin();
const qvf = await sample('globex/files/open-data.qvf');
const space = (await spaces.createSpace({ name: 'Reports', type: 'shared' })).data;
const app = (await apps.importApp({ name: 'Sales', spaceId: space.id }, qvf)).data.attributes;
const me = (await users.getMyUser()).data;

async function template(name, filename) {
  const upload = await tempContents.uploadTempFile({ filename, ttl: 600 }, new Blob([`made for ${app.id}`]));
  const temporaryContentId = upload.headers.get('location').split('/').pop();
  return reportTemplates.createReportTemplate({ name, temporaryContentId, sourceAppId: app.id });
}

test('makes templates of reports from temporary content', async () => {
  const made = (await template('Weekly', 'weekly.xlsx')).data;
  assert.equal(made.type, 'excel');
  await refused(400, template('No file', 'weekly.exe'));
  const described = [{ op: 'replace', path: '/description', value: 'What sold' }];
  assert.equal((await reportTemplates.patchReportTemplate(made.id, described)).status, 204);
  assert.equal((await reportTemplates.getReportTemplate(made.id, { noCache: true })).data.description, 'What sold');
  const listed = await reportTemplates.getReportTemplates({ sourceAppId: app.id }, { noCache: true });
  assert.deepEqual(listed.data.data.map((one) => one.id), [made.id]);

  assert.equal((await reportTemplates.deleteReportTemplate(made.id)).status, 204);
  await refused(404, reportTemplates.getReportTemplate(made.id, { noCache: true }));
});

test('sends a report by a task', async () => {
  const file = (await template('Daily', 'daily.docx')).data;
  const task = {
    name: 'Daily',
    type: 'template-sharing',
    state: { selections: [] },
    templates: [{ type: 'word', templateId: file.id }],
    recipients: { userIds: [{ value: me.id }] },
    scheduleOptions: { recurrence: ['RRULE:FREQ=DAILY'], timezone: 'Europe/Stockholm' },
    tags: ['daily'],
  };

  const made = (await sharingTasks.createSharingTask(task)).data;
  assert.equal(made.appId, app.id);
  await refused(400, sharingTasks.createSharingTask({ ...task, templates: [] }));
  const patch = [{ op: 'replace', path: '/enabled', value: false }, { op: 'remove', path: '/tags' }];
  assert.equal((await sharingTasks.patchSharingTask(made.id, patch)).status, 204);
  assert.equal((await sharingTasks.getSharingTask(made.id, {}, { noCache: true })).data.enabled, false);
  const listed = await sharingTasks.getSharingTasks({ appid: app.id }, { noCache: true });
  assert.equal(listed.data.totalCount, 1);
  assert.equal((await sharingTasks.getSharingTasksSettings({ noCache: true })).data['enable-sharing'], true);

  assert.equal((await sharingTasks.deleteSharingTask(made.id)).status, 204);
  await reportTemplates.deleteReportTemplate(file.id);
});

test('alerts when a condition holds, which stays as long as the alert', async () => {
  const dataCondition = { conditionBase: { appId: app.id, type: 'data' }, conditionData: {} };
  const { condition } = (await conditions.createCondition({ type: 'data', dataCondition })).data;
  const conditionId = condition.dataCondition.conditionBase.id;
  const alert = { name: 'Low', appId: app.id, conditionId, triggerType: 'RELOAD', recipients: { userIds: [{ value: me.id }] } };

  const made = await dataAlerts.createDataAlert(alert);
  assert.equal(made.status, 202);
  await refused(400, dataAlerts.createDataAlert({ ...alert, triggerType: 'SCHEDULED' }));
  await refused(409, conditions.deleteCondition(conditionId));
  const patch = [{ op: 'replace', path: '/enabledAction', value: 'disable' }];
  assert.equal((await dataAlerts.patchDataAlert(made.data.id, patch)).status, 204);
  assert.equal((await dataAlerts.getDataAlert(made.data.id, { noCache: true })).data.enabled, false);
  const of = (await dataAlerts.getDataAlertCondition(made.data.id, { noCache: true })).data;
  assert.equal(of.conditionResponse.dataCondition.conditionBase.id, conditionId);
  assert.equal((await dataAlerts.getDataAlerts({ appID: app.id }, { noCache: true })).data.tasks.length, 1);

  assert.equal((await dataAlerts.deleteDataAlert(made.data.id)).status, 204);
  assert.equal((await conditions.deleteCondition(conditionId)).status, 204);
});
