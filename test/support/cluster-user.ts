// A process of its own that opens the embedded database of the folder in its first argument, says so, and gives the
// database back when its standard input ends.
import { openDatabase } from '../../core/db/cluster.ts';

const [dataDir = ''] = process.argv.slice(2);
const lines: string[] = [];
const database = await openDatabase({ dataDir }, (line) => lines.push(line), 'throwaway');
console.log(JSON.stringify({ ownerUrl: database.ownerUrl, lines }));
process.stdin.resume().once('end', () => void database.close());
