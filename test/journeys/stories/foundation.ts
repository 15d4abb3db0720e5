import assert from 'node:assert/strict';
import type { Teller } from './story.ts';

/** What each verb's answer shows. */
const SHOWN = `
  __typename
  ... on Case { id number state version promisedDueOn statutoryDueOn }
  ... on Refusal { code message clause { id text } details }`;

const LIST_ITEMS = `query ($township: String!, $after: String) {
  township(code: $township) {
    code
    name
    serviceItems(first: 100, after: $after) {
      edges { node { id name acceptable current { promisedDays statutoryDays } } }
    }
  }
}`;

const SUBMIT = `mutation ($itemId: ID!) {
  submitCase(input: { itemId: $itemId, applicant: { name: "申请人甲", phone: "0797-0000001" }, channel: ONLINE }) {
    ${SHOWN}
    ... on Case { queryCode }
  }
}`;

const CONFIGURE = `mutation ($input: ConfigureModuleInput!) {
  configureModule(input: $input) {
    __typename
    ... on TownshipModule { module { id } enabled }
    ... on Refusal { code message }
  }
}`;

const DATES = `query ($id: ID!) { case(id: $id) { number state promisedDueOn } }`;

/** A mutation on one case: `acceptCase` with the given further input. */
function verb(name: string, more = ''): string {
  return `mutation ($id: ID!) { ${name}(input: { caseId: $id${more ? `, ${more}` : ''} }) { ${SHOWN} } }`;
}

/**
 * The foundation's story: a citizen's case is submitted, accepted, suspended, extended, decided and delivered, another is
 * lawfully refused, each date explains itself, and the county switches a chapter off for one township.
 */
export async function foundation(teller: Teller, township = 'shexi'): Promise<void> {
  const id = await acceptedCase(teller, township);
  await stopAndExtend(teller, township, id);
  await decideAndDeliver(teller, township, id);
  await refuse(teller, township);
  await switchOff(teller, township);
  await teller.ask({
    title: '县里看全县 / the county looks at all townships',
    as: 'COUNTY_BUREAU',
    query: `{ county { name casesByState { state count } overdueCases(first: 3) { edges { node { number dueOn overdueDays } } } } }`,
  });
}

async function promisedItem(teller: Teller, township: string): Promise<string> {
  const data = await teller.ask({
    title: '看事项目录 / the catalogue, without sign-in',
    query: LIST_ITEMS,
    variables: { township },
    at: township,
  });
  const item = data.township.serviceItems.edges
    .map((edge: { node: unknown }) => edge.node)
    .find(
      (node: {
        acceptable: boolean;
        current: { promisedDays: number | null; statutoryDays: number | null };
      }) => node.acceptable && (node.current.statutoryDays ?? 0) > (node.current.promisedDays ?? Infinity),
    );
  assert.ok(item, 'an item with a promise shorter than the statute');
  return item.id as string;
}

async function acceptedCase(teller: Teller, township: string): Promise<string> {
  const itemId = await promisedItem(teller, township);
  const submitted = await teller.ask({
    title: '申请人在自助机提交 / an application at the kiosk',
    as: 'FRONTEND',
    at: township,
    query: SUBMIT,
    variables: { itemId },
  });
  const { id, number, queryCode } = submitted.submitCase;
  const accepted = await teller.ask({
    title: '窗口受理，出具受理通知书 / the window accepts; both clocks start',
    as: 'WINDOW_STAFF',
    at: township,
    query: verb('acceptCase', 'version: 1'),
    variables: { id },
  });
  assert.equal(accepted.acceptCase.state, 'ACCEPTED');
  const stale = await teller.ask({
    title: '用旧版本再办一次：被拒绝 / a stale version is refused',
    as: 'WINDOW_STAFF',
    at: township,
    query: verb('suspendCase', 'version: 1, cause: APPLICANT_DELAY, reason: "申请人外出"'),
    variables: { id },
  });
  assert.equal(stale.suspendCase.code, 'CONFLICT');
  const tracked = await teller.ask({
    title: '申请人凭查询码查询，日期说明由来 / the applicant looks; the dates explain themselves',
    query: `query ($number: String!, $queryCode: String!) {
      trackCase(number: $number, queryCode: $queryCode) {
        state applicant { name } promisedDueOn
        clocks { kind dueOn explanation { sentence } }
        documents { edges { node { title number verificationCode url } } }
      }
    }`,
    variables: { number, queryCode },
  });
  assert.equal(tracked.trackCase.promisedDueOn, accepted.acceptCase.promisedDueOn);
  const [notice] = tracked.trackCase.documents.edges;
  const { number: paper, verificationCode: code } = notice.node;
  const verified = await teller.ask({
    title: '凭文号和核验码核验受理通知书 / the notice is verified by its number and code',
    query: `query ($paper: String!, $code: String!) {
      verifyDocument(number: $paper, code: $code) { result title issuedOn caseNumber }
    }`,
    variables: { paper, code },
  });
  assert.equal(verified.verifyDocument.result, 'GENUINE');
  return id as string;
}

