import { defineClauses, REGULATION } from '../../core/regulation/index.ts';

/** Chapter 四(四) 安全保卫制度, verbatim and in the order of the text, and what 三(一)4A(1) takes off for disorder. */
export const CLAUSES = defineClauses(REGULATION, {
  everyone: {
    id: '四(四)1',
    text: '全体工作人员都是安全责任人，都要牢固树立“服务第一”“安全第一”的思想。',
  },
  power: { id: '四(四)2', text: '下班时必须切断照明、电脑及其他办公设施电源，防火防盗。' },
  keeping: {
    id: '四(四)3',
    text: '工作人员要妥善保管好印章、票据、各类资料，防止失窃和失密。服务大厅不允许存放现金、有价证券和贵重物品，丢失后果自负。',
  },
  duty: {
    id: '四(四)4',
    text: '值班人员负责做好大厅防火、防盗等安全保卫工作，下班时必须关锁门窗，关闭大厅照明、空调和办公设施电源，注意用水、用电安全，消除各类安全隐患。',
  },
  accidents: { id: '四(四)5', text: '对失责造成的各类安全事故，将追究当事人和相关责任人的责任。' },
  untidy: {
    id: '三(一)4A(1)④',
    text: '办公用品摆放不整齐，窗口环境脏乱差，经指出但不及时纠正的，每次扣1分。',
  },
  closing: {
    id: '三(一)4A(1)⑤',
    text: '下班前要及时关闭电脑、打印机电源，摆放好桌椅、纸篓等日常办公用品，违反规定每次每件扣1分。',
  },
});
