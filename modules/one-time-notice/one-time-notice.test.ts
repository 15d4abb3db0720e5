import { beforeEach, describe, expect, test } from 'vitest';
import { noticeScene } from '../../test/support/notice-scene.ts';
import {
  accepted,
  clockOf,
  documentsOf,
  eventsOf,
  HERE,
  inTables,
  look,
  messagesOf,
  step,
  submit,
} from '../../test/support/timely-scene.ts';
import { createWorld, type World } from '../../test/support/world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
  return () => world.close();
});

const { breaches, jobs, notice, read, reply, say, staffId } = noticeScene(() => world);
const code = (reply: Awaited<ReturnType<typeof world.ask>>) => reply.errors?.[0]?.extensions.code;

describe('一(二)2: on the spot', () => {
  test('一(二)2 (即办) · not-accepted-now-is-reasoned: empty requirements and an empty reason are refused; all at once is kept', async () => {
    const itemId = world.town(HERE).itemId('IMMEDIATE');
    const tell = (requirements: string[], reason = '材料不齐全') =>
      say('recordNotAcceptedNow', { itemId, requirements, reason });
    for (const empty of [[], ['身份证', ' ']])
      expect(await tell(empty)).toMatchObject({
        code: 'NOTICE_NOT_REASONED',
        clause: { id: '一(二)2 (即办)' },
        details: { field: 'requirements' },
      });
    expect(await tell(['身份证'], '')).toMatchObject({
      code: 'NOTICE_NOT_REASONED',
      details: { field: 'reason' },
    });
    expect(await tell(['身份证', '申请表'])).toMatchObject({
      kind: 'ON_SPOT',
      ordinal: 1,
      items: [
        { text: '身份证', material: null },
        { text: '申请表', material: '申请表' },
      ],
      contents: null,
      copies: [],
      case: null,
    });
    expect(await eventsOf(world, 'notice.issued')).toMatchObject([{ kind: 'ON_SPOT', caseId: null }]);
  });

  test('一(二)2 (即办) · oral-for-immediate-items-only: a registered immediate case waits, a promised one needs the written notice', async () => {
    const { id } = await submit(world, 'IMMEDIATE');
    const told = { reason: '材料不齐全', requirements: ['申请表'] };
    expect(await say('recordNotAcceptedNow', { caseId: id, ...told })).toMatchObject({
      kind: 'ON_SPOT',
      case: { state: 'AWAITING_SUPPLEMENT' },
    });
    const promised = await submit(world, 'PROMISE-5');
    expect(await say('recordNotAcceptedNow', { caseId: promised.id, ...told })).toMatchObject({
      code: 'NOTICE_MUST_BE_WRITTEN',
      clause: { id: '一(二)2 (承诺)' },
    });
    expect(await say('recordNotAcceptedNow', told)).toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('一(二)2: the written notice', () => {
  test('一(二)2 (承诺) · written-notice-has-two-copies: every defect at once, a document, two copies, and the case waits', async () => {
    const { id, number, queryCode } = await submit(world, 'PROMISE-5');
    const given = await notice(id, [{ text: '补交申请表原件', material: '申请表' }, '近期照片两张']);
    expect(given).toMatchObject({
      kind: 'SUPPLEMENT',
      ordinal: 1,
      items: [{ text: '补交申请表原件', material: '申请表' }, { text: '近期照片两张' }],
      copies: [
        { copy: 'APPLICANT', method: null },
        { copy: 'WINDOW_FILE', method: null },
      ],
      case: { state: 'AWAITING_SUPPLEMENT', version: 2 },
    });
    const [document] = await documentsOf(world, id, 'SUPPLEMENT_SLIP');
    expect(document).toMatchObject({
      title: '补办件回执单',
      clause: '一(二)3',
      copies: ['交服务对象', '窗口备案'],
      receipt: true,
    });
    for (const part of [number, queryCode, '补交申请表原件', '近期照片两张', '民政所'])
      expect(document?.text).toContain(part);
    expect(await messagesOf(world, id)).toMatchObject([{ channel: 'SMS', recipientKind: 'APPLICANT' }]);
    expect(await eventsOf(world, 'notice.issued', id)).toMatchObject([
      { kind: 'SUPPLEMENT', ordinal: 1, extraTrip: false, day: '2026-09-28' },
    ]);
  });

  test('一(二)2 (承诺) · notice-names-every-defect: none, an empty one, or a material outside the list is refused and writes nothing', async () => {
    const { id } = await submit(world, 'PROMISE-5');
    expect(await notice(id, [])).toMatchObject({
      code: 'NOTICE_NOT_REASONED',
      details: { field: 'items' },
    });
    expect(await notice(id, ['照片', ''])).toMatchObject({ code: 'NOTICE_NOT_REASONED' });
    expect(await notice(id, ['照片'], { reason: ' ' })).toMatchObject({ details: { field: 'reason' } });
    expect(await notice(id, [{ text: '补交', material: '户口本' }])).toMatchObject({
      code: 'NOTICE_MATERIAL_UNKNOWN',
      details: { materials: ['户口本'] },
    });
    expect((await look(world, id)).version).toBe(1);
    expect(await inTables(world, (tx) => tx.notice.count())).toBe(0);
  });

  test('一(二)2 (承诺) · written-notice-has-two-copies: the kernel’s verb cannot go round it: it brings the notice and its copies', async () => {
    const { id } = await submit(world, 'PROMISE-5');
    await step(world, 'requestSupplement', { caseId: id, items: ['申请表', '照片'], reason: '材料不齐' });
    const { case: seen } = await read(
      'query ($id: ID!) { case(id: $id) { notices { edges { node { kind items { text material } copies { copy } } } } } }',
      'WINDOW_STAFF',
      { id },
    );
    expect(seen.notices.edges).toEqual([
      {
        node: {
          kind: 'SUPPLEMENT',
          items: [
            { text: '申请表', material: '申请表' },
            { text: '照片', material: null },
          ],
          copies: [{ copy: 'APPLICANT' }, { copy: 'WINDOW_FILE' }],
        },
      },
    ]);
  });

  test('一(二)2 (承诺) · written-notice-has-two-copies: RETURN gives the application back as not accepted, with basis and its own two copies', async () => {
    const { id } = await submit(world, 'PROMISE-5');
    const back = (more: object) => notice(id, ['不符合条件'], { kind: 'RETURN', ...more });
    expect(await back({})).toMatchObject({ code: 'REFUSAL_WITHOUT_BASIS' });
    expect(await back({ basis: '《示例规定》第一条' })).toMatchObject({
      kind: 'RETURN',
      copies: [{ copy: 'APPLICANT' }, { copy: 'WINDOW_FILE' }],
      case: { state: 'REFUSED' },
    });
    expect(await documentsOf(world, id, 'RETURN_SLIP')).toHaveLength(1);
    expect(await back({ basis: '《示例规定》第一条' })).toMatchObject({ code: 'STATE_NOT_ALLOWED' });
  });

  test('一(二)2 (承诺) · copy-is-acknowledged-in-a-fit-way: signature, link with the query code, or a noted refusal; each copy once', async () => {
    const { id, number, queryCode } = await submit(world, 'PROMISE-5');
    const { id: noticeId } = await notice(id, ['照片']);
    const acknowledge = (copy: string, method: string, note?: string) =>
      say('acknowledgeNotice', { noticeId, copy, method, note });
    expect(await acknowledge('APPLICANT', 'SMS_LINK')).toMatchObject({
      code: 'NOTICE_ACKNOWLEDGMENT_INVALID',
    });
    expect(await acknowledge('APPLICANT', 'REFUSAL_NOTE')).toMatchObject({
      code: 'NOTICE_ACKNOWLEDGMENT_INVALID',
    });
    expect(await acknowledge('WINDOW_FILE', 'SIGNATURE')).toMatchObject({
      copies: [{ method: null }, { copy: 'WINDOW_FILE', method: 'SIGNATURE' }],
    });
    expect(await acknowledge('WINDOW_FILE', 'SIGNATURE')).toMatchObject({
      code: 'NOTICE_COPY_ACKNOWLEDGED',
    });
    const own = (code: string) => say('acknowledgeOwnNotice', { number, queryCode: code }, 'NOBODY');
    expect(await own('AAAAAAAAAA')).toMatchObject({ code: 'NOT_OWN_CASE' });
    expect(await own(queryCode)).toMatchObject({
      id: noticeId,
      copies: [{ copy: 'APPLICANT', method: 'SMS_LINK' }, { method: 'SIGNATURE' }],
    });
    expect(await own(queryCode)).toMatchObject({ code: 'NOTICE_COPY_ACKNOWLEDGED' });
    expect((await look(world, id)).timeline.edges[0].node).toMatchObject({
      verb: 'acknowledgeNotice',
      clause: '一(二)2 (承诺)',
      toState: 'AWAITING_SUPPLEMENT',
    });
    const spot = await say('recordNotAcceptedNow', {
      itemId: world.town(HERE).itemId('IMMEDIATE'),
      reason: '材料不齐',
      requirements: ['申请表'],
    });
    const none = { noticeId: spot.id, copy: 'APPLICANT', method: 'SIGNATURE' };
    expect(await say('acknowledgeNotice', none)).toMatchObject({ code: 'NOTICE_COPY_UNKNOWN' });
  });

  test('一(二)2 (承诺) · missing-acknowledgment-is-a-candidate: one copy only is CM2a, once, decided by the director', async () => {
    const { id } = await submit(world, 'PROMISE-5');
    const { id: noticeId } = await notice(id, ['照片']);
    await say('acknowledgeNotice', { noticeId, copy: 'WINDOW_FILE', method: 'SIGNATURE' });
    await jobs();
    expect(await breaches()).toEqual([]);
    world.at('2026-09-29');
    await jobs();
    await jobs();
    const [breach, ...more] = await breaches();
    expect(more).toEqual([]);
    expect(breach).toMatchObject({
      ground: 'COPY_UNACKNOWLEDGED',
      criterion: 'CM2a',
      state: 'PROPOSED',
      staff: { id: staffId('WINDOW_STAFF') },
      notice: { id: noticeId },
    });
    const decide = { breachId: breach.id, confirmed: true, decision: '窗口漏交一份' };
    expect(code(await reply('decideNoticeBreach', decide, 'STATION_HEAD'))).toBe('FORBIDDEN');
    expect(await eventsOf(world, 'notice.defective')).toEqual([]);
    expect(await say('decideNoticeBreach', { ...decide, decision: '' }, 'CENTRE_DIRECTOR')).toMatchObject({
      code: 'TEXT_REQUIRED',
    });
    expect(await say('decideNoticeBreach', decide, 'CENTRE_DIRECTOR')).toMatchObject({ state: 'CONFIRMED' });
    expect(await say('decideNoticeBreach', decide, 'CENTRE_DIRECTOR')).toMatchObject({
      code: 'NOTICE_BREACH_DECIDED',
    });
    expect(await eventsOf(world, 'notice.defective', id)).toMatchObject([
      {
        ground: 'COPY_UNACKNOWLEDGED',
        staffId: world.town(HERE).staff['WINDOW_STAFF'],
        day: '2026-09-29',
      },
    ]);
  });

  test('一(二)2 (承诺) · clock-stands-until-complete: the promise stands from the notice to the complete supplement, the statute runs on', async () => {
    world.at('2026-09-21');
    const { id } = await accepted(world, 'PROMISE-5');
    world.at('2026-09-28');
    await notice(id, [{ text: '补交申请表原件', material: '申请表' }, '照片']);
    expect(clockOf(await look(world, id), 'PROMISE')).toMatchObject({ phase: 'SUSPENDED' });
    world.at('2026-10-09');
    expect(await step(world, 'supplementCase', { caseId: id, materials: ['照片'] })).toMatchObject({
      code: 'SUPPLEMENT_INCOMPLETE',
      clause: { id: '一(二)2 (承诺)' },
      details: { missing: ['申请表'] },
    });
    expect(clockOf(await look(world, id), 'PROMISE')).toMatchObject({ phase: 'SUSPENDED' });
    const after = await step(world, 'supplementCase', { caseId: id, materials: ['申请表', '照片'] });
    // As G11: 09-28, 09-29, 09-30 and 10-08 are given back.
    expect(after).toMatchObject({
      state: 'ACCEPTED',
      promisedDueOn: '2026-10-10',
      statutoryDueOn: '2026-10-26',
    });
    // An accepted application cannot be refused acceptance any more, not even while it waits.
    await notice(id, [{ text: '照片', newFact: '照片遗失' }], { reason: '照片遗失' }, 'STATION_HEAD');
    expect(
      await step(world, 'refuseCase', { caseId: id, basis: '《示例规定》', reason: '不符合' }),
    ).toMatchObject({ code: 'STATE_NOT_ALLOWED' });
  });
});