async function stopAndExtend(teller: Teller, township: string, id: string): Promise<void> {
  const at = { at: township, variables: { id } };
  await teller.ask({
    ...at,
    title: '因申请人原因中止 / suspended for the applicant’s delay',
    as: 'WINDOW_STAFF',
    query: verb('suspendCase', 'cause: APPLICANT_DELAY, reason: "申请人外出，约定下周补交原件"'),
  });
  const resumed = await teller.ask({
    ...at,
    title: '恢复办理 / resumed',
    as: 'WINDOW_STAFF',
    query: verb('resumeCase'),
  });
  const { promisedDueOn, statutoryDueOn } = resumed.resumeCase;
  const later = await teller.ask({
    title: '承诺日之后的一个工作日 / the working day after the promise',
    query: `query ($from: Date!) { deadlinePreview(from: $from, workingDays: 1) { dueOn } }`,
    variables: { from: promisedDueOn },
  });
  const extend = (date: string) => verb('extendCase', `newDueOn: "${date}", reason: "需上级部门核实"`);
  const forbidden = await teller.fail({
    ...at,
    title: '窗口人员自行延期：没有权限 / a clerk may not extend',
    as: 'WINDOW_STAFF',
    query: extend(later.deadlinePreview.dueOn),
  });
  assert.equal(forbidden.extensions.code, 'FORBIDDEN');
  const extended = await teller.ask({
    ...at,
    title: '站所负责人批准延期 / the station head approves an extension',
    as: 'STATION_HEAD',
    query: extend(later.deadlinePreview.dueOn),
  });
  assert.equal(extended.extendCase.promisedDueOn, later.deadlinePreview.dueOn);
  const beyond = await teller.ask({
    title: '法定时限之后 / a day after the statute',
    query: `query ($from: Date!) { deadlinePreview(from: $from, workingDays: 1) { dueOn } }`,
    variables: { from: statutoryDueOn },
  });
  const refused = await teller.ask({
    ...at,
    title: '延期超过法定时限：依条款拒绝 / beyond the statute: refused with the clause',
    as: 'STATION_HEAD',
    query: extend(beyond.deadlinePreview.dueOn),
  });
  assert.equal(refused.extendCase.code, 'EXTENSION_EXCEEDS_STATUTORY');
  assert.equal(refused.extendCase.clause.id, '一(四)3 (extension)');
  assert.equal(refused.extendCase.details.max, statutoryDueOn);
}

async function decideAndDeliver(teller: Teller, township: string, id: string): Promise<void> {
  const at = { at: township, as: 'WINDOW_STAFF', variables: { id } } as const;
  await teller.ask({
    ...at,
    title: '作出决定，告知申请人 / decided; the applicant is told',
    query: verb('decideCase', 'outcome: APPROVED, result: "准予。"'),
  });
  const delivered = await teller.ask({
    ...at,
    title: '送达 / delivered',
    query: verb('deliverCase', 'method: "窗口领取"'),
  });
  assert.equal(delivered.deliverCase.state, 'DELIVERED');
  const again = await teller.ask({
    ...at,
    title: '再送达一次：状态不允许 / once more: the state does not allow it',
    query: verb('deliverCase', 'method: "窗口领取"'),
  });
  assert.equal(again.deliverCase.code, 'STATE_NOT_ALLOWED');
}

async function refuse(teller: Teller, township: string): Promise<void> {
  const itemId = await promisedItem(teller, township);
  const submitted = await teller.ask({
    title: '另一件申请 / another application',
    as: 'FRONTEND',
    at: township,
    query: SUBMIT,
    variables: { itemId },
  });
  const at = { at: township, as: 'WINDOW_STAFF', variables: { id: submitted.submitCase.id } } as const;
  const without = await teller.ask({
    ...at,
    title: '不予受理但没写依据：被拒绝 / a refusal without a basis is itself refused',
    query: verb('refuseCase', 'basis: "", reason: "不符合条件"'),
  });
  assert.equal(without.refuseCase.code, 'REFUSAL_WITHOUT_BASIS');
  const refused = await teller.ask({
    ...at,
    title: '依法不予受理，出具通知书 / lawfully refused, with a notice',
    query: verb('refuseCase', 'basis: "《行政许可法》第三十二条", reason: "不属于本机关职权范围"'),
  });
  assert.equal(refused.refuseCase.state, 'REFUSED');
}

async function switchOff(teller: Teller, township: string): Promise<void> {
  const module = 'timely-completion';
  const itemId = await promisedItem(teller, township);
  const submitted = await teller.ask({
    title: '还在办理的一件 / a case that stays open',
    as: 'FRONTEND',
    at: township,
    query: SUBMIT,
    variables: { itemId },
  });
  const { id } = submitted.submitCase;
  await teller.ask({
    title: '受理 / accepted',
    as: 'WINDOW_STAFF',
    at: township,
    query: verb('acceptCase'),
    variables: { id },
  });
  const bureau = { as: 'COUNTY_BUREAU', query: CONFIGURE } as const;
  const refused = await teller.ask({
    ...bureau,
    title: '县里停用“按时办结”：有未办完的工作 / switching the chapter off: there is open work',
    variables: { input: { township, module, enabled: false } },
  });
  assert.equal(refused.configureModule.code, 'MODULE_HAS_OPEN_WORK');
  const off = await teller.ask({
    ...bureau,
    title: '冻结后停用 / frozen and off',
    variables: { input: { township, module, enabled: false, openWork: 'FREEZE', reason: '演示' } },
  });
  assert.equal(off.configureModule.enabled, false);
  await goneWithin(teller, { at: township, variables: { id } }, 1_000);
  const on = await teller.ask({
    ...bureau,
    title: '重新启用 / on again',
    variables: { input: { township, module, enabled: true } },
  });
  assert.equal(on.configureModule.enabled, true);
}

/** Elsewhere (in another server process, where there is one) the field is gone within the given time. */
async function goneWithin(
  teller: Teller,
  on: { at: string; variables: { id: string } },
  milliseconds: number,
): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
  const error = await teller.fail({
    ...on,
    title: '该镇的接口里已没有日期 / the dates are gone from that township’s schema',
    as: 'WINDOW_STAFF',
    elsewhere: true,
    query: DATES,
  });
  assert.equal(error.message, 'Cannot query field "promisedDueOn" on type "Case".');
}
