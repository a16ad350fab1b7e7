// What is loaded before a program that must start nothing, connect to nobody and load no native code.

/** What must not happen is written to the file CANARY, and fails. At the end the most memory it had is said. */
export const trapProgram = `
const { appendFileSync } = require('node:fs');
const { syncBuiltinESMExports } = require('node:module');
const said = (what) => { appendFileSync(process.env.CANARY, what + '\\n'); throw new Error('trapped: ' + what); };
for (const [name, calls] of [
  ['child_process', ['spawn', 'spawnSync', 'exec', 'execSync', 'execFile', 'execFileSync', 'fork']],
  ['net', ['connect', 'createConnection', 'createServer']], ['dgram', ['createSocket']],
  ['dns', ['lookup', 'resolve']],
]) for (const call of calls) require(name)[call] = () => said(name + '.' + call);
process.dlopen = (_module, path) => said('dlopen ' + path);
syncBuiltinESMExports();
process.on('exit', () => {
  const { readFileSync, writeSync } = require('node:fs');
  if (process.env.USED === undefined) return;
  const [, peak] = /^VmHWM:\\s+(\\d+ kB)$/m.exec(readFileSync('/proc/self/status', 'latin1'));
  writeSync(2, 'peak ' + peak + '\\n');
});
`;
