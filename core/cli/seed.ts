import { main, withSession } from './session.ts';

// Opening a session loads the demo county where there is none; there is nothing else to do.
await main(() => withSession(() => Promise.resolve()));
