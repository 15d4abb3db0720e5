import { refusalKind } from '../regulation/index.ts';

export const signInFailed = refusalKind('SIGN_IN_FAILED', {
  zh: '用户名或密码不正确',
  en: 'user name or password is wrong',
});

export const accountLocked = refusalKind<{ until: string }>('ACCOUNT_LOCKED', {
  zh: '密码输错次数过多，账号暂时锁定，请稍后再试',
  en: 'too many wrong passwords; the account is locked for a while',
});

export const clientNameTaken = refusalKind<{ name: string }>(
  'API_CLIENT_NAME_TAKEN',
  { zh: '已有同名的第三方前端', en: 'a machine client of this name exists' },
  ({ name }) => ({ zh: `已有名为“${name}”的第三方前端`, en: `a machine client named "${name}" exists` }),
);

export const AUTH_REFUSALS = [signInFailed, accountLocked, clientNameTaken];
