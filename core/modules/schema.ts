import type { ObjectRef } from '@pothos/core';
import type { ModulePolicyKind } from '../county/directory.ts';
import type { AppBuilder } from '../graphql/builder.ts';
import type { Context } from '../graphql/context.ts';
import { doc } from '../graphql/doc.ts';
import { covers } from '../graphql/node.ts';
import { addVerb, countyTenant, townshipByCode } from '../graphql/verb.ts';
import { civilDate } from '../time/index.ts';
import { configureModule, MOST_LISTED, openWorkOf, setModulePolicy } from './configure.ts';
import type { ModuleManifest, OpenWork } from './manifest.ts';
import { settingsSchema } from './settings.ts';

/** One module in one township. */
interface TownshipModule {
  readonly module: ModuleManifest;
  readonly townshipId: string;
}

/** Who sees what is unfinished: the county that switches, and whoever leads the centre. */
const WORK_READERS = ['COUNTY_BUREAU', 'CENTRE_DIRECTOR', 'UNIT_DEPUTY', 'UNIT_HEAD'] as const;

type Ref<Shape> = ObjectRef<AppBuilder['$inferSchemaTypes'], Shape>;
const refs = new WeakMap<AppBuilder, { module: Ref<ModuleManifest>; townshipModule: Ref<TownshipModule> }>();

/** All modules of the program as they stand in a township. */
export function townshipModules(ctx: Context, townshipId: string): TownshipModule[] {
  return ctx.platform.registry.modules.map((module) => ({ module, townshipId }));
}

/** The type of a module in a township; made once a builder. */
export function townshipModuleType(builder: AppBuilder): Ref<TownshipModule> {
  return types(builder).townshipModule;
}

function types(builder: AppBuilder) {
  const known = refs.get(builder);
  if (known) return known;
  const module = builder.objectRef<ModuleManifest>('Module');
  const townshipModule = builder.objectRef<TownshipModule>('TownshipModule');
  refs.set(builder, { module, townshipModule });
  builder.enumType('ModulePolicy', {
    description: doc('县里对模块的规定', 'the county’s policy on a module'),
    values: {
      REQUIRED: { description: doc('必须启用', 'must be on') },
      OPTIONAL: { description: doc('各镇自定', 'may be on or off') },
      FORBIDDEN: { description: doc('不得启用', 'must be off') },
    },
  });
  builder.objectType(module, {
    description: doc('制度模块', 'a chapter of the regulation as a module'),
    authScopes: { public: true },
    fields: (t) => ({
      id: t.exposeString('id', { description: doc('代码', 'id, kebab-case') }),
      title: t.string({ description: doc('名称', 'title'), resolve: (m, _args, ctx) => m.title[ctx.locale] }),
      chapter: t.exposeString('chapter', { description: doc('章节', 'chapter of the regulation') }),
      description: t.string({
        description: doc('作用，及停用后的变化', 'what it promises, and what is lost when off'),
        resolve: (m, _args, ctx) => m.description[ctx.locale],
      }),
      settingsSchema: t.field({
        type: 'JSON',
        description: doc(
          '设置的JSON Schema：各项的含义、范围和默认值',
          'JSON Schema of its settings: the meaning, bounds and default of each',
        ),
        resolve: settingsSchema,
      }),
      requires: t.stringList({
        description: doc('依赖的模块', 'modules it requires'),
        resolve: (m) => [...m.requires],
      }),
      policy: t.field({
        type: 'ModulePolicy',
        description: doc('县里的规定', 'the county’s policy'),
        resolve: (m, _args, ctx) => ctx.platform.directory.policyOf(m.id),
      }),
    }),
  });
  const openWork = builder.objectRef<OpenWork>('OpenWork');
  builder.objectType(openWork, {
    description: doc('一件未办完的工作', 'a piece of unfinished work'),
    authScopes: { role: WORK_READERS },
    fields: (t) => ({
      kind: t.exposeString('kind', { description: doc('种类', 'kind, e.g. BRANCH') }),
      label: t.exposeString('label', {
        description: doc('名称，如办件编号', 'its name, e.g. a case number'),
      }),
    }),
  });
  builder.objectType(townshipModule, {
    description: doc('某乡镇的某个模块', 'a module in a township'),
    authScopes: { public: true },
    fields: (t) => ({
      module: t.field({ type: module, description: doc('模块', 'the module'), resolve: (m) => m.module }),
      enabled: t.boolean({
        description: doc('是否启用', 'whether it is on today'),
        resolve: (m, _args, ctx) => ctx.platform.switches.isEnabled(m.townshipId, m.module.id),
      }),
      settings: t.field({
        type: 'JSON',
        description: doc('现行设置，含默认值', 'the settings in force, defaults included'),
        resolve: (m, _args, ctx) => ctx.platform.switches.settingsOf(m.townshipId, m.module),
      }),
      effectiveFrom: t.field({
        type: 'Date',
        nullable: true,
        description: doc('现行决定的起始日', 'first day of the decision in force'),
        resolve: (m, _args, ctx) =>
          ctx.platform.switches.decisionOn(m.townshipId, m.module.id)?.effectiveFrom ?? null,
      }),
      openWork: t.field({
        type: [openWork],
        nullable: true,
        description: doc(
          '未办完的工作，停用期间冻结的即此；最多100件',
          'what is unfinished; while the module is off, what stands frozen; at most 100',
        ),
        authScopes: { role: WORK_READERS },
        resolve: async ({ module: manifest, townshipId }, _args, ctx) =>
          covers(ctx, townshipId)
            ? (await openWorkOf(ctx.db, manifest, townshipId)).slice(0, MOST_LISTED)
            : null,
      }),
    }),
  });
  return { module, townshipModule };
}

