import { perform, SYSTEM } from '../../core/acts/act.ts';
import type { Role } from '../../core/auth/roles.ts';
import { runModuleJobs } from '../../core/jobs/runner.ts';
import { configure } from './county-scene.ts';
import { gid, HERE, type Answered } from './timely-scene.ts';
import type { World } from './world.ts';

export const MODULE = 'one-time-notice';

const NOTICE = `id kind ordinal reason items { text material lawChange newFact }
  contents { unit handler appliedOn matter procedure materials toSupplement promisedLimit queryMethod }
  copies { copy method note acknowledgedAt } document { number text } case { id state version }`;
const GUIDE = `id number queryCode inquirer inquirerPhone
  content { version name materials { name } procedure promisedDays statutoryDays fees { text } forms { name price } }
  questions { edges { node { id question answer } } }`;
const VIEWS: Readonly<Record<string, string>> = {
  issueGuideNotice: `... on GuideNotice { ${GUIDE} }`,
  askGuideQuestion: `... on GuideNotice { ${GUIDE} }`,
  answerGuideQuestion: `... on GuideNotice { ${GUIDE} }`,
  citeGuideNotice: '... on Case { id version }',
  decideNoticeBreach: '... on NoticeBreach { id state }',
};

/** An act of the program itself in the township of the scenes. */
const actIn = (world: World) => ({ townshipId: world.town(HERE).id, actor: SYSTEM, mayBeSilent: true });

/** What the scenes of 一次性告知 do in a world. `world` is asked anew each time. */
export function noticeScene(world: () => World) {
  /** Uses a verb of the chapter and returns its whole reply. */
  const reply = (verb: string, input: object, as: Role | 'NOBODY' = 'WINDOW_STAFF') => {
    const Input = `${verb[0]?.toUpperCase()}${verb.slice(1)}Input`;
    const query = `mutation ($input: ${Input}!) { answer: ${verb}(input: $input) { __typename
      ${VIEWS[verb] ?? `... on Notice { ${NOTICE} }`} ... on Refusal { code clause { id } details } } }`;
    return world().ask(query, { as, at: HERE, variables: { input } });
  };
  /** The same where an answer or a refusal must come back; an error is thrown. */
  const say = async (verb: string, input: object, as?: Role | 'NOBODY'): Promise<Answered> => {
    const { data, errors } = await reply(verb, input, as);
    if (errors) throw new Error(JSON.stringify(errors));
    return data.answer;
  };
  /** Reads something as somebody; an error is thrown. */
  const read = async (
    query: string,
    as: Role | 'NOBODY' = 'WINDOW_STAFF',
    variables = {},
  ): Promise<Answered> => {
    const { data, errors } = await world().ask(query, { as, at: HERE, variables });
    if (errors) throw new Error(JSON.stringify(errors));
    return data;
  };
  return {
    reply,
    say,
    read,
    jobs: () => runModuleJobs(world().platform),
    /** A written notice on a case, of materials or of words. */
    notice: (caseId: string, items: readonly (string | object)[], more: object = {}, as?: Role) =>
      say(
        'issueNotice',
        {
          caseId,
          kind: 'SUPPLEMENT',
          reason: '材料不齐全',
          items: items.map((item) => (typeof item === 'string' ? { text: item } : item)),
          ...more,
        },
        as,
      ),
    breaches: async (): Promise<Answered[]> => {
      const query =
        '{ noticeBreaches { edges { node { id ground criterion trips state staff { id } notice { id } } } } }';
      const { noticeBreaches } = await read(query, 'CENTRE_DIRECTOR');
      return noticeBreaches.edges.map((edge: Answered) => edge.node);
    },
    staffId: (role: string) => gid(world(), 'Staff', world().town(HERE).staff[role] ?? ''),
    /** Lets the county configure the chapter in the township; returns its answer or refusal. */
    configure: (given: object): Promise<Answered> => configure(world(), MODULE, given),
    /** Brings an item into its next version, with so many materials named 材料1, 材料2, …. */
    nextVersion: (item: string, materials: number) =>
      perform(world().platform, actIn(world()), async ({ tx, announce }) => {
        const { id, items } = world().town(HERE);
        const itemId = items[item] ?? '';
        const where = { townshipId: id, itemId };
        const last = await tx.serviceItemVersion.findFirstOrThrow({ where, orderBy: { version: 'desc' } });
        const version = last.version + 1;
        const names = Array.from({ length: materials }, (_none, i) => ({
          name: `材料${i + 1}`,
          form: '原件',
          originals: 1,
          copies: null,
          total: 1,
          note: '',
        }));
        await tx.serviceItemVersion.create({
          data: {
            ...last,
            version,
            materials: names,
            fees: last.fees ?? [],
            source: {},
            digest: `${itemId}/${version}`,
            sampleForms: ['申请表样表'],
            effectiveFrom: world().platform.now(),
          },
        });
        await tx.serviceItem.update({
          where: { townshipId_id: { townshipId: id, id: itemId } },
          data: { currentVersion: version },
        });
        announce('reference');
      }),
  };
}
