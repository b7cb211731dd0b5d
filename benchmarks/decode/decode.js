/*
 * The samples of a timeline (docs/FORMAT.md, version 2) decoded by hand, in the way one would write
 * it in JavaScript: what the page's decoder, which is Java, is compared with. Answers the columns
 * thread, time, stack, kind and weight, checked as the format asks for.
 */
function decodeSamples(bytes) {
  let at = 9;
  const found = {rows: 0, thread: null, time: null, stack: null, kind: null, weight: null};
  let threads = 0;
  let stacks = 0;

  function count() {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const next = bytes[at++];
      if (next === undefined) throw new Error('cut');
      value += (next & 0x7f) * 2 ** shift;
      if (next < 0x80) return value;
    }
    throw new Error('number out of range');
  }

  function signed() {
    const first = bytes[at];
    if (first < 0x80) {
      at++;
      return (first >>> 1) ^ -(first & 1);
    }
    let folded = 0;
    let scale = 1;
    for (;;) {
      const next = bytes[at++];
      if (next === undefined) throw new Error('cut');
      folded += (next & 0x7f) * scale;
      if (next < 0x80) break;
      scale *= 128;
    }
    const half = Math.floor(folded / 2);
    return half * 2 === folded ? half : -half - 1;
  }

  function steps(rows, size) {
    const column = new Int32Array(rows);
    let last = -1;
    for (let row = 0; row < rows; row++) {
      last += signed();
      if (last < -1 || last >= size) throw new Error('row ' + last + ' of ' + size);
      column[row] = last;
    }
    return column;
  }

  /** Columns whose values come together. */
  function combined(rows, sizes) {
    const size = count();
    const repeated = count();
    if (size > rows || repeated > size) throw new Error('combinations');
    const values = sizes.map(limit => steps(size, limit));
    const columns = sizes.map(() => new Int32Array(rows));
    if (size <= 1) {
      columns.forEach((column, i) => column.fill(values[i][0]));
      return columns;
    }
    let next = repeated;
    for (let row = 0; row < rows; row++) {
      const code = count();
      if (code > repeated || (code === 0 && next === size)) throw new Error('combination ' + code);
      const place = code === 0 ? next++ : code - 1;
      for (let i = 0; i < columns.length; i++) columns[i][row] = values[i][place];
    }
    return columns;
  }

  function samples() {
    const rows = count();
    const thread = new Int32Array(rows);
    const runs = count();
    let row = 0;
    for (let run = 0, value = 0; run < runs; run++) {
      value += count();
      const length = count();
      if (value >= threads || length > rows - row) throw new Error('thread ' + value);
      thread.fill(value, row, row + length);
      row += length;
    }
    const usual = count();
    const time = new Float64Array(rows);
    let first = 0;
    let last = 0;
    for (row = 0; row < rows; row++) {
      if (row === 0 || thread[row] !== thread[row - 1]) {
        first += signed();
        last = first;
      } else {
        last += signed() + usual;
      }
      time[row] = last * 100;
    }
    const [stack] = combined(rows, [stacks]);
    const [kind, weight] = combined(rows, [4, 0x7fffffff]);
    Object.assign(found, {rows, thread, time, stack, kind, weight});
  }

  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(5, true);
  const end = 9 + length;
  count();
  while (at < end) {
    const tag = bytes[at++];
    const size = count();
    const next = at + size;
    if (tag === 5) stacks = count();
    if (tag === 6) threads = count();
    if (tag === 7) samples();
    at = next;
  }
  return found;
}
