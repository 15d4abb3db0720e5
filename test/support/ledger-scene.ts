import { randomUUID } from 'node:crypto';
import { perform, SYSTEM } from '../../core/acts/act.ts';
import type { NewEvent } from '../../core/events/event.ts';
import { deliverAll, runModuleJobs } from '../../core/jobs/runner.ts';
import { configure } from './county-scene.ts';
import { inquiryScene, type Who } from './first-inquiry-scene.ts';
import { gid, HERE, inTables, type Answered } from './timely-scene.ts';
import type { World } from './world.ts';

const PROPOSAL = `id state reason criterion { code points } source subjectKind staff { id } window { id } units occurredOn factId
  firstBy { id } decidedBy { id } recordedBy { id }`;
const ENTRY = `id month occurredOn points units evidence reason postedAt factId criterion { code points regulationPoints clause { id } }
  subjectKind staff { id } window { id } recordedBy { id } confirmedBy { id } secondBy { id }
  corrects { id } correctedBy { id } derivedFrom { id } appeal { id state decision }`;
const APPEAL = 'id state text decision dueOn decidedBy { id } staff { id } entry { id correctedBy { id } }';
const VIEWS: Readonly<Record<string, string>> = {
  confirmScore: `... on ScoreProposal { ${PROPOSAL} }`,
  rejectScore: `... on ScoreProposal { ${PROPOSAL} }`,
  confirmScores: `... on ScoreSitting { outcomes { proposal { id state } refusal { code } } }`,
  correctEntry: `... on LedgerEntry { ${ENTRY} }`,
  appealEntry: `... on ScoreAppeal { ${APPEAL} }`,
  decideScoreAppeal: `... on ScoreAppeal { ${APPEAL} }`,
};

/** A mark of attendance as 考勤 states it. */
export interface Mark {
  readonly role?: string;
  readonly day?: string;
  readonly kind?: 'LATE' | 'ABSENT' | 'OFF_POST' | 'UNCOVERED';
  readonly halfDays?: number;
}

/** What the scenes of the ledger do in a world: other chapters' events come in, the group decides. */
export function ledgerScene(world: () => World) {
  const { ask, list, staffId } = inquiryScene(world);
  const uuid = (role: string) => world().town(HERE).staff[role] ?? '';
  const emit = async (...events: NewEvent[]) => {
    const townshipId = world().town(HERE).id;
    await perform(world().platform, { townshipId, actor: SYSTEM, mayBeSilent: true }, async (act) => {
      for (const event of events) act.emit(event);
    });
    await deliverAll(world().platform);
  };
  const markOf = (factId: string, mark: Mark = {}) => {
    const { role = 'WINDOW_STAFF', day = '2026-09-28', kind = 'LATE', halfDays = 0 } = mark;
    const shared = { half: 'AM', minutes: null, windowId: world().town(HERE).windowId };
    return { factId, payload: { ...shared, staffId: uuid(role), day, kind, halfDays } };
  };
  const say = async (verb: string, input: object, who: Who = 'CENTRE_DIRECTOR'): Promise<Answered> => {
    const Input = `${verb[0]?.toUpperCase()}${verb.slice(1)}Input`;
    const query = `mutation ($input: ${Input}!) { answer: ${verb}(input: $input) { __typename ${VIEWS[verb]} ... on Refusal { code message clause { id } details } } }`;
    const { data, errors } = await ask(query, who, { input });
    if (errors) throw new Error(JSON.stringify(errors));
    return data.answer;
  };
  const proposals = (args = '', who: Who = 'CENTRE_DIRECTOR') => list(`scoreProposals${args}`, PROPOSAL, who);
  const entries = (args = '', who: Who = 'CENTRE_DIRECTOR') => list(`ledgerEntries${args}`, ENTRY, who);
  return {
    ask,
    list,
    staffId,
    uuid,
    emit,
    say,
    proposals,
    entries,
    /** The one proposal of a fact. */
    proposalOf: async (factId: string): Promise<Answered> =>
      (await proposals()).find((one: Answered) => one.factId === factId),
    fact: (name = 'attendanceMark') => `${name}/${randomUUID()}`,
    /** A mark is stated, of its fact. */
    mark: (factId: string, mark: Mark = {}) => {
      const { payload } = markOf(factId, mark);
      return emit({ type: 'punch.dayClosed', factId, payload: { ...payload, pending: false } });
    },
    /** It is taken back by its source. */
    withdrawMark: (factId: string, mark: Mark = {}) => {
      const { payload } = markOf(factId, mark);
      return emit({ type: 'punch.markWithdrawn', factId, payload: { ...payload, counted: true } });
    },
    /** A joint case is a day late at the window; `handler` is accountable. */
    overdueBranch: (factId: string, day: string, handler: string | null) => {
      const { stationId, windowId } = world().town(HERE);
      const ids = { branchId: randomUUID(), caseId: randomUUID(), stationId, windowId };
      return emit({
        type: 'branch.overdue',
        factId,
        payload: { ...ids, handlerId: handler && uuid(handler), day, overdueDays: 1 },
      });
    },
    /** An online question that nobody answered; who let it lie is not known. */
    unanswered: (factId: string, day = '2026-09-28') =>
      emit({
        type: 'onlineConsultation.unanswered',
        factId,
        payload: { consultationId: randomUUID(), day, dueOn: day } as never,
      }),
    jobs: () => runModuleJobs(world().platform),
    appeals: (who: Who = 'CENTRE_DIRECTOR') => list('scoreAppeals', APPEAL, who),
    /** Messages that somebody reads, by their template. */
    messages: (recipient: string) =>
      inTables(world(), async (tx) => {
        const rows = await tx.notification.findMany({
          where: { recipient, module: 'evaluation' },
          orderBy: [{ queuedAt: 'asc' }, { template: 'asc' }],
        });
        return rows.map((row) => row.template);
      }),
    gid: (type: string, id: string) => gid(world(), type, id),
    /** Lets the county configure the chapter in the township. */
    configure: (given: object) => configure(world(), 'evaluation', given),
  };
}
