import type { AppBuilder } from '../graphql/builder.ts';
import { doc } from '../graphql/doc.ts';
import { rowId, seenIf, whereRow } from '../graphql/node.ts';
import { stationIn, stationOf, windowIn } from './reference.ts';
import { maskName, maskPhone } from './mask.ts';

/** Stations, windows, staff and applicants. */
export function addPeople(builder: AppBuilder): void {
  builder.prismaNode('Station', {
    id: { resolve: rowId },
    findUnique: whereRow,
    nullable: true,
    description: doc('站所', 'a station that serves at the centre'),
    authScopes: { public: true },
    fields: (t) => ({
      code: t.exposeString('code', { description: doc('代码', 'code') }),
      name: t.exposeString('name', { description: doc('名称', 'name') }),
      officePhone: t.exposeString('officePhone', {
        nullable: true,
        description: doc('办公电话', 'office telephone'),
      }),
    }),
  });
  builder.prismaNode('Window', {
    id: { resolve: rowId },
    findUnique: whereRow,
    nullable: true,
    description: doc('窗口', 'a window in the hall'),
    authScopes: { public: true },
    fields: (t) => ({
      number: t.exposeString('number', { description: doc('窗口号', 'number') }),
      name: t.exposeString('name', { description: doc('名称', 'name') }),
      open: t.exposeBoolean('open', { description: doc('是否开放', 'whether it serves') }),
      station: t.field({
        type: 'Station',
        description: doc('所属站所', 'its station'),
        resolve: (w, _args, ctx) => stationOf(ctx, w.townshipId, w.stationId),
      }),
    }),
  });
  builder.prismaNode('Staff', {
    id: { resolve: rowId },
    findUnique: whereRow,
    nullable: true,
    description: doc('工作人员', 'a member of staff'),
    authScopes: (staff, ctx) =>
      seenIf(ctx.viewer.kind === 'COUNTY' || ctx.viewer.townshipId === staff.townshipId),
    fields: (t) => ({
      staffNo: t.exposeString('staffNo', { description: doc('工号', 'staff number') }),
      name: t.exposeString('name', { description: doc('姓名', 'name') }),
      title: t.exposeString('title', { nullable: true, description: doc('职务', 'title') }),
      officePhone: t.exposeString('officePhone', {
        nullable: true,
        description: doc('办公电话', 'office telephone'),
      }),
      roles: t.exposeStringList('roles', { description: doc('角色', 'roles') }),
      active: t.exposeBoolean('active', { description: doc('是否在岗编制内', 'whether in service') }),
      station: t.field(stationIn('stationId', doc('所属站所', 'station'))),
      window: t.field(windowIn('windowId', doc('所在窗口', 'window'))),
    }),
  });
  builder.prismaObject('Applicant', {
    description: doc('服务对象（隐去部分信息）', 'an applicant; personal data masked'),
    authScopes: { public: true },
    fields: (t) => ({
      name: t.string({ description: doc('姓名（已隐去）', 'masked name'), resolve: (a) => maskName(a.name) }),
      phone: t.string({
        nullable: true,
        description: doc('电话（已隐去）', 'masked telephone number'),
        resolve: (a) => (a.phone === null ? null : maskPhone(a.phone)),
      }),
      fullName: t.exposeString('name', {
        nullable: true,
        description: doc('姓名，仅经办窗口可见', 'full name, for the window only'),
        authScopes: { role: ['WINDOW_STAFF', 'STATION_HEAD'] },
      }),
      fullPhone: t.exposeString('phone', {
        nullable: true,
        description: doc('电话，仅经办窗口可见', 'full telephone number, for the window only'),
        authScopes: { role: ['WINDOW_STAFF', 'STATION_HEAD'] },
      }),
    }),
  });
}
