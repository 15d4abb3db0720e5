import { beforeEach, describe, expect, test } from 'vitest';
import { disclosureScene } from '../../test/support/disclosure-scene.ts';
import { integrityScene } from '../../test/support/integrity-scene.ts';
import { file as complain, settle } from '../../test/support/complaint-scene.ts';
import { accepted, eventsOf, HERE, inTables } from '../../test/support/timely-scene.ts';
import { createWorld, type World } from '../../test/support/world.ts';
import { findCharged } from './store.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
  return () => world.close();
});

const { deliver, facts, jobs, list, say, staffId, told } = integrityScene(() => world);
const { change, item, publish } = disclosureScene(() => world);

const FEE = {
  text: '10元',
  amountFen: 1000,
  basis: '《示例收费办法》',
  legalBasis: '《示例条例》',
  approvalDocNo: '示价字〔2020〕1号',
};
const charge = (caseId: string, more: object = {}) =>
  say('chargeFee', { caseId, amount: 1000, ...more }, 'WINDOW_STAFF');

describe('四(三)1: published fees', () => {
  test('四(三)1 · override-is-a-file: ¥10 to ¥15 blocked is on record and told; let through it is a file of IG1, DQ4 when confirmed', async () => {
    const { id: caseId } = await accepted(world, await item({ fees: [FEE] }));
    expect(await charge(caseId, { amount: 1500 })).toMatchObject({ code: 'FEE_NOT_AS_PUBLISHED' });
    await deliver();
    const view = 'published charged overridden day staff { id }';
    expect(await list('feeMismatches', view)).toEqual([
      {
        published: 1000,
        charged: 1500,
        overridden: false,
        day: '2026-09-28',
        staff: { id: staffId('WINDOW_STAFF') },
      },
    ]);
    expect(await told('UNIT_DEPUTY')).toEqual([
      '2026-09-28有一次收费与公布的标准不一致，请查看收费异常记录。',
    ]);
    expect(await list('integrityFiles', 'id')).toEqual([]);
    await charge(caseId, { amount: 1500, overrideReason: '加急制证' });
    await deliver();
    expect((await list('feeMismatches', 'overridden')).map((row) => row.overridden)).toEqual(
      expect.arrayContaining([true, false]),
    );
    const [file] = await list(
      'integrityFiles',
      'id prohibition source state subject { id } case { id } notes { edges { node { text author { id } } } }',
    );
    expect(file).toMatchObject({
      prohibition: 'IG1',
      source: 'FEE',
      state: 'OPEN',
      subject: { id: staffId('WINDOW_STAFF') },
      case: { id: caseId },
      notes: { edges: [{ node: { text: '公布10.00元，收取15.00元，写明理由放行。', author: null } }] },
    });
    expect(await facts()).toEqual([]);
    world.at('2026-10-12');
    const conclusion = { fileId: file.id, confirmed: true, grounds: '经查属实' };
    expect(await say('concludeIntegrityFile', conclusion)).toMatchObject({ state: 'CONFIRMED' });
    expect(await facts()).toEqual(['DQ4, 2026-10-12']);
  });

  test('四(三)1 · price-change-is-on-record: a changed fee without a new approval is listed and told, with one it is listed', async () => {
    const itemId = await item({ fees: [FEE] });
    await publish(itemId);
    const next = async (version: number, amountFen: number, approvalDocNo: string) => {
      await change(itemId, version, '2026-09-28', { fees: [{ ...FEE, amountFen, approvalDocNo }] });
      return publish(itemId);
    };
    await next(2, 1000, FEE.approvalDocNo);
    await deliver();
    expect(await list('feeChanges', 'version')).toEqual([]);
    // The third version is never published: the fourth is held against the second.
    await change(itemId, 3, '2026-09-28', { fees: [{ ...FEE, amountFen: 1500 }] });
    await next(4, 1500, FEE.approvalDocNo);
    await next(5, 1200, '示价字〔2026〕3号');
    await deliver();
    const view =
      'version amount formerVersion formerAmount approved publishedOn publishedBy { id } item { name }';
    const change4 = { version: 4, amount: 1500, formerVersion: 2, formerAmount: 1000, approved: false };
    const change5 = { version: 5, amount: 1200, formerVersion: 4, formerAmount: 1500, approved: true };
    const changes = await list('feeChanges', view, 'STATION_HEAD');
    expect(changes.toSorted((a, b) => a.version - b.version)).toMatchObject([
      { ...change4, publishedOn: '2026-09-28', publishedBy: { id: staffId('CENTRE_DIRECTOR') } },
      change5,
    ]);
    expect(await list('feeChanges(unapproved: true)', 'version')).toEqual([{ version: 4 }]);
    expect(await told('CENTRE_DIRECTOR')).toEqual([
      '“示例事项”第4版变更了收费标准，没有新的批复文号，请核查。',
    ]);
  });
});

