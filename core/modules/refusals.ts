import { refusalKind } from '../regulation/index.ts';
import type { OpenWork } from './manifest.ts';

/** Ids in the marks that let a person be told their titles. */
const quoted = (ids: readonly string[]) => ids.map((id) => `“${id}”`).join('');

export const moduleUnknown = refusalKind<{ module: string; didYouMean: string | null }>(
  'MODULE_UNKNOWN',
  { zh: '没有这个制度模块', en: 'there is no such module' },
  ({ module, didYouMean }) => ({
    zh: `没有“${module}”这个模块${didYouMean ? `，是否指 ${didYouMean}？` : ''}`,
    en: `there is no module "${module}"${didYouMean ? `; did you mean "${didYouMean}"?` : ''}`,
  }),
);

export const moduleSettingsInvalid = refusalKind<{
  module: string;
  problems: readonly string[];
  inChinese: readonly string[];
}>(
  'MODULE_SETTINGS_INVALID',
  { zh: '模块设置不合规', en: 'the module settings are not valid' },
  ({ problems, inChinese }) => ({
    zh: `模块设置不合规：${inChinese.join('；')}；各项含义和范围见 Module.settingsSchema`,
    en: `invalid settings: ${problems.join('; ')}; see Module.settingsSchema`,
  }),
);

export const moduleRequired = refusalKind<{ module: string; townships?: readonly string[] }>(
  'MODULE_REQUIRED',
  { zh: '县里规定此模块必须启用', en: 'the county requires this module' },
  ({ module, townships }) => ({
    zh: townships ? `以下乡镇尚未启用“${module}”：${townships.join('、')}` : `县里规定“${module}”必须启用`,
    en: townships
      ? `"${module}" is still off in: ${townships.join(', ')}`
      : `the county requires "${module}"`,
  }),
);

export const moduleForbidden = refusalKind<{ module: string; townships?: readonly string[] }>(
  'MODULE_FORBIDDEN',
  { zh: '县里规定此模块不得启用', en: 'the county forbids this module' },
  ({ module, townships }) => ({
    zh: townships ? `以下乡镇还在使用“${module}”：${townships.join('、')}` : `县里规定“${module}”不得启用`,
    en: townships ? `"${module}" is still on in: ${townships.join(', ')}` : `the county forbids "${module}"`,
  }),
);

export const moduleRequires = refusalKind<{ module: string; requires: readonly string[] }>(
  'MODULE_REQUIRES',
  { zh: '须先启用所依赖的模块', en: 'other modules must be on first' },
  ({ module, requires }) => ({
    zh: `启用“${module}”须先启用：${quoted(requires)}`,
    en: `"${module}" requires: ${requires.join(', ')}`,
  }),
);

export const dependentModules = refusalKind<{ module: string; requiredBy: readonly string[] }>(
  'MODULE_IS_REQUIRED_BY',
  { zh: '其他已启用的模块依赖它', en: 'enabled modules depend on it' },
  ({ module, requiredBy }) => ({
    zh: `“${module}”被以下模块依赖，不能停用：${quoted(requiredBy)}`,
    en: `"${module}" is required by: ${requiredBy.join(', ')}`,
  }),
);

export const moduleHasOpenWork = refusalKind<{
  module: string;
  count: number;
  openWork: readonly OpenWork[];
}>(
  'MODULE_HAS_OPEN_WORK',
  { zh: '模块还有未办完的工作', en: 'the module has open work' },
  ({ module, count }) => ({
    zh: `“${module}”还有${count}项未办完的工作，不能停用；如确需停用，请选择冻结（FREEZE）`,
    en: `"${module}" has ${count} open piece(s) of work; to switch it off all the same, choose FREEZE`,
  }),
);

export const MODULE_REFUSALS = [
  moduleUnknown,
  moduleSettingsInvalid,
  moduleRequired,
  moduleForbidden,
  moduleRequires,
  dependentModules,
  moduleHasOpenWork,
];
