import { globalId } from '../../core/graphql/node.ts';
import type { Param, Params } from './params.ts';

/** Which server answers. */
export type ServerName = 'bianmin' | 'postgraphile' | 'floor';

/** One HTTP request of a workload. */
export interface Request {
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: string;
}

/** The same question to all servers, and how each answer becomes comparable. */
export interface Workload {
  readonly id: keyof Params;
  readonly title: string;
  readonly request: Readonly<Record<ServerName, (param: Param) => Request>>;
  // oxlint-disable-next-line typescript/no-explicit-any -- three shapes of JSON are read freely
  readonly answer: Readonly<Record<ServerName, (data: any) => unknown>>;
}

function bianmin(query: string, variables: (p: Param) => object = () => ({})) {
  return (p: Param): Request => ({
    path: p.townshipCode ? `/t/${p.townshipCode}/graphql` : '/graphql',
    headers: p.token ? { authorization: `Bearer ${p.token}` } : {},
    body: JSON.stringify({ query, variables: variables(p) }),
  });
}

function postgraphile(query: string, variables: (p: Param) => object = () => ({})) {
  return (p: Param): Request => ({
    path: '/graphql',
    headers: p.townshipId ? { 'x-township-id': p.townshipId } : { 'x-scope': 'county' },
    body: JSON.stringify({ query, variables: variables(p) }),
  });
}

function floor(id: string) {
  return (p: Param): Request => ({ path: `/${id}`, headers: {}, body: JSON.stringify(p) });
}

const instant = (text: string | null) => (text === null ? null : new Date(text).getTime());

// oxlint-disable typescript/no-explicit-any
type Any = any;
const nodes = (connection: Any): Any[] => connection.nodes ?? connection.edges.map((edge: Any) => edge.node);
const entry = (e: Any) => ({ at: instant(e.at), verb: e.verb, toState: e.toState, note: e.note });
const clock = (c: Any) => ({
  kind: c.kind,
  startedOn: c.startedOn,
  endedOn: c.endedOn,
  dueOn: c.dueOn,
});
const byKind = (a: Any, b: Any) => (a.kind < b.kind ? -1 : 1);
const byAt = (a: Any, b: Any) => a.seq - b.seq;
const item = (i: Any) => ({
  code: i.code,
  name: i.name,
  kind: i.kind,
  promisedDays: i.promisedDays,
  statutoryDays: i.statutoryDays,
  station: i.station,
});
const listed = (c: Any) => ({
  number: c.number,
  state: c.state,
  priority: c.priority,
  submittedAt: instant(c.submittedAt),
  acceptedAt: instant(c.acceptedAt),
});

const ITEMS_PG = `nodes { code stationByTownshipIdAndStationId { name }
  serviceItemVersionsByTownshipIdAndItemId(first: 1, orderBy: VERSION_DESC) { nodes { name kind promisedDays statutoryDays } } }`;
const ENTRY = 'at verb toState note';
const CLOCK = 'kind startedOn endedOn dueOn';

