import { randomUUID } from 'node:crypto';
import type { Act } from '../acts/act.ts';
import { countInEachTownship } from '../acts/each-township.ts';
import { freezeModule, thawModule } from '../clocks/service.ts';
import type { Tx } from '../db/client.ts';
import { draftOf, queueMessages } from '../notifications/queue.ts';
import { withholdMessages } from '../notifications/service.ts';
import { Refused } from '../regulation/index.ts';
import type { Platform } from '../platform.ts';
import type { CivilDate } from '../time/index.ts';
import type { ModuleManifest, OpenWork } from './manifest.ts';
import {
  dependentModules,
  moduleForbidden,
  moduleHasOpenWork,
  moduleRequired,
  moduleRequires,
  moduleSettingsInvalid,
  moduleUnknown,
} from './refusals.ts';
import { WORK_FROZEN } from './messages.ts';
import { nearest } from './nearest.ts';
import type { Registry } from './registry.ts';
import { invalidSettings } from './settings.ts';

/** What the county decides on one module of one township. */
export interface ConfigureModule {
  readonly module: string;
  /** Left out: as it is. */
  readonly enabled?: boolean | null | undefined;
  /** Replaces the settings as a whole; left out: as they are. */
  readonly settings?: unknown;
  /** First day; left out: at once. */
  readonly effectiveFrom?: CivilDate | null | undefined;
  readonly openWork: 'REFUSE' | 'FREEZE';
  readonly reason?: string | null | undefined;
}

/**
 * Records a dated decision on a module of the act's township and carries it out when its day has come.
 * Refusals: MODULE_UNKNOWN, MODULE_REQUIRED, MODULE_FORBIDDEN, MODULE_REQUIRES, MODULE_IS_REQUIRED_BY,
 * MODULE_SETTINGS_INVALID, MODULE_HAS_OPEN_WORK.
 */
export async function configureModule(act: Act, input: ConfigureModule): Promise<{ module: string }> {
  const { registry, switches, directory } = act.platform;
  const manifest = knownModule(registry, input.module);
  const effectiveFrom =
    input.effectiveFrom && input.effectiveFrom > act.today ? input.effectiveFrom : act.today;
  const present = switches.decisionOn(act.townshipId, manifest.id, effectiveFrom);
  const enabled = input.enabled ?? present?.enabled ?? false;
  const settings = input.settings ?? present?.settings ?? {};
  const invalid = invalidSettings(manifest, settings);
  if (invalid.en.length > 0)
    throw new Refused(
      moduleSettingsInvalid({ module: manifest.id, problems: invalid.en, inChinese: invalid.zh }),
    );
  const policy = directory.policyOf(manifest.id);
  if (enabled && policy === 'FORBIDDEN') throw new Refused(moduleForbidden({ module: manifest.id }));
  if (!enabled && policy === 'REQUIRED') throw new Refused(moduleRequired({ module: manifest.id }));
  requireOthers(act, manifest, enabled, effectiveFrom);
  if (!enabled && present?.enabled && input.openWork === 'REFUSE') await refuseOpenWork(act, manifest);

  const row = {
    townshipId: act.townshipId,
    id: randomUUID(),
    module: manifest.id,
    enabled,
    settings: settings as object,
    effectiveFrom,
    openWork: input.openWork,
    reason: input.reason ?? null,
    setBy: act.actor.id,
    setAt: act.now,
    appliedAt: null,
  };
  await act.tx.moduleSetting.create({ data: row });
  act.audit({
    verb: 'configureModule',
    subjectType: 'ModuleSetting',
    subjectId: row.id,
    fields: ['enabled', 'settings', 'effectiveFrom', 'openWork'],
    content: { module: manifest.id, enabled, settings, effectiveFrom, openWork: input.openWork },
  });
  act.announce('reference');
  if (effectiveFrom === act.today) await carryOut(act, row, present?.enabled ?? false);
  return { module: manifest.id };
}

function knownModule(registry: Registry, id: string): ModuleManifest {
  const found = registry.find(id);
  if (found) return found;
  const known = registry.modules.map((m) => m.id);
  throw new Refused(moduleUnknown({ module: id, didYouMean: nearest(id, known) }));
}

/** What a module requires must be on, and what requires it off, on the decision's first day. */
function requireOthers(act: Act, manifest: ModuleManifest, enabled: boolean, day: CivilDate): void {
  const { registry, switches } = act.platform;
  const isOn = (id: string) => switches.decisionOn(act.townshipId, id, day)?.enabled ?? false;
  if (enabled) {
    const missing = manifest.requires.filter((id) => !isOn(id));
    if (missing.length > 0) throw new Refused(moduleRequires({ module: manifest.id, requires: missing }));
    return;
  }
  const dependents = registry.modules
    .filter((m) => m.requires.includes(manifest.id) && isOn(m.id))
    .map((m) => m.id);
  if (dependents.length > 0)
    throw new Refused(dependentModules({ module: manifest.id, requiredBy: dependents }));
}

/** What is unfinished of a module in a township; while it is off, what stands frozen. */
export async function openWorkOf(
  tx: Tx,
  manifest: ModuleManifest,
  townshipId: string,
): Promise<readonly OpenWork[]> {
  return (await manifest.openWork?.(tx, townshipId)) ?? [];
}