describe('四(三)5: receipts', () => {
  test('四(三)5 · receipts-match-charges: 3 paid cases, 2 receipts: the third is a finding of IG5, once', async () => {
    const paid: string[] = [];
    for (let i = 0; i < 3; i += 1) {
      const { id: caseId } = await accepted(world, await item({ fees: [FEE] }));
      await charge(caseId);
      paid.push(caseId);
    }
    const receipt = (i: number, number: string) =>
      say('recordReceipt', { caseId: paid[i], number, amount: 1000 }, 'WINDOW_STAFF');
    expect(await receipt(0, 'PJ-001')).toMatchObject({ number: 'PJ-001', amount: 1000 });
    expect(await receipt(1, 'PJ-001')).toMatchObject({
      code: 'RECEIPT_NUMBER_TAKEN',
      clause: { id: '四(三)5' },
    });
    await receipt(1, 'PJ-002');
    await deliver();
    await jobs();
    expect(await list('integrityFiles', 'id')).toEqual([]);
    const query =
      '{ receiptReconciliation(month: "2026-09") { paidCases receiptedCases missing { edges { node { id } } } } }';
    const { data } = await world.ask(query, { as: 'CENTRE_DIRECTOR', at: HERE });
    expect(data.receiptReconciliation).toEqual({
      paidCases: 3,
      receiptedCases: 2,
      missing: { edges: [{ node: { id: paid[2] } }] },
    });
    world.at('2026-09-30');
    await jobs();
    await jobs();
    const view = 'prohibition source subject { id } case { id } notes { edges { node { text } } }';
    const [file, ...more] = await list('integrityFiles', view);
    expect(more).toEqual([]);
    expect(file).toMatchObject({ prohibition: 'IG5', source: 'RECEIPT', case: { id: paid[2] } });
    expect(file.subject.id).toBe(staffId('WINDOW_STAFF'));
    world.at('2026-09-30', '10:00');
    await receipt(2, 'PJ-003');
    const [noted] = await list('integrityFiles', view);
    expect(noted.notes.edges.map((edge: { node: { text: string } }) => edge.node.text)).toEqual([
      '收费10.00元，票据合计0.00元。',
      '补登票据PJ-003',
    ]);
    const { id } = world.town(HERE);
    const sums = await inTables(world, (tx) => findCharged(tx, id, '2026-09-28', '2026-09-28'));
    expect(sums.map(({ chargedFen, receiptedFen }) => [chargedFen, receiptedFen])).toEqual(
      Array.from({ length: 3 }, () => [1000, 1000]),
    );
  });

  test('四(三)5 · receipt-is-due: a receipt stands on the case’s timeline', async () => {
    const { id: caseId } = await accepted(world, await item({ fees: [FEE] }));
    await say('recordReceipt', { caseId, number: 'PJ-001', amount: 1000 }, 'WINDOW_STAFF');
    const query =
      'query ($id: ID!) { case(id: $id) { timeline(last: 1) { edges { node { verb note clause } } } } }';
    const { data } = await world.ask(query, { as: 'WINDOW_STAFF', at: HERE, variables: { id: caseId } });
    expect(data.case.timeline.edges).toEqual([
      { node: { verb: 'recordReceipt', note: '票据PJ-001，10.00元', clause: '四(三)5' } },
    ]);
  });
});

