import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inTables } from '../../test/support/timely-scene.ts';
import { plainFields } from '../../test/support/module-parts.ts';
import { trainingScene } from '../../test/support/training-scene.ts';
import { ALL_ROLES, createWorld, type World } from '../../test/support/world.ts';
import { training } from './index.ts';
import { RECORD_READERS, STEP_ROLES } from './roles.ts';

let world: World;
/** Ids of what is the clerk's own, by type. */
let own: Record<string, string>;
const { ask, jobs, list, say, schedule, staffId } = trainingScene(() => world);
const REASON = '家中老人就医';
const NOTES = '尚未掌握的内容';

beforeAll(async () => {
  world = await createWorld({ modules: [training] });
  const { id: sessionId } = await schedule('2026-10-15', '09:00', { modes: ['COLLECTIVE', 'TEST'] });
  world.at('2026-10-15', '10:00');
  await jobs();
  const [absent] = await list('trainingAttendances', 'id');
  await say('excuseTrainingAbsence', { attendanceId: absent.id, reason: REASON });
  const scored = await say('recordTestScore', { sessionId, staffId: staffId('WINDOW_STAFF'), score: 58 });
  const [retake] = await list('trainingRetakes', 'id');
  const entry = { category: 'LAW', topic: '行政许可法', minutes: 40, notes: NOTES };
  const study = await say('logSelfStudy', entry, 'WINDOW_STAFF');
  own = {
    TrainingAttendance: absent.id,
    TrainingScore: scored.id,
    TrainingRetake: retake.id,
    SelfStudy: study.id,
  };
});
afterAll(() => world.close());

const VIEWERS = [...ALL_ROLES, 'NOBODY'] as const;
const TYPES = ['TrainingAttendance', 'TrainingScore', 'TrainingRetake', 'SelfStudy'];

/** Every way of the schema to objects of a type: by id, and each list at the root. */
const LISTS: Readonly<Record<string, string>> = {
  TrainingAttendance: 'trainingAttendances',
  TrainingScore: 'trainingScores',
  TrainingRetake: 'trainingRetakes',
  SelfStudy: 'selfStudies',
};

describe.each(TYPES)('%s of the window’s clerk', (type) => {
  test.each(VIEWERS)('四(二)3: what %s sees of it', async (as) => {
    const fields = plainFields(type);
    const node = await ask(`query ($id: ID!) { node(id: $id) { ... on ${type} { ${fields} } } }`, as, {
      id: own[type],
    });
    const listed = await ask(`{ list: ${LISTS[type]} { edges { node { ${fields} } } } }`, as);
    const reads = as === 'WINDOW_STAFF' || (RECORD_READERS as readonly string[]).includes(as);
    expect((node.data?.node ?? null) !== null).toBe(reads);
    expect(listed.data?.list?.edges ?? []).toHaveLength(reads ? 1 : 0);
    const text = JSON.stringify([node, listed]);
    if (type === 'TrainingAttendance') expect(text.includes(REASON)).toBe(reads);
    if (type === 'SelfStudy') expect(text.includes(NOTES)).toBe(reads);
  });
});

test.each(VIEWERS)(
  '三(一)4A(1)⑥: through a session %s reads who came only if he keeps the records',
  async (as) => {
    const { data } = await ask(
      '{ trainingSessions { edges { node { attendances { edges { node { state excuseReason } } } } } } }',
      as,
    );
    const reads = (RECORD_READERS as readonly string[]).includes(as);
    expect(JSON.stringify(data ?? null).includes(REASON)).toBe(reads);
  },
);

test.each(VIEWERS)(
  '四(二)2: that a month passed without a session %s reads in a message only if it is to him',
  async (as) => {
    const { data } = await ask('{ notifications(first: 100) { edges { node { template } } } }', as);
    const told = JSON.stringify(data ?? null).includes('training.month-missed');
    expect(told).toBe((STEP_ROLES.plan as readonly string[]).includes(as));
  },
);

test('a reason, a note and a score stand in no event, audit entry or message', async () => {
  const kept = await inTables(world, async (tx) => [
    await tx.outboxEvent.findMany(),
    await tx.auditEntry.findMany(),
    await tx.notification.findMany(),
  ]);
  const text = JSON.stringify(kept, (_key, value: unknown) =>
    typeof value === 'bigint' ? String(value) : value,
  );
  expect(text).toContain('training.absenceExcused');
  for (const secret of [REASON, NOTES, '"score"']) {
    const found = secret === '"score"' ? /"score":\d/.test(text) : text.includes(secret);
    expect({ secret, found }).toEqual({ secret, found: false });
  }
});
