import type { Role } from '../../core/auth/roles.ts';
import type { Prisma } from '../../core/db/client.ts';
import { deliverAll, runModuleJobs } from '../../core/jobs/runner.ts';
import { configure } from './county-scene.ts';
import { addItem, gid, HERE, inTables, uuidOf, type Answered } from './timely-scene.ts';
import type { World } from './world.ts';

const VIEWS: Record<string, string> = {
  ItemPublication: 'id version changedOn provenance { source version publishedBy effectiveFrom publishedAt }',
  PublicText: 'id code provenance { source version publishedBy effectiveFrom }',
  BoardEntry:
    'id name photo post duties promise officePhone provenance { version publishedBy effectiveFrom }',
  PublicationRecord: 'id channel photo',
  FeeCharge: 'id amount published overrideReason',
  DisclosureErrorReceipt: 'number queryCode',
  DisclosureError: 'id number correction dueOn clocks { phase overdueDays }',
};

/** What the scenes of 办事公开 do in a world. `world` is asked anew each time. */
export function disclosureScene(world: () => World) {
  /** Uses a verb of the chapter and returns its whole reply. */
  const reply = (verb: string, type: string, input: object, as: Role | 'NOBODY' = 'CENTRE_DIRECTOR') => {
    const Input = `${verb[0]?.toUpperCase()}${verb.slice(1)}Input`;
    const query = `mutation ($input: ${Input}!) { answer: ${verb}(input: $input) { __typename ... on ${type} { ${VIEWS[type]} } ... on Refusal { code message clause { id } details } } }`;
    return world().ask(query, { as, at: HERE, variables: { input } });
  };
  /** The same where an answer or a refusal must come back; an error is thrown. */
  const say = async (...asked: Parameters<typeof reply>): Promise<Answered> => {
    const { data, errors } = await reply(...asked);
    if (errors) throw new Error(JSON.stringify(errors));
    return data.answer;
  };
  /** What anyone reads; an error is thrown. */
  const read = async (query: string, as: Role | 'NOBODY' = 'NOBODY', at = HERE): Promise<Answered> => {
    const { data, errors } = await world().ask(query, { as, at });
    if (errors) throw new Error(JSON.stringify(errors));
    return data;
  };
  return {
    reply,
    say,
    read,
    item: (fields: Partial<Prisma.ServiceItemVersionCreateManyInput> = {}) =>
      addItem(world(), { kind: 'PROMISED', promisedDays: 5, statutoryDays: 20, fields }),
    /** Gives an item another version, in force from 09:00 of a day; `fields` are what changed besides. */
    change: async (
      item: string,
      version: number,
      day: string,
      fields: Partial<Prisma.ServiceItemVersionCreateManyInput> = {},
    ): Promise<void> => {
      const itemId = uuidOf(item);
      await inTables(world(), async (tx) => {
        const last = await tx.serviceItemVersion.findFirstOrThrow({
          where: { itemId },
          orderBy: { version: 'desc' },
        });
        const effectiveFrom = new Date(`${day}T09:00:00+08:00`);
        await tx.serviceItemVersion.create({
          data: { ...(last as Prisma.ServiceItemVersionCreateManyInput), version, effectiveFrom, ...fields },
        });
        const where = { townshipId_id: { townshipId: last.townshipId, id: itemId } };
        await tx.serviceItem.update({ where, data: { currentVersion: version } });
      });
      await world().platform.directory.reload();
    },
    publish: (itemId: string, as?: Role) => say('publishServiceItem', 'ItemPublication', { itemId }, as),
    staffId: (role: string) => gid(world(), 'Staff', world().town(HERE).staff[role] ?? ''),
    jobs: () => runModuleJobs(world().platform),
    deliver: () => deliverAll(world().platform),
    tasks: () =>
      inTables(world(), (tx) =>
        tx.notification.findMany({ where: { module: 'disclosure' }, orderBy: { queuedAt: 'asc' } }),
      ),
    configure: (given: object): Promise<Answered> => configure(world(), 'disclosure', given),
  };
}
