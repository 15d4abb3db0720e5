import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Role } from '../../core/auth/roles.ts';
import { plainFields } from '../../test/support/module-parts.ts';
import { safetyScene } from '../../test/support/safety-scene.ts';
import { inTables } from '../../test/support/timely-scene.ts';
import { ALL_ROLES, createWorld, type World } from '../../test/support/world.ts';
import { INCIDENT_READERS, READERS, SEAL_READERS, STEP_ROLES } from './roles.ts';

let world: World;
let ids: Record<string, string>;
const { ask, list, say, staffId, windowId } = safetyScene(() => world);
const SECRETS = ['插座起火', '书面检查', '抽屉内现金', '年度报表'];

beforeAll(async () => {
  world = await createWorld();
  world.at('2026-09-28', '18:00');
  const clerk = staffId('WINDOW_STAFF');
  const check = { windowId: windowId(), staffId: clerk, left: ['PRINTER'] };
  const checked = await say('checkWindowAtClosing', check);
  const valuables = await say('recordValuables', { kind: 'CASH', note: '抽屉内现金' });
  const seal = { name: '审批专用章', kind: 'APPROVAL', holderId: staffId('SEAL_HOLDER') };
  const { id: sealId } = await say('registerSeal', seal, 'CENTRE_DIRECTOR');
  const use = await say('useSeal', { sealId, explanation: '年度报表' }, 'SEAL_HOLDER');
  const report = { occurredOn: '2026-09-25', account: '插座起火' };
  const { id: incidentId } = await say('reportIncident', report, 'ASSESSOR');
  const decision = { incidentId, serious: false, staffIds: [clerk], measures: ['书面检查'] };
  await say('decideIncident', decision, 'UNIT_DEPUTY');
  const [held] = await list('incidentAccountability', 'id');
  ids = {
    ClosingCheck: checked.id,
    ValuablesFinding: valuables.id,
    SealUse: use.id,
    SafetyIncident: incidentId,
    IncidentAccountability: held.id,
  };
});
afterAll(() => world.close());

const VIEWERS = [...ALL_ROLES, 'NOBODY'] as const;
/** Who reads an object: by role, and the clerk whom it concerns. */
const MAY_READ: Readonly<Record<string, readonly Role[]>> = {
  ClosingCheck: [...READERS, 'WINDOW_STAFF'],
  ValuablesFinding: READERS,
  SealUse: SEAL_READERS,
  SafetyIncident: INCIDENT_READERS,
  IncidentAccountability: [...INCIDENT_READERS, 'WINDOW_STAFF'],
};
/** Every list of the chapter that leads to what is closed. */
const LISTS = [
  'closingChecks { edges { node { left } } }',
  'valuablesFindings { edges { node { note } } }',
  'seals { edges { node { uses { edges { node { explanation } } } } } }',
  'safetyIncidents { edges { node { account accountability { edges { node { measure } } } } } }',
  'incidentAccountability { edges { node { measure } } }',
];

describe.each(Object.keys(MAY_READ))('%s', (type) => {
  test.each(VIEWERS)('四(四): whether %s reaches it by its id', async (as) => {
    const query = `query ($id: ID!) { node(id: $id) { ... on ${type} { ${plainFields(type)} } } }`;
    const { data } = await ask(query, as, { id: ids[type] });
    const reads = (MAY_READ[type] ?? []).includes(as as Role);
    expect((data?.node ?? null) !== null).toBe(reads);
  });
});

test.each(VIEWERS)('四(四): through the lists %s reads what he may and nothing else', async (as) => {
  const replies = await Promise.all(LISTS.map((call) => ask(`{ ${call} }`, as)));
  const text = JSON.stringify(replies.map(({ data }) => data ?? null));
  const reads = (type: string) => (MAY_READ[type] ?? []).includes(as as Role);
  expect(text.includes('PRINTER')).toBe(reads('ClosingCheck'));
  expect(text.includes('抽屉内现金')).toBe(reads('ValuablesFinding'));
  expect(text.includes('年度报表')).toBe(reads('SealUse'));
  expect(text.includes('插座起火')).toBe(reads('SafetyIncident'));
  expect(text.includes('书面检查')).toBe(reads('IncidentAccountability'));
});

test.each(VIEWERS)(
  '四(四)3: of what the leaders are told %s reads a message only if it is to him',
  async (as) => {
    const { data } = await ask('{ notifications(first: 100) { edges { node { template } } } }', as);
    const templates = (data?.notifications?.edges ?? []).map(
      (edge: { node: { template: string } }) => edge.node.template,
    );
    const told = ['safety.seal-used', 'safety.valuables'].filter((key) => templates.includes(key));
    const leads = (STEP_ROLES.lead as readonly string[]).includes(as);
    expect(told).toEqual(leads ? ['safety.seal-used', 'safety.valuables'] : []);
  },
);

test('no word of it stands in an event, audit entry or message', async () => {
  const kept = await inTables(world, async (tx) => [
    await tx.outboxEvent.findMany(),
    await tx.auditEntry.findMany(),
    await tx.notification.findMany(),
  ]);
  const text = JSON.stringify(kept, (_key, value: unknown) =>
    typeof value === 'bigint' ? String(value) : value,
  );
  expect(text).toContain('safety.incident');
  expect(SECRETS.filter((secret) => text.includes(secret))).toEqual([]);
});
