// Opens exported files with the code of others and says what they see; ends with 1 if they refuse one.
//   node check.mjs FILE.pprof|FILE.speedscope|FILE.firefox …
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { gunzipSync } from 'node:zlib';

const require = createRequire(process.cwd() + '/');

/** Google's protocol buffers, decoded by Datadog's library: every reference must lead somewhere. */
function pprof(file) {
  const { Profile } = require('pprof-format');
  const profile = Profile.decode(gunzipSync(readFileSync(file)));
  const text = (index) => profile.stringTable.strings[Number(index)];
  const locations = new Map(profile.location.map((location) => [Number(location.id), location]));
  const functions = new Map(profile.function.map((one) => [Number(one.id), one]));
  let sum = 0;
  for (const sample of profile.sample) {
    if (sample.value.length !== profile.sampleType.length) throw new Error('values and types differ');
    sum += Number(sample.value[sample.value.length - 1]);
    for (const id of sample.locationId) {
      for (const line of locations.get(Number(id)).line) {
        if (!text(functions.get(Number(line.functionId)).name)) throw new Error('a function without a name');
      }
    }
  }
  const last = profile.sampleType[profile.sampleType.length - 1];
  return `${profile.sample.length} stacks, ${functions.size} functions, ${sum} ${text(last.unit)} of ${text(last.type)}`;
}

/** The schema that the speedscope package carries; and what a schema cannot say: calls must nest. */
function speedscope(file) {
  const Ajv = require('ajv');
  const schemaFile = require.resolve('speedscope/package.json').replace('package.json', 'dist/release/');
  const name = execFileSync('sh', ['-c', `ls ${schemaFile} | grep 'file-format-schema'`]).toString().trim();
  const schema = JSON.parse(readFileSync(schemaFile + name));
  const document = JSON.parse(readFileSync(file));
  const validate = new Ajv({ strict: false }).compile(schema);
  if (!validate(document)) throw new Error(JSON.stringify(validate.errors[0]));
  let calls = 0;
  let samples = 0;
  for (const profile of document.profiles) {
    const open = [];
    let last = -Infinity;
    for (const event of profile.events ?? []) {
      if (event.at < last) throw new Error('events out of order');
      last = event.at;
      if (event.type === 'O') {
        open.push(event.frame);
        calls++;
      } else if (open.pop() !== event.frame) {
        throw new Error('calls do not nest');
      }
    }
    if (open.length > 0) throw new Error('a call without an end');
    if ((profile.samples ?? []).length !== (profile.weights ?? []).length) throw new Error('samples and weights differ');
    samples += (profile.samples ?? []).length;
  }
  return `${document.profiles.length} threads, ${document.shared.frames.length} frames, ${calls} calls, ${samples} samples`;
}

/** The Firefox Profiler itself, as Mozilla's command line for it. */
function firefox(file) {
  const cli = require.resolve('@firefox-devtools/profiler-cli');
  const run = (...args) => execFileSync('node', [cli, ...args], { timeout: 60_000, stdio: ['ignore', 'pipe', 'pipe'] }).toString();
  try {
    run('load', file);
  } catch (e) {
    if (!String(e.stderr).includes('did not become ready')) throw e; // a slow machine: it is still starting
    execFileSync('sleep', ['5']);
  }
  try {
    const threads = /This profile contains (.*)\./.exec(run('profile', 'info'))[1];
    const markers = /— (\d+ markers)/.exec(run('thread', 'markers'));
    const running = /\((\d+) running samples\)/.exec(run('thread', 'samples'));
    return `${threads}; in the first thread shown: ${running ? running[1] : 'no'} samples, ${markers ? markers[1] : 'no markers'}`;
  } finally {
    run('stop', '--all');
  }
}

const readers = { pprof, speedscope, firefox };
for (const file of process.argv.slice(2)) {
  const format = file.slice(file.lastIndexOf('.') + 1);
  try {
    console.log(`${file}: ${readers[format](file)}`);
  } catch (e) {
    console.log(`${file}: REFUSED: ${e.stderr || e.message}`);
    process.exitCode = 1;
  }
}
