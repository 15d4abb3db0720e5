import type { Role } from '../../core/auth/roles.ts';
import { standingFacts } from '../../core/events/criterion.ts';
import type { DeliveredEvent } from '../../core/events/event.ts';
import { deliverAll, runModuleJobs } from '../../core/jobs/runner.ts';
import { CRITERIA } from '../../modules/integrity/criteria.ts';
import { configure } from './county-scene.ts';
import { gid, HERE, inTables, type Answered } from './timely-scene.ts';
import type { World } from './world.ts';

const FILE =
  '... on IntegrityFile { id number prohibition source state receiptNumber subject { id } letter { number text } }';
const VIEWS: Readonly<Record<string, string>> = {
  reportIntegrity: '... on IntegrityReceipt { number }',
  recordReceipt: '... on FeeReceipt { id number amount }',
  declareGift: '... on GiftDeclaration { id disposition receivedOn settledOn }',
  signIntegrityDeclaration: '... on IntegrityDeclaration { id signedAt matters }',
  chargeFee: '... on FeeCharge { id amount }',
  fileComplaint: '... on ComplaintReceipt { number }',
};

/** What the scenes of 廉政 do in a world. `world` is asked anew each time. */
export function integrityScene(world: () => World) {
  const ask = (query: string, as: Role | 'NOBODY', variables: Record<string, unknown> = {}) =>
    world().ask(query, { as, at: HERE, variables });
  /** Uses a verb and returns its answer or refusal; an error is thrown. */
  const say = async (
    verb: string,
    input: object,
    as: Role | 'NOBODY' = 'CENTRE_DIRECTOR',
  ): Promise<Answered> => {
    const Input = `${verb[0]?.toUpperCase()}${verb.slice(1)}Input`;
    const query = `mutation ($input: ${Input}!) { answer: ${verb}(input: $input) { __typename ${VIEWS[verb] ?? FILE} ... on Refusal { code message clause { id } details } } }`;
    const { data, errors } = await ask(query, as, { input });
    if (errors) throw new Error(JSON.stringify(errors));
    return data.answer;
  };
  /** Nodes of a list; an error is thrown. */
  const list = async (call: string, view: string, as: Role = 'CENTRE_DIRECTOR'): Promise<Answered[]> => {
    const { data, errors } = await ask(`{ list: ${call} { edges { node { ${view} } } } }`, as);
    if (errors) throw new Error(JSON.stringify(errors));
    return data.list.edges.map((edge: { node: Answered }) => edge.node);
  };
  const staffId = (role: string) => gid(world(), 'Staff', world().town(HERE).staff[role] ?? '');
  return {
    ask,
    say,
    list,
    staffId,
    /** Reports a breach by the window's staff and returns the file as a leader finds it. */
    reported: async (more: object = {}, as: Role = 'CENTRE_DIRECTOR'): Promise<Answered> => {
      const report = { prohibition: 'IG3', account: '收受烟酒', staffId: staffId('WINDOW_STAFF'), ...more };
      const { number } = await say('reportIntegrity', report, 'NOBODY');
      const files = await list('integrityFiles(first: 100)', 'id number state subject { id }', as);
      return files.find((file) => file.number === number) ?? { number };
    },
    /** Texts of the messages of the chapter that a role reads. */
    told: async (as: Role): Promise<string[]> => {
      const messages = await list('notifications(first: 100)', 'text template', as);
      return messages.filter(({ template }) => template.startsWith('integrity.')).map(({ text }) => text);
    },
    jobs: () => runModuleJobs(world().platform),
    deliver: () => deliverAll(world().platform),
    /** What of 四(三) stands for evaluation: code and day. */
    facts: async (): Promise<string[]> => {
      const rows = await inTables(world(), (tx) => tx.outboxEvent.findMany({ orderBy: { seq: 'asc' } }));
      const standing = standingFacts(CRITERIA, rows as unknown as DeliveredEvent[]);
      return standing.map(({ code, occurredOn }) => `${code}, ${occurredOn}`);
    },
    /** Lets the county configure the chapter in the township; returns its answer or refusal. */
    configure: (given: object) => configure(world(), 'integrity', given),
  };
}
