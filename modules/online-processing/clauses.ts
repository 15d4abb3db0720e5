import { defineClauses, REGULATION } from '../../core/regulation/index.ts';

/** Chapter 一(七) 网上办理制度, verbatim and in the order of the text. Every clause has a rule in rules.ts. */
export const CLAUSES = defineClauses(REGULATION, {
  channels: {
    id: '一(七)1',
    text: '各类行政审批项目一般都应纳入网上审批系统办理。少数站所因特殊情况使用自有系统的，除涉密事项外，数据必须与全省电子监察系统对接。',
  },
  entry: {
    id: '一(七)2',
    text: '申请人通过网上提交申请的，应当按照网上既定流程办理；申请人通过窗口提交申请的，应及时录入网上审批系统，不得在办结后补录。',
  },
  account: {
    id: '一(七)3',
    text: '工作人员在本窗口使用自己的帐号、工号操作办公软件，不得使用他人的帐号、密码登陆。',
  },
  records: {
    id: '一(七)4',
    text: '工作人员要将工作资料及时输入相关的数据库，以备存查，不得随意删除资料。操作办公设备要按照说明书的要求，遇到问题及时与县行政审批局信息业务股联系，不得盲目操作、恶意操作。',
  },
  software: {
    id: '一(七)5',
    text: '工作人员不得在微机上安装与办公无关的程序，严禁外来光盘和U盘装入中心微机运行。窗口如要安装本系统的业务软件，需县行政审批局监管办同意，并由管理办信息业务股安装调试。',
  },
  outsiders: {
    id: '一(七)6',
    text: '工作人员不得允许非中心人员操作微机等设备。',
  },
  misuse: {
    id: '一(七)7',
    text: '工作人员不得使用中心设备做与业务工作无关的事，不得在窗口炒股、玩游戏、聊天、网购、看电影、听音乐等娱乐活动。',
  },
});
