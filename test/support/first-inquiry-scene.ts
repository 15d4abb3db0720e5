import { randomUUID } from 'node:crypto';
import type { Role } from '../../core/auth/roles.ts';
import { signToken } from '../../core/auth/token.ts';
import { MODULES } from '../../core/composition.ts';
import { runModuleJobs } from '../../core/jobs/runner.ts';
import { configure } from './county-scene.ts';
import { gid, HERE, inTables, type Answered } from './timely-scene.ts';
import type { World } from './world.ts';

const DISPOSED = `id number visitNo state promised: dispositions(last: 1) { edges { node {
  kind reply promisedDueOn provisional window { number } station { name } body outcome phraseReason } } }`;
const INQUIRY = `... on FirstInquiry { ${DISPOSED} queryCode channel matter responsible { id } responsibleNo holder { id } }`;
const HAND_OVER = '... on InquiryHandOver { id handedAt dueAt takenUpAt inquiry { id state holder { id } } }';
const VIOLATION =
  '... on ConductViolation { id ground state source occurredOn decisionReason staff { id } sanction { id kind imposedOn } }';
const VIEWS: Readonly<Record<string, string>> = {
  registerFirstInquiry: INQUIRY,
  disposeFirstInquiry: INQUIRY,
  settleCoordination: INQUIRY,
  takeUpHandOver: HAND_OVER,
  reportViolation: VIOLATION,
  confirmViolation: VIOLATION,
  dismissViolation: VIOLATION,
  setForbiddenPhrase: '... on ForbiddenPhrase { text forbidden standard }',
};

/** All chapters but 一次性告知, so that an explanation may be written out. */
export const WITHOUT_NOTICES = MODULES.map((m) => m.id).filter((id) => id !== 'one-time-notice');

/** A member of staff by role, or somebody whom the scene added, by id. */
export type Who = Role | { readonly id: string };

/** A station with a window and a member of staff at it. */
export interface Place {
  readonly stationId: string;
  readonly windowId: string;
  readonly staff: { readonly id: string };
}

/** What the scenes of 首问责任 do in a world. `world` is asked anew each time. */
export function inquiryScene(world: () => World) {
  const ask = async (query: string, who: Who | 'NOBODY', variables: Record<string, unknown> = {}) => {
    const token =
      typeof who === 'string'
        ? undefined
        : await signToken(
            world().platform.tokenSecret,
            { sub: who.id, kind: 'STAFF' },
            world().platform.now(),
          );
    const as = typeof who === 'string' ? { as: who } : { token: token ?? '' };
    return world().ask(query, { ...as, at: HERE, variables });
  };
  /** Uses a verb of the chapter and returns its answer or refusal; an error is thrown. */
  const say = async (verb: string, input: object, who: Who = 'WINDOW_STAFF'): Promise<Answered> => {
    const Input = `${verb[0]?.toUpperCase()}${verb.slice(1)}Input`;
    const query = `mutation ($input: ${Input}!) { answer: ${verb}(input: $input) { __typename ${VIEWS[verb]} ... on Refusal { code message clause { id } details } } }`;
    const { data, errors } = await ask(query, who, { input });
    if (errors) throw new Error(JSON.stringify(errors));
    return data.answer;
  };
  const staffId = (role: string) => gid(world(), 'Staff', world().town(HERE).staff[role] ?? '');
  return {
    ask,
    say,
    staffId,
    stationId: () => gid(world(), 'Station', world().town(HERE).stationId),
    jobs: () => runModuleJobs(world().platform),
    /** Registers a visit. */
    register: (more: object = {}, who?: Who) =>
      say('registerFirstInquiry', { matter: '咨询残疾人证办理', ...more }, who),
    /** Disposes of an inquiry. */
    dispose: (inquiryId: string, disposition: string, more: object = {}, who?: Who) =>
      say('disposeFirstInquiry', { inquiryId, disposition, ...more }, who),
    /** Nodes of a list, `firstInquiries(today: true)`; an error is thrown. */
    list: async (call: string, view: string, who: Who = 'WINDOW_STAFF'): Promise<Answered[]> => {
      const { data, errors } = await ask(`{ list: ${call} { edges { node { ${view} } } } }`, who);
      if (errors) throw new Error(JSON.stringify(errors));
      return data.list.edges.map((edge: { node: Answered }) => edge.node);
    },
    /** The hand-over of an inquiry that waits, as its window's staff list it. */
    waiting: async (inquiryId: string): Promise<string> => {
      const { data } = await ask(
        'query ($id: ID!) { node(id: $id) { ... on FirstInquiry { handOvers(last: 1) { edges { node { id takenUpAt } } } } } }',
        'WINDOW_STAFF',
        { id: inquiryId },
      );
      return data.node.handOvers.edges[0]?.node.id ?? '';
    },
    /** Adds a station with an open window and somebody at it. */
    addPlace: async (name: string): Promise<Place> => {
      const [station, window, staff] = [randomUUID(), randomUUID(), randomUUID()];
      const shared = { townshipId: world().town(HERE).id };
      await inTables(world(), async (tx) => {
        await tx.station.create({ data: { ...shared, id: station, code: name, name } });
        await tx.window.create({
          data: { ...shared, id: window, stationId: station, number: name, name: `${name}窗口` },
        });
        await tx.staff.create({
          data: {
            ...shared,
            id: staff,
            staffNo: name,
            name: `${name}人员`,
            roles: ['WINDOW_STAFF'],
            stationId: station,
            windowId: window,
          },
        });
      });
      await world().platform.directory.reload();
      return {
        stationId: gid(world(), 'Station', station),
        windowId: gid(world(), 'Window', window),
        staff: { id: staff },
      };
    },
    /** Opens or closes a window. */
    setWindow: (windowId: string, open: boolean) =>
      inTables(world(), (tx) =>
        tx.window.updateMany({
          where: { id: Buffer.from(windowId, 'base64').toString().split('.')[1] },
          data: { open },
        }),
      ),
    /** Lets the county configure a chapter in the township; returns its answer or refusal. */
    configure: (given: object, module = 'first-inquiry') => configure(world(), module, given),
  };
}
