import type { Role } from '../../core/auth/roles.ts';
import { runModuleJobs } from '../../core/jobs/runner.ts';
import { configure } from './county-scene.ts';
import { gid, HERE, inTables, step, type Answered } from './timely-scene.ts';
import type { World } from './world.ts';

const VIEWS: Record<string, string> = {
  ExtendedService: 'id type minutes staff { id } case { id }',
  LunchSlot: 'id day opens closes capacity taken',
  Appointment: 'id kind day outcome dutyOfficer { id }',
  HolidayRequest: 'id answer appointment { id day }',
  Consultation:
    'id dueOn answer station { id } clocks { kind phase dueOn endedOn overdueDays explanation { sentence } changes { oldDueOn newDueOn reason } }',
};

/** What the scenes of 错时延时 do in a world: verbs, jobs, switches. `world` is asked anew each time. */
export function extendedScene(world: () => World) {
  /** Uses a verb of the chapter and returns its whole reply. */
  const reply = (verb: string, type: string, input: object, as: Role = 'WINDOW_STAFF') => {
    const Input = `${verb[0]?.toUpperCase()}${verb.slice(1)}Input`;
    // The duty officer of an appointment is for staff only, so machine clients do not ask for him.
    const view = as === 'FRONTEND' ? 'id kind day' : VIEWS[type];
    const query = `mutation ($input: ${Input}!) { answer: ${verb}(input: $input) { __typename ... on ${type} { ${view} } ... on Refusal { code clause { id } details } } }`;
    return world().ask(query, { as, at: HERE, variables: { input } });
  };
  /** The same where an answer or a refusal must come back; an error is thrown. */
  const say = async (verb: string, type: string, input: object, as?: Role): Promise<Answered> => {
    const { data, errors } = await reply(verb, type, input, as);
    if (errors) throw new Error(JSON.stringify(errors));
    return data.answer;
  };
  return {
    reply,
    say,
    /** The reply clocks of a consultation, on the day that the world shows. */
    clocksOf: async (id: string): Promise<Answered> => {
      const query = `query ($id: ID!) { node(id: $id) { ... on Consultation { ${VIEWS['Consultation']} } } }`;
      const { data, errors } = await world().ask(query, { as: 'WINDOW_STAFF', at: HERE, variables: { id } });
      if (errors) throw new Error(JSON.stringify(errors));
      return data.node.clocks;
    },
    staffId: (role: string) => gid(world(), 'Staff', world().town(HERE).staff[role] ?? ''),
    stationId: () => gid(world(), 'Station', world().town(HERE).stationId),
    jobs: () => runModuleJobs(world().platform),
    decide: (caseId: string) => step(world(), 'decideCase', { caseId, outcome: 'APPROVED', result: '准予' }),
    services: () => inTables(world(), (tx) => tx.extendedService.findMany({ orderBy: { startedAt: 'asc' } })),
    /** Lets the county configure the chapter in the township; returns its answer or refusal. */
    configure: (given: object): Promise<Answered> => configure(world(), 'extended-hours', given),
  };
}
