import type { COUNTY_ROLES, Role } from '../../core/auth/roles.ts';

/** The demonstration county. Its centres, stations and people are invented; the names of the townships are real. */
export const DEMO_COUNTY = { code: 'shangyou', name: '上犹县' } as const;

/** The townships in the county's own order: code and name. */
export const DEMO_TOWNSHIPS = [
  ['shexi', '社溪镇'],
  ['dongshan', '东山镇'],
  ['doushui', '陡水镇'],
  ['yingqian', '营前镇'],
  ['huangbu', '黄埠镇'],
  ['sixia', '寺下镇'],
  ['meishui', '梅水乡'],
  ['youshi', '油石乡'],
  ['anhe', '安和乡'],
  ['shuangxi', '双溪乡'],
  ['shuiyan', '水岩乡'],
  ['pingfu', '平富乡'],
  ['wuzhifeng', '五指峰乡'],
  ['ziyang', '紫阳乡'],
] as const;

/** A machine client that stands for the county's front ends. */
export const DEMO_FRONT_END = '示例前端';

interface DemoStation {
  readonly code: string;
  /** As the items name it. */
  readonly name: string;
  readonly window: string;
}

/** The stations of every township in the order of their windows, 01 to 14. */
export const DEMO_STATIONS: readonly DemoStation[] = [
  { code: 'minzheng', name: '民政所', window: '民政窗口' },
  { code: 'canlian', name: '残联窗口', window: '残联窗口' },
  { code: 'weijian', name: '卫健办', window: '卫健窗口' },
  { code: 'shebao', name: '社保所', window: '社保窗口' },
  { code: 'yibao', name: '医保窗口', window: '医保窗口' },
  { code: 'ziranziyuan', name: '自然资源所', window: '自然资源窗口' },
  { code: 'cunzhenjianshe', name: '村镇建设办', window: '村镇建设窗口' },
  { code: 'nongye', name: '农业农村办', window: '农业农村窗口' },
  { code: 'linye', name: '林业站', window: '林业窗口' },
  { code: 'shijian', name: '市监所', window: '市场监管窗口' },
  { code: 'paichusuo', name: '派出所', window: '户籍窗口' },
  { code: 'sifa', name: '司法所', window: '司法窗口' },
  { code: 'jiaoyu', name: '教育（中心校）', window: '教育窗口' },
  { code: 'tuiyijunren', name: '退役军人服务站', window: '退役军人窗口' },
];

interface DemoPost {
  readonly role: Role;
  readonly title: string;
}

/** Who works for the centre as a whole. */
export const DEMO_CENTRE_POSTS: readonly DemoPost[] = [
  { role: 'CENTRE_DIRECTOR', title: '中心主任' },
  { role: 'DUTY_OFFICER', title: '值班人员' },
  { role: 'UNIT_DEPUTY', title: '分管领导' },
  { role: 'UNIT_HEAD', title: '主要领导' },
  { role: 'ASSESSOR', title: '考评组人员' },
  { role: 'COMPLAINT_OFFICER', title: '投诉受理人员' },
  { role: 'ATTENDANCE_OFFICER', title: '考勤人员' },
  { role: 'SEAL_HOLDER', title: '印章保管人员' },
];

/** The county's accounts: user name, role and name. */
export const DEMO_COUNTY_ACCOUNTS: readonly {
  role: (typeof COUNTY_ROLES)[number];
  username: string;
  name: string;
}[] = [
  { role: 'COUNTY_BUREAU', username: 'county-bureau', name: '县行政审批局人员甲' },
  { role: 'COUNTY_SUPERVISION', username: 'county-supervision', name: '县监管办人员甲' },
  { role: 'COUNTY_IT', username: 'county-it', name: '县信息业务股人员甲' },
];
