import type { Role } from '../../core/auth/roles.ts';
import { deliverAll } from '../../core/jobs/runner.ts';
import { configure } from './county-scene.ts';
import { gid, HERE, inTables, type Answered } from './timely-scene.ts';
import { askWithFile } from './uploads.ts';
import type { World } from './world.ts';

const LOG = `... on DailyLog { id day late summary closedAt officer { id }
  observations { edges { node { id criterion { code } state late observedAt } } } warnings { edges { node { text corrected } } } }`;
const WARNING = '... on DailyWarning { id text corrected recheckedAt window { id } }';
const PROPOSAL = '... on ScoreProposal { id criterion { code } state occurredOn late observedAt }';
const VIEWS: Readonly<Record<string, string>> = {
  openDailyLog: LOG,
  closeDailyLog: LOG,
  recordObservation: PROPOSAL,
  warnInDailyLog: WARNING,
  recheckInDailyLog: WARNING,
  proposeScore: PROPOSAL,
  confirmScore: PROPOSAL,
};

/** A verb of the daily log as a GraphQL operation. */
function operation(verb: string): string {
  const Input = `${verb[0]?.toUpperCase()}${verb.slice(1)}Input`;
  return `mutation ($input: ${Input}!) { answer: ${verb}(input: $input) { __typename ${VIEWS[verb]} ... on Refusal { code message clause { id } details } } }`;
}

/** What the scenes of the daily log and of facts written by hand do in a world. `world` is asked anew each time. */
export function dailyLogScene(world: () => World) {
  const ask = (query: string, as: Role | 'NOBODY', variables: Record<string, unknown> = {}) =>
    world().ask(query, { as, at: HERE, variables });
  /** Uses a verb and returns its answer or refusal; an error is thrown. */
  const say = async (verb: string, input: object, as: Role = 'DUTY_OFFICER'): Promise<Answered> => {
    const { data, errors } = await ask(operation(verb), as, { input });
    if (errors) throw new Error(JSON.stringify(errors));
    return data.answer;
  };
  const staffId = (role = 'WINDOW_STAFF') => gid(world(), 'Staff', world().town(HERE).staff[role] ?? '');
  const windowId = () => world().town(HERE).windowGlobalId();
  return {
    ask,
    say,
    staffId,
    windowId,
    configure: (module: string, given: object) => configure(world(), module, given),
    /** Reads one field of the API. */
    read: async (call: string, as: Role = 'CENTRE_DIRECTOR'): Promise<Answered> => {
      const { data, errors } = await ask(`{ read: ${call} }`, as);
      if (errors) throw new Error(JSON.stringify(errors));
      return data.read;
    },
    /** Enters an observation of the window's clerk. */
    observe: (logId: string, code: string, more: object = {}) =>
      say('recordObservation', { logId, code, staffId: staffId(), evidence: '值日巡查所见', ...more }),
    /** A member of the group brings something forward, of the window's clerk; with its paper where one is needed. */
    propose: async (
      code: string,
      more: object = {},
      { paper = false, as = 'ASSESSOR' }: { paper?: boolean; as?: Role } = {},
    ): Promise<Answered> => {
      const input = { code, staffId: staffId(), occurredOn: '2026-09-25', evidence: '表扬信一封', ...more };
      if (!paper) return say('proposeScore', input, as);
      const given = { as, at: HERE, input, place: 'file', name: '表扬信.pdf' };
      const { data, errors } = await askWithFile(world(), operation('proposeScore'), given);
      if (errors) throw new Error(JSON.stringify(errors));
      return data.answer;
    },
    /** Proposals as they are kept, in the order of writing. */
    proposals: () =>
      inTables(world(), (tx) =>
        tx.scoreProposal.findMany({ orderBy: [{ recordedAt: 'asc' }, { code: 'asc' }] }),
      ),
    /** Puts somebody on the duty roster of a day, or takes him off. */
    roster: async (role: Role, day: string, onDuty = true): Promise<void> => {
      const { data, errors } = await ask(
        'mutation ($input: RosterDutyInput!) { answer: rosterDuty(input: $input) { __typename } }',
        'ATTENDANCE_OFFICER',
        { input: { staffId: staffId(role), day, onDuty } },
      );
      if (errors || data.answer.__typename !== 'DutyRoster') throw new Error(JSON.stringify(errors));
      await deliverAll(world().platform);
    },
  };
}
