import { randomUUID } from 'node:crypto';
import { perform, SYSTEM } from '../../core/acts/act.ts';
import type { Role } from '../../core/auth/roles.ts';
import { signToken } from '../../core/auth/token.ts';
import { sweepOverdue } from '../../core/clocks/sweep.ts';
import { globalId } from '../../core/graphql/node.ts';
import { deliverAll, runModuleJobs } from '../../core/jobs/runner.ts';
import { configure } from './county-scene.ts';
import { HERE, type Answered } from './timely-scene.ts';
import type { World } from './world.ts';

export const MODULE = 'parallel-approval';

/** A participating station of a scene: its ids, and its clerk. */
export interface Place {
  readonly stationId: string;
  readonly windowId: string;
  readonly clerk: string;
}

const BRANCH = `... on Branch { id state round first { id } dueOn overdueDays materials receivedAt opinion requirements silentFor explainBy
  station { name } window { number } draft { kind title text } decision { kind text } }`;
const VIEWS: Readonly<Record<string, string>> = {
  publishJointCatalogue: '... on JointCatalogue { id version flowChart flowChartSvg jointDays }',
  organiseJointSession: '... on JointSession { id }',
  recordJointAttendance: '... on JointSession { id attendances { present branch { id } } }',
  openAccountability: '... on AccountabilityCase { id upheld }',
  decideAccountability: '... on AccountabilityCase { id upheld }',
};
const CASE = '... on Case { id number state version }';
const CASE_VERBS = [
  'submitCase',
  'acceptCase',
  'decideCase',
  'withdrawCase',
  'suspendCase',
  'resumeCase',
  'forkBranches',
  'setMeetingLimit',
  'extendCase',
];

