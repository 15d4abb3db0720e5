import { afterAll, beforeAll } from 'vitest';
import { file, settle } from '../support/complaint-scene.ts';
import { criteriaOf, verbsOf } from '../support/criteria-suite.ts';
import { dailyLogScene } from '../support/daily-log-scene.ts';
import { integrityScene } from '../support/integrity-scene.ts';
import { createWorld, type World } from '../support/world.ts';

let world: World;
const { did, staffId, windowId } = verbsOf(() => world);
const { configure, propose } = dailyLogScene(() => world);
const { reported } = integrityScene(() => world);

beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

/** An inspection of the window's devices that finds something of the clerk. */
function inspected(kind: string): Promise<string> {
  const findings = [{ kind, staffId: staffId() }];
  const inspectedAt = '2026-09-28T08:45:00+08:00';
  return did('ASSESSOR', 'recordInspection', { windowId: windowId(), inspectedAt, findings });
}

/** What the group brings forward, with its paper or without. */
const brought = (code: string) => ({
  from: 'the group; nothing without evidence',
  posts: (key: string) => propose(code, { idempotencyKey: key }),
  short: () => propose(code, { evidence: '' }),
});
const papered = (code: string) => ({
  from: 'the group, with the paper; without it is refused',
  posts: (key: string) => propose(code, { idempotencyKey: key }, { paper: true }),
  short: () => propose(code),
});
const found = (kind: string, otherwise: string) => ({
  from: `online: an inspection finds ${kind}; ${otherwise} is another rule’s, or none’s`,
  posts: () => inspected(kind),
  short: () => inspected(otherwise),
});

/** A complaint about the clerk that is concluded so. */
async function complained(finding: string): Promise<void> {
  const { id } = await file(world);
  await settle(world, id, { finding });
}

/** An accident that is held against the clerk. */
async function accident(serious: boolean): Promise<void> {
  const incidentId = await did('ASSESSOR', 'reportIncident', {
    occurredOn: '2026-09-25',
    account: '插座起火',
  });
  const decision = { incidentId, serious, staffIds: [staffId()], measures: ['书面检查'] };
  await did('UNIT_DEPUTY', 'decideIncident', decision);
}

/** A report that the clerk took favours, concluded so. */
async function favours(confirmed: boolean): Promise<void> {
  const { id: fileId } = await reported();
  const conclusion = { fileId, confirmed, grounds: confirmed ? '经查属实' : '经查不属实' };
  await did('CENTRE_DIRECTOR', 'concludeIntegrityFile', conclusion);
}

criteriaOf('OL', () => world, {
  OL1: [found('UNRELATED_SOFTWARE', 'OUTSIDER')],
  OL2: [found('WRONG_NETWORK', 'OUTSIDER')],
  OL3: [found('NETWORK_FAULT', 'OUTSIDER')],
});

criteriaOf('BN', () => world, {
  BN1: [brought('BN1')],
  BN2: [papered('BN2')],
  BN3a: [papered('BN3a')],
  BN3b: [papered('BN3b')],
  BN3c: [papered('BN3c')],
});

criteriaOf('DQ', () => world, {
  DQ1: [
    {
      from: 'complaints: verified with fault of staff; true but without fault it is none',
      posts: () => complained('STAFF_FAULT'),
      short: () => complained('NO_STAFF_FAULT'),
    },
  ],
  DQ2: [brought('DQ2')],
  DQ3: [
    {
      from: 'integrity: favours taken, which is confirmed; unfounded it is none',
      posts: () => favours(true),
      short: () => favours(false),
    },
    {
      from: 'the group, where integrity is off; while it is on that is refused',
      posts: async (key) => {
        await configure('integrity', { enabled: false, openWork: 'FREEZE' });
        return propose('DQ3', { idempotencyKey: key, occurredOn: '2026-09-28' });
      },
      short: () => propose('DQ3', { occurredOn: '2026-09-28' }),
    },
  ],
  DQ4: [
    brought('DQ4'),
    {
      from: 'safety: a serious accident; one that is not is none',
      posts: () => accident(true),
      short: () => accident(false),
    },
  ],
});
