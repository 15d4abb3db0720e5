/** The one file of the core that knows the modules. */
export { MODULES } from '../modules/index.ts';
