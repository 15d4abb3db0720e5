import type { Role } from '../../core/auth/roles.ts';
import { deliverAll, runModuleJobs } from '../../core/jobs/runner.ts';
import { configure } from './county-scene.ts';
import { gid, HERE, inTables, type Answered } from './timely-scene.ts';
import type { World } from './world.ts';

const VIEWS: Record<string, string> = {
  ItemChannel: 'id channel system lastEventOn gap',
  MonitoringEntry: 'id position number type',
  MonitoringConsumer: 'id name position',
  CounterEntry: 'id standing dueOn reason case { id number state }',
  CaseVoid: 'id reason case { id state }',
  WindowSession: 'id own window { id }',
  AccountAlert: 'id state',
  ItTicket: 'id problem answer',
  SoftwareInstallRequest: 'id state decision',
  DeviceInspection: 'id findings { edges { node { id kind code } } }',
  OnlineConsultation:
    'id number queryCode dueOn answer clear clocks { kind phase dueOn endedOn overdueDays explanation { sentence } changes { reason } }',
};

/** What the scenes of 网上办理 do in a world: verbs, jobs, switches. `world` is asked anew each time. */
export function onlineScene(world: () => World) {
  /** Uses a verb of the chapter and returns its whole reply. */
  const reply = (verb: string, type: string, input: object, as: Role = 'WINDOW_STAFF') => {
    const Input = `${verb[0]?.toUpperCase()}${verb.slice(1)}Input`;
    const query = `mutation ($input: ${Input}!) { answer: ${verb}(input: $input) { __typename ... on ${type} { ${VIEWS[type]} } ... on Refusal { code clause { id } details } } }`;
    return world().ask(query, { as, at: HERE, variables: { input } });
  };
  return {
    reply,
    /** The same where an answer or a refusal must come back; an error is thrown. */
    say: async (verb: string, type: string, input: object, as?: Role): Promise<Answered> => {
      const { data, errors } = await reply(verb, type, input, as);
      if (errors) throw new Error(JSON.stringify(errors));
      return data.answer;
    },
    /** Reads a field as a role; an error is thrown. */
    look: async (query: string, as: Role, variables: Record<string, unknown> = {}): Promise<Answered> => {
      const { data, errors } = await world().ask(query, { as, at: HERE, variables });
      if (errors) throw new Error(JSON.stringify(errors));
      return data;
    },
    staffId: (role: string) => gid(world(), 'Staff', world().town(HERE).staff[role] ?? ''),
    itemId: (code = 'PROMISE-5') => world().town(HERE).itemId(code),
    windowId: () => world().town(HERE).windowGlobalId(),
    /** Adds a window to the township and returns its global id. */
    addWindow: async (number: string): Promise<string> => {
      const town = world().town(HERE);
      const id = crypto.randomUUID();
      await inTables(world(), (tx) =>
        tx.window.create({
          data: { townshipId: town.id, id, stationId: town.stationId, number, name: `${number}号窗口` },
        }),
      );
      await world().platform.directory.reload(town.id);
      return gid(world(), 'Window', id);
    },
    deliver: () => deliverAll(world().platform),
    jobs: () => runModuleJobs(world().platform),
    /** Lets the county configure the chapter in the township; returns its answer or refusal. */
    configure: (given: object): Promise<Answered> => configure(world(), 'online-processing', given),
  };
}
