// Opens exported files with the code of others and says what they see, then compares what they hold; ends with 1 if a
// file is refused or two files of one recording contradict each other.
//   node check.mjs FOLDER      with files NAME.PART.FORMAT, and NAME.source: lines of SourceTotals.java
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { gunzipSync } from 'node:zlib';

const require = createRequire(process.cwd() + '/');
const KINDS = ['cpu', 'wall', 'alloc', 'lock', 'io'];
const WAITING = '(waiting)';
const RANGE = [1000, 3000];

/** Adds to the weight of a method that a thread was in; milliseconds, or bytes. */
function add(weights, thread, method, weight) {
  if (!weights.has(thread)) weights.set(thread, new Map());
  const methods = weights.get(thread);
  methods.set(method, (methods.get(method) ?? 0) + weight);
}

/** Google's protocol buffers, decoded by Datadog's library: every reference must lead somewhere. */
function pprof(file) {
  const { Profile } = require('pprof-format');
  const profile = Profile.decode(gunzipSync(readFileSync(file)));
  const text = (index) => profile.stringTable.strings[Number(index)];
  const locations = new Map(profile.location.map((location) => [Number(location.id), location]));
  const functions = new Map(profile.function.map((one) => [Number(one.id), one]));
  const weights = new Map();
  const last = profile.sampleType[profile.sampleType.length - 1];
  const unit = text(last.unit) === 'nanoseconds' ? 1e6 : 1;
  let sum = 0;
  for (const sample of profile.sample) {
    if (sample.value.length !== profile.sampleType.length) throw new Error('values and types differ');
    const weight = Number(sample.value[sample.value.length - 1]);
    const thread = sample.label.find((label) => text(label.key) === 'thread');
    const names = sample.locationId.map((id) =>
      locations.get(Number(id)).line.map((line) => text(functions.get(Number(line.functionId)).name)).join());
    if (names.some((name) => !name)) throw new Error('a function without a name');
    add(weights, text(thread.str), names[0], weight / unit);
    sum += weight;
  }
  const said = `${profile.sample.length} stacks, ${functions.size} functions, ${sum} ${text(last.unit)} of ${text(last.type)}`;
  return { said, weights, start: Number(profile.timeNanos) / 1e6 };
}

/** The schema that the speedscope package carries; and what a schema cannot say: calls must nest. */
function speedscope(file) {
  const Ajv = require('ajv');
  const schemas = require.resolve('speedscope/package.json').replace('package.json', 'dist/release/');
  const schema = JSON.parse(readFileSync(schemas + readdirSync(schemas).find((name) => name.includes('file-format-schema'))));
  const document = JSON.parse(readFileSync(file));
  const validate = new Ajv({ strict: false }).compile(schema);
  if (!validate(document)) throw new Error(JSON.stringify(validate.errors[0]));
  const names = document.shared.frames.map((frame) => frame.name);
  const weights = new Map();
  const times = [];
  let calls = 0;
  let samples = 0;
  for (const profile of document.profiles) {
    const unit = profile.unit === 'microseconds' ? 1000 : 1;
    const open = [];
    let before = -Infinity;
    for (const event of profile.events ?? []) {
      if (event.at < before) throw new Error('events out of order');
      if (open.length > 0) {
        // the innermost call, or for a wait the call that waited
        const at = names[open[open.length - 1]] === WAITING ? open.length - 2 : open.length - 1;
        if (at >= 0) add(weights, profile.name, names[open[at]], (event.at - before) / unit);
      }
      before = event.at;
      times.push(event.at / unit);
      if (event.type === 'O') {
        open.push(event.frame);
        calls++;
      } else if (open.pop() !== event.frame) {
        throw new Error('calls do not nest');
      }
    }
    if (open.length > 0) throw new Error('a call without an end');
    const stacks = profile.samples ?? [];
    if (stacks.length !== (profile.weights ?? []).length) throw new Error('samples and weights differ');
    stacks.forEach((stack, i) =>
      add(weights, profile.name, names[stack[stack.length - 1]], profile.weights[i] / unit));
    samples += stacks.length;
  }
  const said = `${document.profiles.length} threads, ${names.length} frames, ${calls} calls, ${samples} samples`;
  return { said, weights, times };
}

/** Mozilla's own code opens the file, as the Firefox Profiler does. */
function open(file) {
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

/** The Firefox Profiler; parts of a kind, whose form is that of the whole, are only read here, as opening takes seconds. */
function firefox(file) {
  const said = /\.part[a-z]+\.firefox$/.test(file) ? 'not opened' : open(file);
  const profile = JSON.parse(readFileSync(file));
  const weights = new Map();
  const times = [];
  for (const thread of profile.threads) {
    const { samples, stackTable, frameTable, funcTable, stringArray } = thread;
    samples.stack.forEach((stack, i) => {
      times.push(samples.time[i]);
      if (stack !== null) {
        const name = stringArray[funcTable.name[frameTable.func[stackTable.frame[stack]]]];
        add(weights, thread.name, name, samples.weight[i]);
      }
    });
  }
  return { said, weights, times, start: profile.meta.startTime };
}

/** Lines that every flame graph script reads; threads are merged. */
function collapsed(file) {
  const weights = new Map();
  const lines = readFileSync(file, 'utf8').split('\n').filter((line) => line);
  for (const line of lines) {
    const match = /^(.+) (\d+)$/.exec(line);
    if (!match) throw new Error('no stack and weight: ' + line);
    const stack = match[1].split(';');
    add(weights, '', stack[stack.length - 1], Number(match[2]) / (/\.(part)?alloc\./.test(file) ? 1 : 1000));
  }
  return { said: `${lines.length} stacks`, weights };
}

/** JSON Lines: the first says what recording it is. */
function jsonl(file) {
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line));
  if (lines[0].type !== 'recording') throw new Error('the first line is no recording');
  const threads = new Set(lines.filter((line) => line.type === 'thread').map((line) => line.thread));
  for (const line of lines) {
    if (line.thread && !threads.has(line.thread)) throw new Error('a line of an unknown thread ' + line.thread);
  }
  const instants = lines.filter((line) => ['sample', 'allocation', 'log', 'metric'].includes(line.type));
  const said = `${lines.length} lines, ${threads.size} threads`;
  return { said, times: instants.map((line) => line.start), threads, start: Date.parse(lines[0].start) };
}