/** What the scenes of 并联审批 do in a world. `world` is asked anew each time. */
export function parallelScene(world: () => World, at: string = HERE) {
  const town = () => world().town(at);
  const gid = (type: string, id: string) => globalId(type, { townshipId: town().id, id });
  const tokenOf = ({ clerk }: Place) =>
    signToken(world().platform.tokenSecret, { sub: clerk, kind: 'STAFF' }, world().platform.now());
  /** Sends a verb as a role, or as the clerk of a place. */
  const reply = async (verb: string, input: object, as: Role | Place = 'WINDOW_STAFF') => {
    const Input = `${verb[0]?.toUpperCase()}${verb.slice(1)}Input`;
    const view = VIEWS[verb] ?? (CASE_VERBS.includes(verb) ? CASE : BRANCH);
    const query = `mutation ($input: ${Input}!) { answer: ${verb}(input: $input) { __typename ${view} ... on Refusal { code clause { id } details } } }`;
    const who = typeof as === 'string' ? { as } : { token: await tokenOf(as) };
    return world().ask(query, { ...who, at, variables: { input } });
  };
  const say = async (verb: string, input: object, as?: Role | Place): Promise<Answered> => {
    const { data, errors } = await reply(verb, input, as);
    if (errors) throw new Error(JSON.stringify(errors));
    return data.answer;
  };
  /** The error of a verb that the sender may not use. */
  const denied = async (verb: string, input: object, as?: Role | Place) => {
    const { errors } = await reply(verb, input, as);
    if (!errors) throw new Error(`${verb} was not refused to the sender`);
    const [{ message, extensions }] = errors as [Answered];
    return { message, code: extensions.code, reason: extensions.reason, clause: extensions.clause };
  };
  const read = async (query: string, as: Role = 'WINDOW_STAFF', variables = {}): Promise<Answered> => {
    const { data, errors } = await world().ask(query, { as, at, variables });
    if (errors) throw new Error(JSON.stringify(errors));
    return data;
  };
  /** Another station with a window and a clerk. */
  const addPlace = async (code: string, name: string): Promise<Place> => {
    const place = { stationId: randomUUID(), windowId: randomUUID(), clerk: randomUUID() };
    const { id: townshipId } = town();
    await perform(
      world().platform,
      { townshipId, actor: SYSTEM, mayBeSilent: true },
      async ({ tx, announce }) => {
        const { stationId, windowId } = place;
        await tx.station.create({ data: { townshipId, id: stationId, code, name } });
        await tx.window.create({
          data: { townshipId, id: windowId, stationId, number: code, name: `${name}窗口` },
        });
        await tx.staff.create({
          data: {
            townshipId,
            id: place.clerk,
            stationId,
            windowId,
            staffNo: code,
            name: `窗口人员${code}`,
            roles: ['WINDOW_STAFF'],
          },
        });
        announce('reference');
      },
    );
    return place;
  };
  /** An entry of the catalogue for `PROMISE-5`: joint limit 5 wd, the given stations with 5 wd each. */
  const publish = (places: readonly Place[], more: object = {}) =>
    say(
      'publishJointCatalogue',
      {
        itemId: town().itemId('PROMISE-5'),
        stationId: gid('Station', town().stationId),
        jointDays: 5,
        participants: places.map(({ stationId }) => ({
          stationId: gid('Station', stationId),
          days: 5,
          materials: ['申请表'],
        })),
        ...more,
      },
      'CENTRE_DIRECTOR',
    );
  /** An item of its own, promised in 5 wd, for townships whose other cases stay plain; its global id. */
  const addItem = async (code = 'JOINT'): Promise<string> => {
    const { id: townshipId, items } = town();
    const itemId = randomUUID();
    await perform(
      world().platform,
      { townshipId, actor: SYSTEM, mayBeSilent: true },
      async ({ tx, announce }) => {
        const where = { townshipId_id: { townshipId, id: items['PROMISE-5'] ?? '' } };
        const like = await tx.serviceItem.findUniqueOrThrow({ where, include: { posts: true } });
        const key = { townshipId, itemId: like.id, version: 1 };
        const first = await tx.serviceItemVersion.findUniqueOrThrow({
          where: { townshipId_itemId_version: key },
        });
        const { posts, ...columns } = like;
        await tx.serviceItem.create({ data: { ...columns, id: itemId, code, currentVersion: 1 } });
        const json = { materials: first.materials as object, fees: first.fees as object, source: {} };
        await tx.serviceItemVersion.create({
          data: { ...first, ...json, itemId, name: '农村宅基地建房', digest: `${itemId}/1` },
        });
        for (const post of posts) await tx.post.create({ data: { ...post, id: randomUUID(), itemId } });
        announce('reference');
      },
    );
    return gid('ServiceItem', itemId);
  };
  /** A case that was handed in with its form. */
  const submit = (itemId = town().itemId('PROMISE-5')) =>
    say('submitCase', {
      itemId,
      applicant: { name: '申请人甲', phone: '199-0000-0001' },
      materials: ['申请表'],
    });
  /** A case that was accepted and so forked, with its branches in order. */
  const forked = async (itemId?: string): Promise<{ caseId: string; branches: Answered[] }> => {
    const { id: caseId } = await submit(itemId);
    const answer = await say('acceptCase', { caseId });
    if (answer.__typename === 'Refusal') throw new Error(JSON.stringify(answer));
    return { caseId, branches: await branchesOf(caseId) };
  };
  const branchesOf = async (caseId: string): Promise<Answered[]> => {
    const { case: found } = await read(
      `query ($id: ID!) { case(id: $id) { branches { edges { node { __typename ${BRANCH.replace('... on Branch {', '').slice(0, -1)} } } } } }`,
      'CENTRE_DIRECTOR',
      { id: caseId },
    );
    return found.branches.edges.map((edge: Answered) => edge.node);
  };
  const look = async (caseId: string, fields = 'jointDate promisedDueOn state'): Promise<Answered> =>
    (await read(`query ($id: ID!) { case(id: $id) { ${fields} } }`, 'CENTRE_DIRECTOR', { id: caseId })).case;
  return {
    addItem,
    addPlace,
    branchesOf,
    denied,
    configure: (given: object) => configure(world(), MODULE, given),
    forked,
    gid,
    look,
    publish,
    read,
    reply,
    say,
    submit,
    tokenOf,
    /** What a night does: overdue days are reported, events delivered, jobs run. */
    night: async () => {
      await sweepOverdue(world().platform);
      await runModuleJobs(world().platform);
      await deliverAll(world().platform);
    },
  };
}
