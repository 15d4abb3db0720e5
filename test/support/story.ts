import { globalId } from '../../core/graphql/node.ts';
import type { World } from './world.ts';

/** Global ids of one township's objects, by the name of their type. */
export interface Belongings {
  readonly ids: Readonly<Record<string, string>>;
  /** Number and query code of the township's accepted case. */
  readonly number: string;
  readonly queryCode: string;
}

/** Sends an operation that must succeed and returns its one root field. */
async function done(world: World, query: string, options: Parameters<World['ask']>[1]) {
  const reply = await world.ask(query, options);
  const [answer] = Object.values(
    (reply.data ?? {}) as Record<string, { code?: string; __typename?: string }>,
  );
  if (reply.errors || answer?.__typename === 'Refusal') throw new Error(JSON.stringify(reply));
  // oxlint-disable-next-line typescript/no-explicit-any -- tests read into answers freely
  return answer as any;
}

const ANSWER = '{ __typename ... on Case { id number queryCode version } ... on Refusal { code message } }';

/** Applies for `PROMISE-5` and returns the case. */
export function submit(
  world: World,
  code: string,
  as: 'FRONTEND' | 'APPLICANT' | 'WINDOW_STAFF' = 'FRONTEND',
) {
  return done(
    world,
    `mutation ($itemId: ID!) { submitCase(input: { itemId: $itemId, applicant: { name: "申请人甲", phone: "199-0000-0001" } }) ${ANSWER} }`,
    { as, at: code, variables: { itemId: world.town(code).itemId('PROMISE-5') } },
  );
}

/** One step of a case as window staff; `input` is what stands besides the case, as GraphQL text. */
export function take(world: World, code: string, verb: string, caseId: string, input = '') {
  return done(world, `mutation ($id: ID!) { ${verb}(input: { caseId: $id ${input} }) ${ANSWER} }`, {
    as: 'WINDOW_STAFF',
    at: code,
    variables: { id: caseId },
  });
}

/** Gives a township an accepted, a decided and a refused case, with all that comes with them. */
export async function fillTownship(world: World, code: string): Promise<Belongings> {
  const town = world.town(code);
  const accepted = await submit(world, code);
  await take(world, code, 'acceptCase', accepted.id);
  const decided = await submit(world, code);
  await take(world, code, 'acceptCase', decided.id);
  await take(world, code, 'suspendCase', decided.id, ', cause: APPLICANT_DELAY, reason: "待检测"');
  await take(world, code, 'resumeCase', decided.id);
  await take(world, code, 'decideCase', decided.id, ', outcome: APPROVED, result: "准予"');
  const refused = await submit(world, code);
  await take(
    world,
    code,
    'refuseCase',
    refused.id,
    ', basis: "《示例规定》第一条", reason: "不属于本机关职权"',
  );
  const report = await done(
    world,
    `mutation ($itemId: ID!) { reportRefusal(input: { itemId: $itemId, account: "窗口不收" })
      { __typename ... on RefusalReport { id } ... on Refusal { code } } }`,
    { at: code, variables: { itemId: town.itemId('PROMISE-5') } },
  );
  const director = (query: string) => done(world, query, { as: 'CENTRE_DIRECTOR', at: code });
  const extended = await serveExtended(world, code);
  const documents = await done(
    world,
    `query ($id: ID!) { case(id: $id) { documents { edges { node { id } } } } }`,
    { as: 'WINDOW_STAFF', at: code, variables: { id: accepted.id } },
  );
  const notifications = await director('{ notifications { edges { node { id } } } }');
  const filings = await director('{ negativeFilings { edges { node { id } } } }');
  const first = (connection: { edges: { node: { id: string } }[] }) => connection.edges[0]?.node.id ?? '';
  const row = (type: string, id: string) => globalId(type, { townshipId: town.id, id });
  return {
    number: accepted.number,
    queryCode: accepted.queryCode,
    ids: {
      Case: accepted.id,
      Document: first(documents.documents),
      Notification: first(notifications),
      NegativeFiling: first(filings),
      RefusalReport: report.id,
      ...extended,
      ServiceItem: town.itemId('PROMISE-5'),
      Window: town.windowGlobalId(),
      Station: row('Station', town.stationId),
      Staff: row('Staff', town.staff['WINDOW_STAFF'] ?? ''),
      Township: row('Township', town.id),
    },
  };
}

/** What 错时延时 keeps of a township: an assigned service, a booked lunch slot, a question that was handed over. */
async function serveExtended(world: World, code: string): Promise<Record<string, string>> {
  const town = world.town(code);
  const row = (type: string, id: string) => globalId(type, { townshipId: town.id, id });
  const as = async (
    role: 'STATION_HEAD' | 'WINDOW_STAFF',
    verb: string,
    type: string,
    input: Record<string, string>,
  ) => {
    const Input = `${verb[0]?.toUpperCase()}${verb.slice(1)}Input`;
    const query = `mutation ($input: ${Input}!) { ${verb}(input: $input) { __typename ... on ${type} { id } ... on Refusal { code } } }`;
    const answer = await done(world, query, { as: role, at: code, variables: { input } });
    return answer.id as string;
  };
  const service = await as('STATION_HEAD', 'assignExtendedService', 'ExtendedService', {
    staffId: row('Staff', town.staff['WINDOW_STAFF'] ?? ''),
    day: '2026-09-28',
    from: '18:00',
    to: '19:00',
    reason: '集中办理',
  });
  const slot = await as('STATION_HEAD', 'openLunchSlot', 'LunchSlot', { day: '2026-09-28' });
  const appointment = await as('WINDOW_STAFF', 'bookLunchSlot', 'Appointment', { slotId: slot });
  const question = await as('WINDOW_STAFF', 'registerConsultation', 'Consultation', {
    question: '何时可以办理',
    stationId: row('Station', town.stationId),
  });
  return { ExtendedService: service, LunchSlot: slot, Appointment: appointment, Consultation: question };
}