async function refuseOpenWork(act: Act, manifest: ModuleManifest): Promise<void> {
  const open = await openWorkOf(act.tx, manifest, act.townshipId);
  if (open.length === 0) return;
  throw new Refused(
    moduleHasOpenWork({ module: manifest.id, count: open.length, openWork: open.slice(0, MOST_LISTED) }),
  );
}

/** Pieces of unfinished work that an answer lists. */
export const MOST_LISTED = 100;
/** And a message. */
const MOST_TOLD = 20;

/** Tells the director which work stands still with a module that is off now. */
async function tellOfFrozen(act: Act, row: { id: string; module: string }): Promise<void> {
  const manifest = act.platform.registry.find(row.module);
  const open = manifest ? await openWorkOf(act.tx, manifest, act.townshipId) : [];
  if (!manifest || open.length === 0) return;
  const told = open.slice(0, MOST_TOLD).map(({ label }) => label);
  await queueMessages(act, [
    draftOf(WORK_FROZEN, {
      caseId: null,
      recipient: 'CENTRE_DIRECTOR',
      readBy: 'CENTRE_DIRECTOR',
      data: {
        module: manifest.title.zh,
        count: open.length,
        work: `${told.join('；')}${open.length > told.length ? '……' : ''}`,
      },
      dedupeKey: `module.frozen/${row.id}`,
    }),
  ]);
}

/** What a decision's first day brings: clocks frozen or thawed, waiting messages withheld, the director told, and the event. */
async function carryOut(
  act: Act,
  row: { id: string; module: string; enabled: boolean; effectiveFrom: string; openWork: string },
  wasEnabled: boolean,
): Promise<void> {
  if (row.enabled && !wasEnabled)
    await thawModule(act, row.module, `模块“${row.module}”恢复启用 / module on again`);
  if (!row.enabled && wasEnabled) {
    await freezeModule(act, row.module, `模块“${row.module}”停用 / module off`);
    await withholdMessages(act, row.module);
    await tellOfFrozen(act, row);
  }
  await act.tx.moduleSetting.update({
    where: { townshipId_id: { townshipId: act.townshipId, id: row.id } },
    data: { appliedAt: act.now },
  });
  if (row.enabled === wasEnabled) return;
  const payload = { module: row.module, effectiveFrom: row.effectiveFrom };
  const factId = `moduleSetting/${row.id}`;
  if (row.enabled) act.emit({ type: 'module.enabled', factId, payload });
  else act.emit({ type: 'module.disabled', factId, payload: { ...payload, openWork: row.openWork } });
}

/** Carries out decisions whose first day has come; run by a job of the kernel. Returns how many. */
export function applyDueDecisions(platform: Platform): Promise<number> {
  return countInEachTownship(platform, applyDue);
}

async function applyDue(act: Act): Promise<number> {
  const due = await act.tx.moduleSetting.findMany({
    where: { townshipId: act.townshipId, appliedAt: null, effectiveFrom: { lte: act.today } },
    orderBy: [{ effectiveFrom: 'asc' }, { setAt: 'asc' }],
  });
  for (const row of due) {
    const earlier = act.platform.directory
      .decisionsOf(act.townshipId, row.module)
      .findLast((d) => d.id !== row.id && isBefore(d, row));
    await carryOut(act, row, earlier?.enabled ?? false);
    act.audit({ verb: 'applyModuleSetting', subjectType: 'ModuleSetting', subjectId: row.id });
  }
  if (due.length > 0) act.announce('reference');
  return due.length;
}

/** Whether a decision was in force before another came: by first day, on the same day by when it was set. */
function isBefore(a: Dated, b: Dated): boolean {
  return a.effectiveFrom < b.effectiveFrom || (a.effectiveFrom === b.effectiveFrom && a.setAt <= b.setAt);
}
interface Dated {
  readonly effectiveFrom: string;
  readonly setAt: Date;
}

/** Sets the county's policy on a module for all townships; it constrains decisions, it does not switch by itself. */
export async function setModulePolicy(
  act: Act,
  input: { module: string; policy: 'REQUIRED' | 'OPTIONAL' | 'FORBIDDEN' },
): Promise<{ module: string }> {
  const { registry, directory, switches } = act.platform;
  knownModule(registry, input.module);
  const contrary = directory.townships.filter((t) => {
    const on = switches.isEnabled(t.id, input.module);
    return (input.policy === 'FORBIDDEN' && on) || (input.policy === 'REQUIRED' && !on);
  });
  if (contrary.length > 0) {
    const details = { module: input.module, townships: contrary.map((t) => t.code) };
    throw new Refused(input.policy === 'FORBIDDEN' ? moduleForbidden(details) : moduleRequired(details));
  }
  const county = directory.county;
  if (!county || act.actor.id === null) throw new Error('a policy needs a county and its account');
  const data = { policy: input.policy, setBy: act.actor.id, setAt: act.now };
  await act.tx.modulePolicy.upsert({
    where: { countyId_module: { countyId: county.id, module: input.module } },
    create: { countyId: county.id, module: input.module, ...data },
    update: data,
  });
  act.audit({
    verb: 'setModulePolicy',
    subjectType: 'ModulePolicy',
    subjectId: input.module,
    fields: ['policy'],
    content: input,
  });
  act.announce('reference');
  return { module: input.module };
}