/** The list of modules and the county's verbs on them. */
export function addModules(builder: AppBuilder): void {
  const { module, townshipModule } = types(builder);
  builder.queryField('modules', (t) =>
    t.field({
      type: [module],
      description: doc('全部制度模块，按制度章节排列', 'all modules, in the order of the regulation'),
      authScopes: { public: true },
      resolve: (_root, _args, ctx) => [...ctx.platform.registry.modules],
    }),
  );
  builder.enumType('OpenWorkPolicy', {
    description: doc('停用时对未办完工作的处理', 'what to do with open work when a module goes off'),
    values: {
      REFUSE: { description: doc('有未办完的工作则拒绝', 'refuse while there is any') },
      FREEZE: {
        description: doc(
          '冻结：提醒停止，承诺时限停走，法定时限照走，恢复启用时重新计算',
          'freeze: alarms are silent, promise clocks stand, statutory dates run on and are recomputed when on again',
        ),
      },
    },
  });
  const findModule = (ctx: Context, id: string): ModuleManifest => {
    const found = ctx.platform.registry.find(id);
    if (!found) throw new Error('an answered module must exist');
    return found;
  };
  addVerb(builder, 'configureModule', {
    description: doc(
      '启用、停用或设置某乡镇的模块；县级权限',
      'switches a module of a township on or off, or sets it; for the county',
    ),
    input: (t) => ({
      township: t.string({ required: true, description: doc('乡镇代码', 'code of the township') }),
      module: t.string({ required: true, description: doc('模块代码', 'id of the module') }),
      enabled: t.boolean({ description: doc('是否启用；不填则不变', 'on or off; left out: as it is') }),
      settings: t.field({
        type: 'JSON',
        description: doc(
          '整体替换设置；不填则不变',
          'replaces the settings as a whole; left out: as they are',
        ),
      }),
      effectiveFrom: t.field({
        type: 'Date',
        description: doc('起始日；不填则立即', 'first day; left out: at once'),
      }),
      openWork: t.field({
        type: 'OpenWorkPolicy',
        required: true,
        defaultValue: 'REFUSE',
        description: doc('对未办完工作的处理', 'what to do with open work'),
      }),
      reason: t.string({ description: doc('理由', 'reason') }),
    }),
    roles: ['COUNTY_BUREAU'],
    tenant: (ctx, input) => townshipByCode(ctx, input.township),
    answer: {
      typename: 'TownshipModule',
      ref: townshipModule,
      load: (ctx, key) => Promise.resolve({ module: findModule(ctx, key.id), townshipId: key.townshipId }),
    },
    act: async (act, input) => {
      const { module: id } = await configureModule(act, {
        module: input.module,
        enabled: input.enabled,
        settings: input.settings,
        effectiveFrom: input.effectiveFrom ? civilDate(input.effectiveFrom) : null,
        openWork: input.openWork,
        reason: input.reason,
      });
      return { id };
    },
  });
  addVerb(builder, 'setModulePolicy', {
    description: doc(
      '县里规定模块必须、可以或不得启用',
      'makes a module required, optional or forbidden in all townships',
    ),
    input: (t) => ({
      module: t.string({ required: true, description: doc('模块代码', 'id of the module') }),
      policy: t.field({
        type: 'ModulePolicy',
        required: true,
        description: doc('规定', 'the policy'),
      }),
    }),
    roles: ['COUNTY_BUREAU'],
    tenant: countyTenant,
    answer: {
      typename: 'Module',
      ref: module,
      load: (ctx, key) => Promise.resolve(findModule(ctx, key.id)),
    },
    act: async (act, input) => {
      const { module: id } = await setModulePolicy(act, {
        module: input.module,
        policy: input.policy as ModulePolicyKind,
      });
      return { id };
    },
  });
}