/** The five workloads. */
export function workloads(cursors: ReadonlyMap<string, string>): readonly Workload[] {
  return [
    {
      id: 'R1',
      title: 'public catalogue, a page of 20 items',
      request: {
        bianmin: bianmin(
          `query ($code: String!, $after: String) { township(code: $code) { serviceItems(first: 20, after: $after) {
            edges { node { code name kind current { promisedDays statutoryDays } station { name } } } } } }`,
          (p) => ({ code: p.townshipCode, after: p.page ? cursors.get(p.townshipId) : null }),
        ),
        postgraphile: postgraphile(
          `query ($town: UUID!, $offset: Int) { allServiceItems(first: 20, offset: $offset, orderBy: [CODE_ASC, ROW_ID_ASC],
            condition: { townshipId: $town }) { ${ITEMS_PG} } }`,
          (p) => ({ town: p.townshipId, offset: (p.page ?? 0) * 20 }),
        ),
        floor: floor('R1'),
      },
      answer: {
        bianmin: (d: Any) =>
          nodes(d.township.serviceItems).map((i) =>
            item({ ...i, ...i.current, station: i.station?.name ?? null }),
          ),
        postgraphile: (d: Any) =>
          nodes(d.allServiceItems).map((i) =>
            item({
              ...i,
              ...nodes(i.serviceItemVersionsByTownshipIdAndItemId)[0],
              station: i.stationByTownshipIdAndStationId?.name ?? null,
            }),
          ),
        floor: (d: Any) => d.map(item),
      },
    },
    {
      id: 'R2',
      title: 'clerk’s inbox: 20 accepted cases with item, window, masked applicant, clocks, last three steps',
      request: {
        bianmin: bianmin(
          `{ cases(first: 20, mine: true, states: [ACCEPTED]) { edges { node { number state priority submittedAt acceptedAt
            item { name } window { number name } applicant { name phone } clocks { ${CLOCK} }
            timeline(last: 3) { edges { node { ${ENTRY} } } } } } } }`,
        ),
        postgraphile: postgraphile(
          `query ($town: UUID!, $staff: UUID!) { allCases(first: 20, condition: { townshipId: $town, handlerId: $staff, state: "ACCEPTED" },
            orderBy: [PRIORITY_DESC, SUBMITTED_AT_ASC, ROW_ID_ASC]) { nodes { number state priority submittedAt acceptedAt
            serviceItemVersionByTownshipIdAndItemIdAndItemVersion { name } windowByTownshipIdAndWindowId { number name }
            applicantByTownshipIdAndApplicantId { maskedName maskedPhone }
            clocksByTownshipIdAndCaseId(orderBy: KIND_ASC) { nodes { ${CLOCK} } }
            timelineEntriesByTownshipIdAndCaseId(first: 3, orderBy: SEQ_DESC) { nodes { ${ENTRY} } } } } }`,
          (p) => ({ town: p.townshipId, staff: p.staffId }),
        ),
        floor: floor('R2'),
      },
      answer: {
        bianmin: (d: Any) =>
          nodes(d.cases).map((c) => ({
            ...listed(c),
            item: c.item.name,
            window: c.window,
            applicant: c.applicant,
            clocks: c.clocks.map(clock).sort(byKind),
            timeline: nodes(c.timeline).map(entry),
          })),
        postgraphile: (d: Any) =>
          nodes(d.allCases).map((c) => ({
            ...listed(c),
            item: c.serviceItemVersionByTownshipIdAndItemIdAndItemVersion.name,
            window: c.windowByTownshipIdAndWindowId,
            applicant: {
              name: c.applicantByTownshipIdAndApplicantId.maskedName,
              phone: c.applicantByTownshipIdAndApplicantId.maskedPhone,
            },
            clocks: nodes(c.clocksByTownshipIdAndCaseId).map(clock).sort(byKind),
            timeline: nodes(c.timelineEntriesByTownshipIdAndCaseId).toReversed().map(entry),
          })),
        floor: (d: Any) =>
          d.map((c: Any) => ({
            ...listed(c),
            item: c.item,
            window: c.window,
            applicant: c.applicant,
            clocks: c.clocks.map(clock).sort(byKind),
            timeline: c.timeline.sort(byAt).map(entry),
          })),
      },
    },
    {
      id: 'R3',
      title: 'tracking by number and query code, with the timeline',
      request: {
        bianmin: bianmin(
          `query ($number: String!, $code: String!) { trackCase(number: $number, queryCode: $code) { number state submittedAt
            item { name } timeline(first: 50) { edges { node { ${ENTRY} } } } } }`,
          (p) => ({ number: p.number, code: p.queryCode }),
        ),
        postgraphile: postgraphile(
          `query ($town: UUID!, $number: String!, $code: String!) { allCases(first: 1, condition: { townshipId: $town, number: $number, queryCode: $code }) {
            nodes { number state submittedAt serviceItemVersionByTownshipIdAndItemIdAndItemVersion { name }
            timelineEntriesByTownshipIdAndCaseId(first: 50, orderBy: SEQ_ASC) { nodes { ${ENTRY} } } } } }`,
          (p) => ({ town: p.townshipId, number: p.number, code: p.queryCode }),
        ),
        floor: floor('R3'),
      },
      answer: {
        bianmin: (d: Any) => tracked(d.trackCase, d.trackCase.item, d.trackCase.timeline),
        postgraphile: (d: Any) => {
          const [c] = nodes(d.allCases);
          return tracked(
            c,
            c.serviceItemVersionByTownshipIdAndItemIdAndItemVersion,
            c.timelineEntriesByTownshipIdAndCaseId,
          );
        },
        floor: (d: Any) => tracked(d, { name: d.item }, { nodes: d.timeline }),
      },
    },
    {
      id: 'R4',
      title: 'county summary: cases by state of all townships',
      request: {
        bianmin: bianmin('{ county { townships { township { code } casesByState { state count } } } }'),
        postgraphile: postgraphile(
          '{ allTownships(orderBy: POSITION_ASC) { nodes { rowId code } } allCaseCounts { nodes { townshipId state count } } }',
        ),
        floor: floor('R4'),
      },
      answer: {
        bianmin: (d: Any) => d.county.townships.map((t: Any) => [t.township.code, counts(t.casesByState)]),
        postgraphile: (d: Any) =>
          nodes(d.allTownships).map((t) => [
            t.code,
            counts(nodes(d.allCaseCounts).filter((c) => c.townshipId === t.rowId)),
          ]),
        floor: (d: Any) => d.map((t: Any) => [t.code, counts(t.casesByState)]),
      },
    },
    {
      id: 'W1',
      title: 'submitting a case',
      request: {
        bianmin: bianmin(
          `mutation ($item: ID!) { submitCase(input: { itemId: $item, applicant: { name: "申请人甲", phone: "199-0000-0001" } }) {
            ... on Case { number state version item { name } } ... on Refusal { code message } } }`,
          (p) => ({
            item: globalId('ServiceItem', { townshipId: p.townshipId, id: p.itemId ?? '' }),
          }),
        ),
        postgraphile: postgraphile(
          `mutation ($item: UUID!, $town: String!, $staff: UUID!, $due: String!) { benchSubmit(input: { itemId: $item,
            applicantName: "申请人甲", applicantPhone: "199-0000-0001", townshipCode: $town, actorId: $staff, noticeDueOn: $due }) { result { number state version
            serviceItemVersionByTownshipIdAndItemIdAndItemVersion { name } } } }`,
          (p) => ({ item: p.itemId, town: p.townshipCode, staff: p.staffId, due: p.noticeDueOn }),
        ),
        floor: floor('W1'),
      },
      answer: {
        bianmin: (d: Any) => submitted(d.submitCase, d.submitCase.item.name),
        postgraphile: (d: Any) =>
          submitted(
            d.benchSubmit.result,
            d.benchSubmit.result.serviceItemVersionByTownshipIdAndItemIdAndItemVersion.name,
          ),
        floor: (d: Any) => submitted(d, d.item),
      },
    },
  ];
}

function tracked(c: Any, of: Any, timeline: Any): unknown {
  return {
    number: c.number,
    state: c.state,
    submittedAt: instant(c.submittedAt),
    item: of.name,
    timeline: nodes(timeline).map(entry),
  };
}

function counts(list: Any[]): unknown {
  return Object.fromEntries(list.map((c) => [c.state, c.count]).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Numbers follow one another; that each is of the series is what can be equal. */
function submitted(c: Any, name: string): unknown {
  const number = String(c.number).replace(/-\d{6,}$/, '-######');
  return { number, state: c.state, version: c.version, item: name };
}
