// Reads one command a line from standard input and answers each with one line of JSON:
//   setup <areas>                     registers areas until so many are fresh
//   run <writers> <ms> <list: 0|1>    milestones through the command handler until the time is over; with list, each is then looked for
//                                     in the page of 50 that its area stands on
// The database is named by the only argument, a URL.
import { createInterface } from 'node:readline';
import { CommandHandler } from '@event-driven-io/emmett';
import { getPostgreSQLEventStore, postgreSQLRawSQLProjection } from '@event-driven-io/emmett-postgresql';
import { SQL } from '@event-driven-io/dumbo';
import pg from 'pg';

const url = process.argv[2];
const milestones = 6;
const pageSize = 50;
const pool = new pg.Pool({ connectionString: url, max: 40 });

const current = postgreSQLRawSQLProjection({
  name: 'current_areas',
  canHandle: ['AreaRegistered', 'MilestoneRecorded'],
  evolve: ({ type, data }) => type === 'AreaRegistered'
    ? SQL`insert into current_areas (code, name, kind, jurisdiction, stage, milestones_reached)
          values (${data.code}, ${data.name}, ${data.kind}, ${data.jurisdiction}, 'preparation', 0)`
    : SQL`update current_areas set milestones_reached = milestones_reached + 1, last_milestone = ${data.milestone},
            last_reached_on = ${data.reachedOn} where code = ${data.code}`,
});
const store = getPostgreSQLEventStore(url, {
  projections: [{ type: 'inline', projection: current }],
  connectionOptions: { pool },
});
const handle = CommandHandler({
  initialState: () => ({ registered: false, reached: [] }),
  evolve: (state, { type, data }) => type === 'AreaRegistered'
    ? { registered: true, reached: [] } : { ...state, reached: [...state.reached, data.milestone] },
});

let fresh = [];
let made = 0;

async function setup(count) {
  if (made === 0) {
    await store.schema.migrate();
    await pool.query(`create table current_areas (
      code text primary key collate "C", name text not null, kind text not null, jurisdiction text not null, stage text not null,
      milestones_reached integer not null, last_milestone text, last_reached_on date)`);
  }
  const more = Array.from({ length: Math.max(0, count - fresh.length) }, () => made++)
    .map((rank) => ({ code: `write-${String(rank).padStart(9, '0')}`, rank }));
  for (let from = 0; from < more.length; from += 20) {
    await Promise.all(more.slice(from, from + 20).map(({ code }) => handle(store, code, () => ({
      type: 'AreaRegistered',
      data: { code, name: `${code}片`, kind: 'state-land-expropriation', jurisdiction: '420112001', openedOn: '2018-01-01' },
    }))));
  }
  fresh.push(...more);
}

async function record(area, step) {
  const milestone = `milestone-${step}`;
  await handle(store, area.code, (state) => {
    if (!state.registered) throw new Error(`${area.code} is not registered`);
    return state.reached.includes(milestone) ? [] : {
      type: 'MilestoneRecorded',
      data: {
        code: area.code, milestone, reachedOn: '2018-02-01', documentNumber: '东征〔2018〕9号', authority: '区人民政府', note: '按程序办理',
      },
    };
  });
  return milestone;
}

async function look(area, milestone) {
  const { rows } = await pool.query({
    name: 'page',
    text: 'select * from current_areas order by code limit $1 offset $2',
    values: [pageSize, Math.floor(area.rank / pageSize) * pageSize],
  });
  if (rows.find((row) => row.code === area.code)?.last_milestone !== milestone) throw new Error(`${area.code}: ${milestone} is not listed`);
}

async function run(writers, ms, list) {
  const micros = [];
  const before = process.cpuUsage();
  const start = process.hrtime.bigint();
  const end = start + BigInt(Math.round(ms * 1e6));
  await Promise.all(Array.from({ length: writers }, async () => {
    let [area, step] = [null, milestones];
    for (let from = process.hrtime.bigint(); from < end;) {
      if (step >= milestones) {
        [area, step] = [fresh.shift(), 0];
        if (!area) throw new Error('No fresh areas left in this window.');
      }
      const milestone = await record(area, step++);
      if (list) await look(area, milestone);
      const now = process.hrtime.bigint();
      micros.push(Number(now - from) / 1e3);
      from = now;
    }
  }));
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  const used = process.cpuUsage(before);
  return { seconds, cpuMicros: used.user + used.system, micros };
}

for await (const line of createInterface({ input: process.stdin })) {
  const [command, ...values] = line.split(' ');
  const numbers = values.map(Number);
  try {
    const answer = command === 'setup' ? await setup(numbers[0]) : await run(numbers[0], numbers[1], numbers[2] === 1);
    console.log(JSON.stringify(answer ?? {}));
  } catch (error) {
    console.log(JSON.stringify({ error: String(error?.stack ?? error) }));
  }
}
await store.close();
await pool.end();
