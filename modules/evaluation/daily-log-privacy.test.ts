import { afterAll, beforeAll, expect, test } from 'vitest';
import { dailyLogScene } from '../../test/support/daily-log-scene.ts';
import { inTables } from '../../test/support/timely-scene.ts';
import { ALL_ROLES, createWorld, type World } from '../../test/support/world.ts';
import { LEDGER_READERS } from './roles.ts';

let world: World;
let ids: { log: string; warning: string; praise: string };
const { ask, configure, propose, say, windowId } = dailyLogScene(() => world);
const SUMMARY = '全天秩序正常';
const TOLD = '窗口纸箱堆放';

beforeAll(async () => {
  world = await createWorld();
  await configure('safety', { enabled: false, openWork: 'FREEZE' });
  const { id: logId } = await say('openDailyLog', {});
  const warning = await say('warnInDailyLog', { logId, windowId: windowId(), text: TOLD });
  await say('closeDailyLog', { logId, summary: SUMMARY });
  const praise = await propose('SQ5', {}, { paper: true });
  ids = { log: logId, warning: warning.id, praise: praise.id };
});
afterAll(() => world.close());

const VIEWERS = [...ALL_ROLES, 'NOBODY'] as const;
const GROUP: readonly string[] = LEDGER_READERS;
/** Who sits at the window that was told; those of the centre’s and the unit’s offices do not. */
const AT_THE_WINDOW = [
  'WINDOW_STAFF',
  'STATION_HEAD',
  'DUTY_OFFICER',
  'ASSESSOR',
  'ATTENDANCE_OFFICER',
  'SEAL_HOLDER',
];

test.each(VIEWERS)('三(一)4B(3): what %s reads of a day’s log, and of its papers', async (as) => {
  const query = `query ($log: ID!, $warning: ID!, $praise: ID!) {
    log: node(id: $log) { ... on DailyLog { day summary officer { id } } }
    warning: node(id: $warning) { ... on DailyWarning { text corrected } }
    praise: node(id: $praise) { ... on ScoreProposal { papers { name url digest } } }
    dailyLogs { edges { node { summary warnings { edges { node { text } } } } } } }`;
  const { data } = await ask(query, as, ids);
  const text = JSON.stringify(data ?? null);
  const group = GROUP.includes(as);
  expect(text.includes(SUMMARY)).toBe(group || as === 'DUTY_OFFICER');
  expect(text.includes(TOLD)).toBe(group || AT_THE_WINDOW.includes(as));
  expect(text.includes('表扬信')).toBe(group);
});

test('no word of a log, warning or paper stands in an event, audit entry or message', async () => {
  const kept = await inTables(world, async (tx) => [
    await tx.outboxEvent.findMany(),
    await tx.auditEntry.findMany(),
    await tx.notification.findMany(),
  ]);
  const text = JSON.stringify(kept, (_key, value: unknown) =>
    typeof value === 'bigint' ? String(value) : value,
  );
  expect(text).toContain('openDailyLog');
  expect([SUMMARY, TOLD, '表扬信'].filter((secret) => text.includes(secret))).toEqual([]);
});