/** All threads together, with names as collapsed stacks can hold them: a semicolon separates frames there. */
const merged = (weights) => {
  const all = new Map();
  for (const methods of weights.values()) {
    for (const [method, weight] of methods) add(all, '', method.replaceAll(';', ','), weight);
  }
  return all;
};
const total = (weights) => {
  let sum = 0;
  for (const methods of weights.values()) for (const weight of methods.values()) sum += weight;
  return sum;
};

/** The first thread and method of which two exports say different weights; equal up to the rounding of each stack. */
function difference(one, other) {
  for (const [a, b] of [[one, other], [other, one]]) {
    for (const [thread, methods] of a) {
      for (const [method, weight] of methods) {
        const there = b.get(thread)?.get(method) ?? 0;
        if (Math.abs(weight - there) > 0.5 + 1e-4 * weight) return `${thread} in ${method}: ${weight} and ${there}`;
      }
    }
  }
  return null;
}

function source(file) {
  return existsSync(file)
    ? new Map(readFileSync(file, 'utf8').trim().split('\n').map((line) => [line.split(' ')[0], Number(line.split(' ')[1])]))
    : new Map();
}

const readers = { pprof, speedscope, firefox, collapsed, jsonl };
const folder = process.argv[2];
const seen = new Map();
const complain = (text) => {
  console.log(text);
  process.exitCode = 1;
};
for (const file of readdirSync(folder).sort()) {
  const [, name, part, format] = /^(.*)\.([a-z]+)\.([a-z]+)$/.exec(file) ?? [];
  if (!readers[format]) continue;
  try {
    const read = readers[format](`${folder}/${file}`);
    if (!seen.has(name)) seen.set(name, {});
    (seen.get(name)[part] ??= {})[format] = read;
    console.log(`${file}: ${read.said}`);
  } catch (e) {
    complain(`${file}: REFUSED: ${e.stderr || e.message}`);
  }
}

for (const [name, parts] of seen) {
  const sums = [];
  const known = source(`${folder}/${name}.source`);
  for (const part of KINDS.flatMap((kind) => [kind, 'part' + kind])) {
    const { pprof, speedscope, firefox, collapsed } = parts[part] ?? {};
    if (!pprof || !speedscope || !firefox || !collapsed) continue;
    for (const [format, one, other] of [
      ['speedscope', pprof.weights, speedscope.weights],
      ['firefox', pprof.weights, firefox.weights],
      ['collapsed', merged(pprof.weights), collapsed.weights],
    ]) {
      const where = difference(one, other);
      if (where) complain(`${name}: ${part}: pprof and ${format} DIFFER, ${where}`);
    }
  }
  for (const kind of KINDS) {
    const { pprof } = parts[kind] ?? {};
    if (!pprof) continue;
    const sum = total(pprof.weights);
    sums.push(`${kind} ${Math.round(sum)}${known.has(kind) ? ` (source ${Math.round(known.get(kind))})` : ''}`);
    // the converter rounds weights of allocations, and gives what is left over to the next in the same chunk
    if (known.has(kind) && Math.abs(sum - known.get(kind)) > 0.5 + 0.01 * known.get(kind)) {
      complain(`${name}: ${kind}: ${sum} is NOT what the source holds, ${known.get(kind)}`);
    }
    for (const thread of pprof.weights.keys()) {
      if (parts.all?.jsonl && !parts.all.jsonl.threads.has(thread)) complain(`${name}: UNKNOWN thread ${thread}`);
    }
  }
  const starts = ['pprof', 'firefox', 'jsonl'].map((format) => parts.all?.[format]?.start).filter((start) => start);
  if (Math.max(...starts) - Math.min(...starts) > 1) complain(`${name}: DIFFERENT starts: ${starts}`);
  const later = (parts.range?.pprof?.start ?? 0) - (parts.all?.pprof?.start ?? 0);
  if (parts.range?.pprof && Math.abs(later - RANGE[0]) > 1) complain(`${name}: pprof: the range begins ${later} ms LATER`);
  for (const format of ['speedscope', 'firefox', 'jsonl']) {
    const outside = (parts.range?.[format]?.times ?? []).filter((time) => time < RANGE[0] || time > RANGE[1]);
    if (outside.length > 0) complain(`${name}: ${format}: OUTSIDE of the range at ${outside[0]} ms`);
  }
  console.log(`${name}: the same in all formats, ms and bytes: ${sums.join(', ')}`);
}
