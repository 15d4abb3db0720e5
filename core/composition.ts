/** The one file of the core that knows the modules. */
export { EXEMPLAR, MODULES } from '../modules/index.ts';