describe('四(三)3: gifts', () => {
  const gift = (more: object = {}) =>
    say(
      'declareGift',
      {
        description: '烟酒两件',
        giver: '申请人甲',
        value: 20000,
        receivedOn: '2026-09-28',
        disposition: 'HANDED_IN',
        settledOn: '2026-09-28',
        ...more,
      },
      'WINDOW_STAFF',
    );

  test('四(三)3 · gift-settled-the-same-day: declared and handed in the same day is no violation; kept overnight it is a file', async () => {
    expect(await gift()).toMatchObject({ disposition: 'HANDED_IN', settledOn: '2026-09-28' });
    expect(await list('integrityFiles', 'id')).toEqual([]);
    expect(await gift({ settledOn: '2026-09-27' })).toMatchObject({ code: 'GIFT_DAYS' });
    await gift({ receivedOn: '2026-09-25', disposition: 'RETURNED' });
    expect(await list('integrityFiles', 'prohibition source subject { id }')).toEqual([
      { prohibition: 'IG3', source: 'GIFT', subject: { id: staffId('WINDOW_STAFF') } },
    ]);
    expect(await facts()).toEqual([]);
    expect(await list('giftDeclarations', 'receivedOn')).toHaveLength(2);
  });

  test('四(三)3 · bribery-complaint-is-a-file: a complaint of bribery opens one, and what became of it is noted; no complainant is in it', async () => {
    const complaint = await complain(world, { category: 'BRIBERY', content: '索要礼品' });
    await deliver();
    const view = 'id prohibition source subject { id } reporter { name } notes { edges { node { text } } }';
    const [opened] = await list('integrityFiles', view);
    expect(opened).toMatchObject({
      prohibition: 'IG3',
      source: 'COMPLAINT',
      subject: { id: staffId('WINDOW_STAFF') },
      reporter: null,
    });
    await settle(world, complaint.id, { as: 'CENTRE_DIRECTOR' });
    await deliver();
    const [noted] = await list('integrityFiles', view);
    const text = JSON.stringify(noted);
    expect(text).toContain('投诉办结，认定：工作人员有过错');
    for (const secret of ['申请人甲', '199-0000-0001', '索要礼品']) expect(text).not.toContain(secret);
  });
});

describe('四(三): declarations', () => {
  test('四(三) · unsigned-are-told: opened 2026-10-08, who has not signed is reminded on 10-21 and reported on 10-22, once', async () => {
    world.at('2026-10-08', '08:00');
    await jobs();
    expect(await list('declarationCampaigns', 'quarter')).toEqual([]);
    world.at('2026-10-08', '08:30');
    await jobs();
    await jobs();
    const view = 'quarter clocks { dueOn explanation { sentence } }';
    const [campaign] = await list('declarationCampaigns', view);
    expect(campaign).toMatchObject({ quarter: 4, clocks: [{ dueOn: '2026-10-21' }] });
    expect(campaign.clocks[0].explanation.sentence).toContain('签署');
    const sign = (as: 'WINDOW_STAFF' | 'CENTRE_DIRECTOR', matters?: string) =>
      say('signIntegrityDeclaration', { matters }, as);
    expect(await sign('WINDOW_STAFF', '子女在本镇经商')).toMatchObject({ matters: '子女在本镇经商' });
    expect(await sign('CENTRE_DIRECTOR')).toMatchObject({ matters: null });
    world.at('2026-10-21');
    await jobs();
    const due = '本季度廉政承诺今天（2026-10-21）到期，您还没有签署。';
    expect(await told('WINDOW_STAFF')).not.toContain(due);
    expect(await told('UNIT_DEPUTY')).toContain(due);
    world.at('2026-10-22');
    await jobs();
    await jobs();
    const unsigned = 'declarations(unsigned: true, first: 100) { edges { node { staff { id } } } }';
    const [last] = await list('declarationCampaigns', `quarter ${unsigned}`);
    const missing = last.declarations.edges.map(
      (edge: { node: { staff: { id: string } } }) => edge.node.staff.id,
    );
    expect(missing).not.toContain(staffId('WINDOW_STAFF'));
    expect(missing).toContain(staffId('UNIT_HEAD'));
    const reports = await eventsOf(world, 'integrity.declarationsUnsigned');
    expect(reports.filter(({ dueOn }) => dueOn === '2026-10-21')).toMatchObject([
      { unsigned: missing.length },
    ]);
    expect(await told('CENTRE_DIRECTOR')).toContain(
      `本季度廉政承诺已到期（2026-10-21），还有${missing.length}人未签，请督促。`,
    );
    const own = await list('myIntegrityDeclarations', 'matters campaign { quarter }', 'WINDOW_STAFF');
    expect(own).toEqual([{ matters: '子女在本镇经商', campaign: { quarter: 4 } }]);
  });
});
