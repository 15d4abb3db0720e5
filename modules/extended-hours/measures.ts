import type { Measure } from '../../core/county/tally.ts';
import './events.ts';
import { countServices } from './store.ts';

/** Extended services and their minutes by type (一(六)前言); keys like `WEEKDAY.minutes`. */
export const SERVICES: Measure = {
  id: 'extendedServices',
  title: { zh: '延时服务次数和分钟', en: 'Extended services and minutes' },
  count: {
    'extended.recorded': ({ serviceType, minutes }) => [
      { key: `${serviceType}.services`, delta: 1 },
      { key: `${serviceType}.minutes`, delta: minutes },
    ],
  },
  recount: countServices,
};
